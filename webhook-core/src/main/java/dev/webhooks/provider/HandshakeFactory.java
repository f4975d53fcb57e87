package dev.webhooks.provider;

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

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.fetch.ConfirmationUrl;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.provider.settings.HandshakeSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.ResponseSettings;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.signature.RequestVerifier;

/**
 * Makes the handshakes of a provider of its settings.
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

	List<Handshake> create(String name, ProviderSettings settings, RequestVerifier verifier) {
		List<Handshake> handshakes = new ArrayList<>();
		for (HandshakeSettings handshake : settings.handshakes()) {
			String key = "handshakes[" + handshakes.size() + "]";
			handshakes.add(new Handshake(key, handshake.method().toUpperCase(Locale.ROOT), handshake.signed(),
					handshake.when(), steps(key, name, settings, handshake, verifier),
					response(key + ".response", handshake.response())));
		}
		return handshakes;
	}

	private List<HandshakeStep> steps(String key, String name, ProviderSettings settings, HandshakeSettings handshake,
			RequestVerifier verifier) {
		List<HandshakeStep> steps = new ArrayList<>();
		if (handshake.verifyToken() != null) {
			String token = settings.secrets().verifyToken();
			steps.add(HandshakeStep.verifyToken(Template.parseLocator(key + ".verify-token", handshake.verifyToken()),
					(token != null && !token.isBlank()) ? Secret.of(token) : null));
		}
		if (handshake.token() != null) {
			steps.add(HandshakeStep.token(Template.parseLocator(key + ".token", handshake.token()),
					tokenPattern(key, handshake), handshake.isTokenSigned() ? signer(key, settings, verifier) : null,
					this.clock));
		}
		if (handshake.secret() != null) {
			steps.add(secret(Template.parseLocator(key + ".secret", handshake.secret()), name));
		}
		if (handshake.confirmUrl() != null) {
			steps.add(confirmation(key, handshake.confirmUrl(), handshake));
		}
		return steps;
	}

	private HandshakeStep confirmation(String key, String url, HandshakeSettings handshake) {
		if (!handshake.signed()) {
			throw new InvalidSettingException(key + ".confirm-url", url,
					"Only what a signed request says is fetched: remove 'signed: false'.");
		}
		ConfirmationUrl confirmation = new ConfirmationUrl(key + ".confirm-hosts", handshake.confirmHosts(),
				this.fetcher);
		return HandshakeStep.of(Template.parseLocator(key + ".confirm-url", url), confirmation::confirm);
	}

	private static RequestVerifier signer(String key, ProviderSettings settings, RequestVerifier verifier) {
		if (!verifier.signsTokens()) {
			throw new InvalidSettingException(key + ".response.body", "{token-signature}",
					"The scheme '%s' signs no tokens: leave it out, or use a scheme such as hmac."
						.formatted(settings.signature().scheme()));
		}
		return verifier;
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

	static ResponseTemplate response(String key, ResponseSettings response) {
		check(key, response);
		Map<String, Template> headers = new LinkedHashMap<>();
		response.headers().forEach((name, value) -> headers.put(name, Template.parse(key + ".headers", value)));
		String body = response.body();
		return new ResponseTemplate(response.status(), response.contentType(), headers,
				(body != null) ? Template.parse(key + ".body", body) : null);
	}

	private static void check(String key, ResponseSettings response) {
		if (response.status() < 200 || response.status() > 599) {
			throw new InvalidSettingException(key + ".status", response.status(), "Use a status from 200 to 599.");
		}
		String type = response.contentType();
		try {
			if (type != null) {
				MimeTypeUtils.parseMimeType(type);
			}
		}
		catch (InvalidMimeTypeException ex) {
			throw new InvalidSettingException(key + ".content-type", type,
					"Use a media type such as application/json.");
		}
	}

	static Pattern tokenPattern(String key, HandshakeSettings handshake) {
		try {
			return Pattern.compile(handshake.tokenPattern());
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidSettingException(key + ".token-pattern", handshake.tokenPattern(),
					"It is not a regular expression.");
		}
	}

}
