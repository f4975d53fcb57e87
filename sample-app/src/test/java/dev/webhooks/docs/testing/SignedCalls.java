package dev.webhooks.docs.testing;

import java.io.IOException;
import java.time.Instant;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.test.SignedRequest;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

@TestComponent
class SignedCalls {

	private final WebhookProviders providers;

	private final MockMvcTester mvc;

	SignedCalls(WebhookProviders providers, MockMvcTester mvc) {
		this.providers = providers;
		this.mvc = mvc;
	}

	MvcTestResult send(SignedRequest signed) throws IOException {
		return signed.send((method, target, headers, body) -> {
			MockHttpServletRequestBuilder call = request(HttpMethod.valueOf(method), target).content(body);
			headers.forEach((header) -> call.header(header.getKey(), header.getValue()));
			return this.mvc.perform(call);
		});
	}

	/**
	 * Adds the signature of the newest secret that the application has for the provider.
	 */
	SignedRequest sign(String provider, Instant time, SignedRequest unsigned) {
		WebhookRequest signed = this.providers.find(provider)
			.signer()
			.orElseThrow()
			.sign(unsigned.toWebhookRequest("http://localhost"), time);
		signed.headers().forEach(unsigned::header);
		return unsigned;
	}

}
