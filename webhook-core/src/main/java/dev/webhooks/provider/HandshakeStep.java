package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;

/**
 * Step taken for a {@link Handshake} before it is answered. Immutable.
 */
public final class HandshakeStep {

	private final Template template;

	private final BiConsumer<@Nullable String, RequestValues> action;

	private HandshakeStep(Template template, BiConsumer<@Nullable String, RequestValues> action) {
		this.template = template;
		this.action = action;
	}

	/**
	 * Takes a token of the provider to be repeated in the answer, and signed if the
	 * answer wants it.
	 * @param locator where the token is
	 * @param pattern what the token looks like; a content that is signed with events must
	 * not look like it
	 * @param verifier signs the token, or {@code null} if it is only repeated
	 * @param clock tells which secrets are expired
	 * @return the step
	 */
	public static HandshakeStep token(Template locator, Pattern pattern, @Nullable RequestVerifier verifier,
			Clock clock) {
		return new HandshakeStep(locator, (token, values) -> {
			if (token == null || !pattern.matcher(token).matches()) {
				throw refused("The token is not of the expected form");
			}
			values.name("token", token);
			if (verifier != null) {
				sign(token, verifier, values, clock.instant());
			}
		});
	}

	private static void sign(String token, RequestVerifier verifier, RequestValues values, Instant now) {
		Secret secret = verifier.newest(values.parsed(), now);
		if (secret == null) {
			throw refused("There is no secret to sign the token with, or all are expired");
		}
		values.name("token-signature", verifier.scheme().tokenSigner(secret).orElseThrow().sign(token));
		if (secret.keyId() != null) {
			values.name("key-id", secret.keyId());
		}
	}

	/**
	 * Compares a token with the one that the application shares with the provider for
	 * this.
	 * @param locator where the token is
	 * @param expected the token, or {@code null} if none is configured: then all are
	 * refused
	 * @return the step
	 */
	public static HandshakeStep verifyToken(Template locator, @Nullable Secret expected) {
		return new HandshakeStep(locator, (token, values) -> {
			boolean matches = token != null && expected != null
					&& MessageDigest.isEqual(expected.bytes(), token.getBytes(StandardCharsets.UTF_8));
			if (!matches) {
				throw refused("The verify token does not match");
			}
		});
	}

	/**
	 * Takes the secret that the provider makes up for the endpoint.
	 * @param locator where the secret is
	 * @param pending whether the application expects one
	 * @param keep receives the secret
	 * @return the step
	 */
	public static HandshakeStep secret(Template locator, BooleanSupplier pending, Consumer<String> keep) {
		return new HandshakeStep(locator, (secret, values) -> {
			if (secret == null || secret.isBlank() || !pending.getAsBoolean()) {
				throw refused("No registration is pending");
			}
			keep.accept(secret);
		});
	}

	/**
	 * Passes a value of the request on.
	 * @param locator where the value is
	 * @param action receives the value, and may refuse it by a
	 * {@link WebhookRejectedException}
	 * @return the step
	 */
	public static HandshakeStep of(Template locator, Consumer<@Nullable String> action) {
		return new HandshakeStep(locator, (value, values) -> action.accept(value));
	}

	void take(RequestValues values) {
		this.action.accept(this.template.expand(values), values);
	}

	List<String> pointers() {
		return this.template.pointers();
	}

	private static WebhookRejectedException refused(String detail) {
		return new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED, detail);
	}

}
