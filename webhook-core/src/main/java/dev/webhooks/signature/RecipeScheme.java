package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.Locator;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.HeaderFormat.Candidate;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;

/**
 * Verifies and signs by a {@link SignatureRecipe}: finds the signatures and the time,
 * checks the time, and leaves the comparison to a {@link SignatureAlgorithm}.
 */
final class RecipeScheme extends ParsingScheme {

	/** Advice where a signature is of another form. */
	static final String FORMAT = "'signature.format' says how it is read, and 'preset' whose it is";

	/** As many as one header may carry, or numbered headers of which each carries one. */
	private static final int MAX_CANDIDATES = 100;

	/** No longer token of a handshake is signed. */
	private static final int MAX_RESERVED_LENGTH = 512;

	private final SignatureRecipe recipe;

	private final SignatureAlgorithm algorithm;

	private final HeaderFormat format;

	private final TimeWindow time;

	private final SignedId id;

	private final SignatureWriter writer;

	RecipeScheme(SignatureRecipe recipe, SignatureAlgorithm algorithm) {
		this(recipe, algorithm, recipe.parser());
	}

	private RecipeScheme(SignatureRecipe recipe, SignatureAlgorithm algorithm, RequestParser parser) {
		super(parser);
		if (recipe.locations().isEmpty()) {
			throw new InvalidSettingException("signature.header", null, "It must name the header of the signature.");
		}
		this.recipe = recipe;
		this.algorithm = algorithm;
		this.format = recipe.headerFormat();
		this.time = new TimeWindow(recipe, this.format);
		this.id = new SignedId(recipe);
		this.writer = new SignatureWriter(recipe, algorithm, parser);
	}

	@Override
	public void check(Secret secret) {
		this.algorithm.check(secret);
		if (this.format.has(HeaderFormat.KEY_ID) && secret.keyId() == null) {
			throw new IllegalArgumentException("its 'key-id' is missing, which the signature names");
		}
	}

	@Override
	public Verification verify(ParsedRequest request, List<Secret> secrets, Instant now) {
		try {
			return verify(new RequestValues(request), secrets, now);
		}
		catch (WebhookRejectedException ex) {
			return new Refused(RejectionReason.SIGNATURE_MALFORMED, String.valueOf(ex.getMessage()));
		}
	}

	private Verification verify(RequestValues values, List<Secret> secrets, Instant now) {
		List<Candidate> candidates = new ArrayList<>(2);
		Refused refused = readSignatures(values, candidates);
		if (refused == null) {
			refused = this.id.read(values);
		}
		if (refused == null) {
			refused = this.time.checkBefore(values, now);
		}
		if (refused == null && this.recipe.bodyHash() != null) {
			refused = this.recipe.bodyHash().check(values);
		}
		if (refused != null) {
			return refused;
		}
		Verification verification = match(values, candidates, secrets);
		if (verification instanceof Verified) {
			refused = this.time.checkAfter(values, now);
		}
		return (refused != null) ? refused : verification;
	}

	private @Nullable Refused readSignatures(RequestValues values, List<Candidate> candidates) {
		for (SignatureLocation location : this.recipe.locations()) {
			for (String value : location.read(values)) {
				if (!this.format.read(value, candidates, values) || candidates.size() > MAX_CANDIDATES) {
					return new Refused(RejectionReason.SIGNATURE_MALFORMED,
							"The signature is not of the form " + this.format, FORMAT);
				}
			}
		}
		return candidates.isEmpty() ? new Refused(RejectionReason.SIGNATURE_MISSING, "There is no signature") : null;
	}

	private Verification match(RequestValues values, List<Candidate> candidates, List<Secret> secrets) {
		Secret matched = null;
		Locator missing = null;
		boolean compared = false;
		for (Template template : this.recipe.contents()) {
			SignedContent content = new SignedContent(template, values);
			for (Secret secret : secrets) {
				boolean matches = this.algorithm.matches(secret, content, textsFor(secret, candidates));
				missing = (content.missing() != null) ? content.missing() : missing;
				compared |= content.missing() == null;
				if (matches && content.missing() == null && matched == null && !isReserved(secret, content)) {
					matched = secret;
				}
			}
		}
		if (matched != null) {
			return new Verified(matched);
		}
		return (missing != null && !compared)
				? new Refused(RejectionReason.SIGNATURE_MISSING, missing + " is signed, but not there")
				: mismatch(candidates);
	}

	private Refused mismatch(List<Candidate> candidates) {
		String advice = this.algorithm.advice(candidates.stream().map(Candidate::text).toList());
		return (advice != null) ? new Refused(RejectionReason.SIGNATURE_MISMATCH, KeyedScheme.MISMATCH, advice)
				: new Refused(RejectionReason.SIGNATURE_MISMATCH, KeyedScheme.MISMATCH);
	}

	private static List<String> textsFor(Secret secret, List<Candidate> candidates) {
		List<String> texts = new ArrayList<>(candidates.size());
		for (Candidate candidate : candidates) {
			if (candidate.keyId() == null || Objects.equals(candidate.keyId(), secret.keyId())) {
				texts.add(candidate.text());
			}
		}
		return texts;
	}

	/**
	 * Tells whether a handshake may have had this content signed for anybody who asked.
	 */
	private boolean isReserved(Secret secret, SignedContent content) {
		if (this.recipe.reserved().isEmpty()) {
			return false;
		}
		byte[] bytes = content.toByteArray(secret);
		String text = new String(bytes, StandardCharsets.UTF_8);
		return bytes.length <= MAX_RESERVED_LENGTH
				&& this.recipe.reserved().stream().anyMatch((pattern) -> pattern.matcher(text).matches());
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return this.writer.canWrite() ? Optional.of((request, now) -> this.writer.sign(request, secret, now))
				: Optional.empty();
	}

	@Override
	public SchemeTraits traits() {
		return SchemeTraits.of(this.recipe, this.algorithm.credential());
	}

	@Override
	public Map<String, SignatureScheme> relatives() {
		return new RelatedRecipes(this.recipe, this.algorithm).schemes();
	}

	@Override
	public boolean isSymmetric() {
		return this.algorithm.isSymmetric();
	}

	@Override
	public Optional<TokenSigner> tokenSigner(Secret secret) {
		return (this.algorithm instanceof SignatureAlgorithm.OfTexts texts)
				? Optional.of((token) -> sign(token, secret, texts)) : Optional.empty();
	}

	private static String sign(String token, Secret secret, SignatureAlgorithm.OfTexts texts) {
		byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > MAX_RESERVED_LENGTH) {
			throw new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED, "The token is too long to be signed");
		}
		return texts.sign(secret, bytes);
	}

}
