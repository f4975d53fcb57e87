package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;

/**
 * A scheme that says by some values in the request which of its versions it is: others
 * than those that are known are refused.
 */
@Internal
public final class RequiringScheme extends ParsingScheme {

	private final SignatureScheme scheme;

	private final List<RequiredValue> required;

	private RequiringScheme(SignatureScheme scheme, SignatureRecipe recipe) {
		super(scheme.parser()
			.with(recipe.documents(),
					recipe.required().stream().flatMap((value) -> value.template().pointers().stream()).toList()));
		this.scheme = scheme;
		this.required = recipe.required();
	}

	/**
	 * Adds what a recipe requires to a scheme.
	 * @return the scheme itself if nothing is required
	 */
	public static SignatureScheme of(SignatureScheme scheme, SignatureRecipe recipe) {
		return recipe.required().isEmpty() ? scheme : new RequiringScheme(scheme, recipe);
	}

	@Override
	public Verification verify(ParsedRequest request, List<Secret> secrets, Instant now) {
		try {
			RequestValues values = new RequestValues(request);
			this.required.forEach((value) -> value.check(values));
		}
		catch (WebhookRejectedException ex) {
			return new Refused(RejectionReason.SIGNATURE_MALFORMED, String.valueOf(ex.getMessage()),
					"'signature.require' says how it has to be");
		}
		return this.scheme.verify(request, secrets, now);
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return this.scheme.signer(secret).map((signer) -> (request, now) -> signer.sign(complete(request), now));
	}

	private WebhookRequest complete(WebhookRequest request) {
		WebhookRequest complete = request;
		for (RequiredValue value : this.required) {
			String header = value.header();
			if (header != null) {
				complete = complete.withHeader(header, value.value());
			}
		}
		return complete;
	}

	@Override
	public Optional<TokenSigner> tokenSigner(Secret secret) {
		return this.scheme.tokenSigner(secret);
	}

	@Override
	public SchemeTraits traits() {
		return this.scheme.traits();
	}

	@Override
	public Map<String, SignatureScheme> relatives() {
		return this.scheme.relatives();
	}

	@Override
	public boolean isSymmetric() {
		return this.scheme.isSymmetric();
	}

	@Override
	public void check(Secret secret) {
		this.scheme.check(secret);
	}

	@Override
	public boolean needsSecret() {
		return this.scheme.needsSecret();
	}

}
