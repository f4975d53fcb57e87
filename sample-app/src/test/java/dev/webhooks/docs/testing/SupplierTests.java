package dev.webhooks.docs.testing;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.test.Hmac;
import dev.webhooks.test.autoconfigure.WebhookTest;

import static org.assertj.core.api.Assertions.assertThat;

@WebhookTest(properties = "webhooks.providers.acme.secret=a-secret-for-tests")
class SupplierTests {

	@Test
	void understandsTheSignaturesOfAcme(@Autowired MockMvcTester mvc) {
		long seconds = Instant.now().getEpochSecond();
		String body = """
				{"kind": "goods.delivered", "message": "m-1", "product": "Sencha", "quantity": 12}""";
		String signature = Hmac.base64("a-secret-for-tests", seconds + "|" + body);
		assertThat(mvc.post()
			.uri("/webhooks/acme")
			.contentType(MediaType.APPLICATION_JSON)
			.header("X-Acme-Signature", "ts=" + seconds + ";sig=" + signature)
			.content(body)).hasStatusOk();
	}

}
