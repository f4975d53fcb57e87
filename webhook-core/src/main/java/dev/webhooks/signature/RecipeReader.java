package dev.webhooks.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.HeaderFormat.Candidate;
import dev.webhooks.signature.Verification.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests by a {@link SignatureRecipe}, and puts signatures into them, for a
 * scheme of an application's own that differs from the built-in ones in nothing but how a
 * signature is computed. Immutable and safe for use by several threads.
 */
public final class RecipeReader {

	private final SignatureRecipe recipe;

	private final RequestParser parser;

	private final HeaderFormat format;

	private final TimeWindow time;

	private final SignedId id;

	/**
	 * Prepares a reader, which a factory does once.
	 * @param recipe the recipe
	 * @throws InvalidSettingException if the recipe does not say where the signature is,
	 * or contradicts itself
	 */
	public RecipeReader(SignatureRecipe recipe) {
		new SignatureReader(recipe).checkLocated();
		this.recipe = recipe;
		this.parser = recipe.parser();
		this.format = recipe.headerFormat();
		this.time = new TimeWindow(recipe, this.format);
		this.id = new SignedId(recipe);
	}

	/**
	 * Reads a request, and checks what can be known before a signature is computed: that
	 * there is one, of the right form, the time of signing, and the hash of the body
	 * where the recipe has one.
	 * @param request the request
	 * @param now the current time
	 * @return the signatures and what they have to cover
	 * @throws WebhookRejectedException if the request cannot be authentic; a scheme lets
	 * it pass
	 */
	public SignedParts read(WebhookRequest request, Instant now) {
		RequestValues values = new RequestValues(this.parser.parse(request));
		List<Candidate> candidates = new ArrayList<>(1);
		for (SignatureLocation location : this.recipe.locations()) {
			for (String value : location.read(values)) {
				if (!this.format.read(value, candidates, values)) {
					throw KeyedScheme.malformed("The signature is not of the form " + this.format, RecipeScheme.FORMAT);
				}
			}
		}
		if (candidates.isEmpty()) {
			throw KeyedScheme.missing("There is no signature");
		}
		check(this.id.read(values));
		check(this.time.checkBefore(values, now));
		check(this.time.checkAfter(values, now));
		if (this.recipe.bodyHash() != null) {
			check(this.recipe.bodyHash().check(values));
		}
		return new SignedParts(candidates.stream().map(Candidate::text).toList(), this.recipe.contents(), values);
	}

	private static void check(@Nullable Refused refused) {
		if (refused != null) {
			throw new RefusedException(refused);
		}
	}

	/**
	 * Signs a request: puts the time and the signature where the recipe has them.
	 * @param request the request
	 * @param secret the secret
	 * @param now the time of signing
	 * @param signature computes the signature of a content, as it is written
	 * @return the signed request
	 * @throws IllegalArgumentException if the request has no place for the signature, or
	 * lacks what is signed
	 */
	public WebhookRequest sign(WebhookRequest request, Secret secret, Instant now, Function<byte[], String> signature) {
		return new SignatureWriter(this.recipe, new Computed(signature), this.parser).sign(request, secret, now);
	}

	/**
	 * Parts of a request that a scheme needs. Not safe for use by several threads.
	 */
	public static final class SignedParts {

		private final List<String> signatures;

		private final List<Template> contents;

		private final RequestValues values;

		private SignedParts(List<String> signatures, List<Template> contents, RequestValues values) {
			this.signatures = signatures;
			this.contents = contents;
			this.values = values;
		}

		/**
		 * The signatures, of which one has to match.
		 * @return the signatures as they are written; at least one
		 */
		public List<String> signatures() {
			return this.signatures;
		}

		/**
		 * Evaluates {@code signature.content} and {@code signature.alternative-contents}.
		 * @param secret the secret, which may be a part of a content
		 * @return the contents of which nothing is missing; a signature has to cover one
		 * of them. None of them means that the request is not authentic
		 */
		public List<byte[]> contents(Secret secret) {
			List<byte[]> found = new ArrayList<>(this.contents.size());
			for (Template template : this.contents) {
				SignedContent content = new SignedContent(template, this.values);
				byte[] bytes = content.toByteArray(secret);
				if (content.missing() == null) {
					found.add(bytes);
				}
			}
			return found;
		}

	}

	/**
	 * A signature that somebody else computes.
	 *
	 * @param function computes it of a content
	 */
	private record Computed(Function<byte[], String> function) implements SignatureAlgorithm {

		@Override
		public void check(Secret secret) {
			// Whoever computes the signature knows
		}

		@Override
		public boolean matches(Secret secret, SignedContent content, List<String> signatures) {
			return SignatureAlgorithm.isOneOf(sign(secret, content), signatures);
		}

		@Override
		public String sign(Secret secret, SignedContent content) {
			return this.function.apply(content.toByteArray(secret));
		}

	}

}
