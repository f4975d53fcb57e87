package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.provider.Handshake;
import dev.webhooks.provider.HandshakeStep;
import dev.webhooks.provider.ResponseTemplate;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.fetch.ConfirmationUrl;
import dev.webhooks.InvalidRecipeException;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.secret.Secret;
import dev.webhooks.request.Template;

/**
 * Makes the handshakes of a provider of its properties.
 */
final class HandshakeFactory {

	private final @Nullable WebhookRegistration registration;

	private final ResourceFetcher fetcher;

	private final Clock clock;

	HandshakeFactory(@Nullable WebhookRegistration registration, ResourceFetcher fetcher, Clock clock) {
		this.registration = registration;
		this.fetcher = fetcher;
		this.clock = clock;
	}

	List<Handshake> create(String name, ProviderProperties properties, RequestVerifier verifier) {
		List<Handshake> handshakes = new ArrayList<>();
		for (HandshakeProperties handshake : properties.getHandshakes()) {
			String key = "handshakes[" + handshakes.size() + "]";
			handshakes.add(new Handshake(key, handshake.getMethod().toUpperCase(Locale.ROOT), handshake.isSigned(),
					handshake.getWhen(), steps(key, name, properties, handshake, verifier),
					response(key + ".response", handshake.getResponse())));
		}
		return handshakes;
	}

	private List<HandshakeStep> steps(String key, String name, ProviderProperties properties,
			HandshakeProperties handshake, RequestVerifier verifier) {
		List<HandshakeStep> steps = new ArrayList<>();
		if (handshake.getVerifyToken() != null) {
			String token = properties.getVerifyToken();
			steps
				.add(HandshakeStep.verifyToken(Template.parseLocator(key + ".verify-token", handshake.getVerifyToken()),
						(token != null && !token.isBlank()) ? Secret.of(token) : null));
		}
		if (handshake.getToken() != null) {
			steps.add(HandshakeStep.token(Template.parseLocator(key + ".token", handshake.getToken()),
					pattern(key + ".token-pattern", handshake.getTokenPattern()),
					isTokenSigned(handshake) ? signer(key, properties, verifier) : null, this.clock));
		}
		if (handshake.getSecret() != null) {
			steps.add(secret(Template.parseLocator(key + ".secret", handshake.getSecret()), name));
		}
		if (handshake.getConfirmUrl() != null) {
			steps.add(confirmation(key, handshake.getConfirmUrl(), handshake));
		}
		return steps;
	}

	private HandshakeStep confirmation(String key, String url, HandshakeProperties handshake) {
		if (!handshake.isSigned()) {
			throw new InvalidRecipeException(key + ".confirm-url", url,
					"Only what a signed request says is fetched: remove 'signed: false'.");
		}
		ConfirmationUrl confirmation = new ConfirmationUrl(key + ".confirm-hosts", handshake.getConfirmHosts(),
				this.fetcher);
		return HandshakeStep.of(Template.parseLocator(key + ".confirm-url", url), confirmation::confirm);
	}

	private static RequestVerifier signer(String key, ProviderProperties properties, RequestVerifier verifier) {
		if (!verifier.signsTokens()) {
			throw new InvalidRecipeException(key + ".response.body", "{token-signature}",
					"The scheme '%s' signs no tokens: leave it out, or use a scheme such as hmac."
						.formatted(properties.getSignature().getScheme()));
		}
		return verifier;
	}

	private static boolean isTokenSigned(HandshakeProperties handshake) {
		String body = handshake.getResponse().getBody();
		return body != null && body.contains("{token-signature}");
	}

	private HandshakeStep secret(Template locator, String name) {
		return HandshakeStep.secret(locator, () -> this.registration != null && this.registration.isPending(name),
				(secret) -> {
					if (this.registration == null) {
						throw new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED,
								"Nobody keeps the secret");
					}
					this.registration.register(name, secret);
				});
	}

	static ResponseTemplate response(String key, ResponseProperties response) {
		check(key, response);
		Map<String, Template> headers = new LinkedHashMap<>();
		response.getHeaders().forEach((name, value) -> headers.put(name, Template.parse(key + ".headers", value)));
		String body = response.getBody();
		return new ResponseTemplate(response.getStatus(), response.getContentType(), headers,
				(body != null) ? Template.parse(key + ".body", body) : null);
	}

	private static void check(String key, ResponseProperties response) {
		if (response.getStatus() < 200 || response.getStatus() > 599) {
			throw new InvalidRecipeException(key + ".status", response.getStatus(), "Use a status from 200 to 599.");
		}
		String type = response.getContentType();
		try {
			if (type != null) {
				MimeTypeUtils.parseMimeType(type);
			}
		}
		catch (InvalidMimeTypeException ex) {
			throw new InvalidRecipeException(key + ".content-type", type, "Use a media type such as application/json.");
		}
	}

	private static Pattern pattern(String key, String pattern) {
		try {
			return Pattern.compile(pattern);
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidRecipeException(key, pattern, "It is not a regular expression.");
		}
	}

}
