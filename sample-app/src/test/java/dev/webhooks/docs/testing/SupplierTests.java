package dev.webhooks.docs.testing;

import java.io.IOException;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "ACME_WEBHOOK_SECRET=a-secret-for-tests", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@Import(SignedCalls.class)
class SupplierTests {

	@Test
	void understandsTheSignaturesOfAcme(@Autowired SignedCalls calls) throws IOException {
		long seconds = Instant.now().getEpochSecond();
		String body = """
				{"kind": "goods.delivered", "message": "m-1", "product": "Sencha", "quantity": 12}""";
		String signature = Hmac.base64("a-secret-for-tests", seconds + "|" + body);
		assertThat(calls.send(SignedRequest.post("/webhooks/acme", body)
			.header("Content-Type", "application/json")
			.header("X-Acme-Signature", "ts=" + seconds + ";sig=" + signature))).hasStatusOk();
	}

}
