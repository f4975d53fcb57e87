package dev.webhooks.test.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.test.SigningKeys;

/**
 * Signature of a request that MockMvc is given, whatever that is made of. What is added
 * to the request behind it is not signed. Not safe for use by several threads.
 */
public final class WebhookSignature implements RequestPostProcessor {

	private final WebhookProvider provider;

	private final @Nullable SigningKeys keys;

	private final Clock clock;

	private final MockRequestConversion conversion;

	private @Nullable Instant time;

	private @Nullable String secret;

	WebhookSignature(WebhookProvider provider, @Nullable SigningKeys keys, Clock clock, ApplicationServer server) {
		this.provider = provider;
		this.keys = keys;
		this.clock = clock;
		this.conversion = new MockRequestConversion(provider, server);
	}

	/**
	 * Sets when the request is signed.
	 * @param time the time, in place of that of the clock
	 * @return this signature
	 */
	public WebhookSignature at(Instant time) {
		this.time = time;
		return this;
	}

	/**
	 * Signs with another secret than the newest.
	 * @param secret the secret as the provider shows it, or a private key
	 * @return this signature
	 */
	public WebhookSignature signedWith(String secret) {
		this.secret = secret;
		return this;
	}

	/**
	 * Signs the request.
	 * @param request the request as it is so far
	 * @return the same request
	 * @throws IllegalStateException if only the provider can sign its requests, or has no
	 * secret
	 */
	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
		Instant now = (this.time != null) ? this.time : this.clock.instant();
		WebhookRequest unsigned = this.conversion.read(request);
		RequestSigner signer = signer(unsigned, now)
			.orElseThrow(() -> new IllegalStateException("Only " + this.provider + " can sign its requests"));
		this.conversion.write(signer.sign(unsigned, now), request);
		request.addHeader(Outcomes.HEADER, Outcomes.newId());
		return request;
	}

	private Optional<RequestSigner> signer(WebhookRequest request, Instant now) {
		if (this.secret != null) {
			return signer(this.secret);
		}
		if (this.keys != null) {
			return signer(this.keys.signing());
		}
		RequestVerifier verifier = this.provider.verifier();
		if (!verifier.scheme().needsSecret()) {
			return this.provider.signer();
		}
		if (!verifier.scheme().isSymmetric()) {
			throw new IllegalStateException("Requests of " + this.provider
					+ " are signed with a private key: use signedWith(…), or leave the secret to the test kit");
		}
		return verifier.secretsOf(verifier.parser().parse(request))
			.stream()
			.filter((known) -> known.isActive(now))
			.findFirst()
			.map(this.provider::signer)
			.orElseThrow(() -> new IllegalStateException("There is no secret of " + this.provider));
	}

	private Optional<RequestSigner> signer(String secret) {
		String keyId = (this.keys != null) ? this.keys.keyId()
				: this.provider.verifier().secrets().configured().stream().findFirst().map(Secret::keyId).orElse(null);
		return this.provider.signer(this.provider.traits().secret(secret, keyId));
	}

}
