package dev.webhooks.test.web;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.RequestSigning;
import dev.webhooks.test.SigningKeys;

/**
 * Signature of a request that MockMvc is given, whatever that is made of. What is added
 * to the request behind it is not signed. Not safe for use by several threads.
 */
public final class WebhookSignature implements RequestPostProcessor {

	private final RequestSigning signing;

	private final Clock clock;

	private final MockRequestConversion conversion;

	private @Nullable Instant time;

	WebhookSignature(WebhookProvider provider, @Nullable SigningKeys keys, Clock clock, ApplicationServer server) {
		this.signing = new RequestSigning(provider, keys);
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
		this.signing.with(secret);
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
		this.conversion.write(this.signing.sign(unsigned, now), request);
		request.addHeader(Outcomes.HEADER, Outcomes.newId());
		return request;
	}

}
