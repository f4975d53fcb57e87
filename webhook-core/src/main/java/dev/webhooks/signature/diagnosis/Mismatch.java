package dev.webhooks.signature.diagnosis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification.Refused;

/**
 * Explains why a signature or token does not match, by trial of what would.
 */
final class Mismatch {

	private final SignatureScheme scheme;

	private final SchemeTraits traits;

	private final List<Secret> known;

	private final Instant now;

	private final SecretVariants secrets;

	private final Trials trials;

	private final List<String> tried = new ArrayList<>();

	/**
	 * Creates an explanation.
	 * @param verifier the verifier that refused a request
	 * @param traits the traits of its scheme
	 * @param known the secrets, those that are configured first
	 * @param now the current time
	 */
	Mismatch(RequestVerifier verifier, SchemeTraits traits, List<Secret> known, Instant now) {
		this.scheme = verifier.scheme().local();
		this.traits = traits;
		this.known = known;
		this.now = now;
		this.secrets = new SecretVariants(known, verifier.secrets().configured().size());
		this.trials = new Trials(this.scheme, now);
	}

	String explain(WebhookRequest request, Refused refused) {
		boolean ofSignature = refused.reason() == RejectionReason.NO_SECRET
				|| refused.detail().equals(KeyedScheme.MISMATCH);
		String found = ofSignature ? tryExpired(request) : null;
		found = (found == null && ofSignature) ? trySecrets(request) : found;
		found = (found == null && ofSignature) ? tryRelatives(request) : found;
		found = (found == null) ? tryUrls(request) : found;
		found = (found == null) ? tryBodies(request) : found;
		if (found != null) {
			return found;
		}
		return ofSignature ? unexplained(request, refused) : changed(refused);
	}

	/** A scheme that fetches keys with a secret must not do so with another one. */
	private boolean isSecretTried() {
		return switch (this.traits.credential()) {
			case SECRET, TOKEN, PASSWORD -> true;
			default -> false;
		};
	}

	private @Nullable String tryExpired(WebhookRequest request) {
		for (int i = 0; i < this.known.size(); i++) {
			Secret secret = this.known.get(i);
			if (!secret.isActive(this.now) && isSecretTried() && this.trials.verifies(request, List.of(secret))) {
				return verb()
						+ "a secret that has expired at %s: have the provider use the newest, or extend 'expires' of %s"
							.formatted(secret.expires(), this.secrets.nameOf(i));
			}
		}
		return null;
	}

	private @Nullable String trySecrets(WebhookRequest request) {
		if (!isSecretTried()) {
			return null;
		}
		this.tried.add("the secret without and with white space or quotation marks around it and in other encodings");
		String found = this.secrets.find((secret) -> this.trials.verifies(request, List.of(secret)));
		return (found != null) ? verb() + found : null;
	}

	private String verb() {
		return (this.traits.credential() == Credential.SECRET) ? "it is signed with " : "it carries ";
	}

	private @Nullable String tryRelatives(WebhookRequest request) {
		if (BodyVariants.isTooLarge(request)) {
			return null;
		}
		for (Map.Entry<String, SignatureScheme> relative : this.scheme.relatives().entrySet()) {
			List<Secret> underived = Secret.readingsOf(this.known).stream().map(Secret::underived).toList();
			if (this.trials.verifies(relative.getValue(), request, underived)) {
				return "it is signed with the secret, but in another way: set " + relative.getKey();
			}
		}
		return null;
	}

	private @Nullable String tryUrls(WebhookRequest request) {
		if (!this.traits.readsUrl()) {
			return null;
		}
		this.tried.add("the URL with another scheme, host, port or slash and without its query");
		return new UrlVariants(request.head())
			.find((head) -> this.trials.verifies(new WebhookRequest(head, request.body()), this.known));
	}

	private @Nullable String tryBodies(WebhookRequest request) {
		if (!this.traits.readsBody() || BodyVariants.isTooLarge(request)) {
			return null;
		}
		this.tried.add("the body as other programs would write it");
		String original = new BodyVariants(request)
			.find((body) -> this.trials.verifies(new WebhookRequest(request.head(), body), this.known));
		return (original != null) ? "the body was altered on the way: the signature is that of " + original
				+ ". Something between the provider and this application, such as a proxy, a gateway or a filter, reads "
				+ "the body and writes it anew: have it pass on the bytes as they came" : null;
	}

	private String unexplained(WebhookRequest request, Refused refused) {
		AnnouncedBody body = new AnnouncedBody(request);
		boolean large = this.traits.readsBody() && BodyVariants.isTooLarge(request);
		if (this.traits.readsBody() && body.isChanged()) {
			return body.changed() + ": the body was altered on the way. Something between the provider and this "
					+ "application reads the body and writes it anew: have it pass on the bytes as they came";
		}
		return switch (this.traits.credential()) {
			case TOKEN -> "the token" + inHeader() + " is not the one in " + whichSecret()
					+ ": set the same here and at the provider" + tried();
			case PASSWORD -> password(request) + ": set the same here and at the provider" + tried();
			case SECRET -> mismatch("secret", "secrets", request, large);
			case PUBLIC_KEY -> mismatch("public key", "public keys", request, large);
			case CERTIFICATE -> changed(refused) + "; or 'secret' is not the one that is signed along";
			default -> changed(refused);
		};
	}

	private String mismatch(String one, String several, WebhookRequest request, boolean large) {
		int count = this.known.size();
		String mismatch = (count == 1) ? "the %s does not match".formatted(one)
				: "none of %s %s matches".formatted(count, several);
		if (this.known.stream().noneMatch((secret) -> secret.isActive(this.now))) {
			mismatch += ", and all are expired";
		}
		boolean complete = !large && !this.trials.areExhausted();
		return mismatch + (complete
				? ": it is probably that of another endpoint, or what is signed was changed on the way, or more than one thing is wrong"
				: ", and with a body of %s bytes not all else could be tried: either the request was altered on the way, "
					.formatted(request.body().length) + "or the " + one + " is that of another endpoint")
				+ ". Compare " + whichSecret() + " with what the provider shows for this endpoint" + tried();
	}

	private String changed(Refused refused) {
		return RefusalDiagnosis.said(refused) + ": the request was changed on the way, or is not from whom it says"
				+ tried();
	}

	private String tried() {
		return this.tried.isEmpty() ? "" : ". Tried in vain: " + String.join("; ", this.tried);
	}

	private String whichSecret() {
		return (this.known.size() == 1) ? this.secrets.nameOf(0) : "'secrets'";
	}

	private String inHeader() {
		return this.traits.headers().isEmpty() ? "" : " in the header " + String.join(" or ", this.traits.headers());
	}

	private String password(WebhookRequest request) {
		String user = userOf(request.headers().first("Authorization"));
		boolean known = user != null && this.known.stream().anyMatch((secret) -> secret.text().startsWith(user + ':'));
		return (known ? "the password of the request is not the one in "
				: "the user name of the request is not the one in ") + whichSecret() + " (user name, colon, password)";
	}

	private static @Nullable String userOf(@Nullable String header) {
		try {
			String credentials = (header != null) ? header.substring(header.indexOf(' ') + 1) : "";
			String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
			int colon = decoded.indexOf(':');
			return (colon < 0) ? null : decoded.substring(0, colon);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
