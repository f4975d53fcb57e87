package dev.webhooks.docs.testing;

import java.time.Instant;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@TestComponent
class SignedCalls {

	private final WebhookProviders providers;

	private final MockMvcTester mvc;

	SignedCalls(WebhookProviders providers, MockMvcTester mvc) {
		this.providers = providers;
		this.mvc = mvc;
	}

	/**
	 * Signs with the recipe and the newest secret that the application has for the
	 * provider.
	 */
	WebhookRequest sign(String provider, Instant time, String body, String... headers) {
		WebhookProvider configured = this.providers.find(provider);
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "http://localhost" + configured.endpoint().path())
			.headers(WebhookHeaders.of(headers))
			.build();
		return configured.signer().orElseThrow().sign(new WebhookRequest(head, body), time);
	}

	MvcTestResult send(WebhookRequest request) {
		MockHttpServletRequestBuilder call = post(request.head().url()).content(request.body());
		request.headers().forEach(call::header);
		return this.mvc.perform(call);
	}

}
