package dev.webhooks.docs.readme;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

@SpringBootTest(properties = { "STRIPE_WEBHOOK_SECRET=a-secret-for-tests", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
class BillingTests {

	@Test
	void booksThePayment(@Autowired MockMvcTester mvc, CapturedOutput output) {
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret("a-secret-for-tests").build();
		WebhookRequest signed = stripe.signer()
			.orElseThrow()
			.sign(new WebhookRequest(WebhookRequestHead.builder("POST", "http://localhost/webhooks/stripe").build(), """
					{"id": "evt_1", "type": "payment_intent.succeeded",
					 "data": {"object": {"id": "pi_1", "amount": 1250, "currency": "eur"}}}"""), Instant.now());
		MockHttpServletRequestBuilder request = post("/webhooks/stripe").content(signed.body());
		signed.headers().forEach(request::header);
		assertThat(mvc.perform(request)).hasStatusOk();
		assertThat(output).contains("evt_1: 1250 eur paid");
	}

}
