package dev.webhooks.test.autoconfigure;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;

import dev.webhooks.RejectionReason;
import dev.webhooks.test.shop.Ledger;
import dev.webhooks.test.shop.ShopApplication;
import dev.webhooks.test.shop.ShopController;
import dev.webhooks.test.web.WebhookRequests;

import static dev.webhooks.test.web.WebhookAssertions.assertThatWebhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AutoConfigureWebhooks} in tests of a whole application.
 */
class AutoConfigureWebhooksTests {

	@Nested
	@ActiveProfiles("whole")
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureRestTestClient
	@AutoConfigureWebhooks
	class WithAPort {

		@Autowired
		WebhookRequests webhooks;

		@LocalServerPort
		int port;

		@MockitoBean
		Ledger ledger;

		@Test
		void theClientOfTheJdkSends() throws IOException, InterruptedException {
			HttpClient client = HttpClient.newHttpClient();
			assertThatWebhook(client.send(this.webhooks.provider("stripe")
				.event("charge.succeeded")
				.toHttpRequest("http://localhost:" + this.port)
				.build(), BodyHandlers.discarding())).isAccepted();
		}

		@Test
		void aRestTestClientSends(@Autowired RestTestClient client) {
			assertThatWebhook(this.webhooks.provider("twilio").event("delivered").exchange(client)).isProcessed();
			assertThatWebhook(this.webhooks.provider("stripe").event("charge.succeeded").tampered().exchange(client))
				.isRefused(RejectionReason.SIGNATURE_MISMATCH);
		}

		@Test
		void theServerThatRunsIsFoundByItself() {
			assertThat(this.webhooks.provider("twilio").event("delivered").send()).isProcessed();
		}

		@Test
		void anAddressCannotBePretended(@Autowired RestTestClient client) {
			assertThatIllegalStateException()
				.isThrownBy(() -> this.webhooks.provider("stripe").from("192.0.2.1").exchange(client))
				.withMessageContaining("192.0.2.1");
		}

	}

	@Nested
	@ActiveProfiles("whole")
	@SpringBootTest(classes = ShopApplication.class)
	@AutoConfigureMockMvc
	@AutoConfigureWebhooks
	class WithMockMvc {

		@MockitoBean
		Ledger ledger;

		@Test
		void theWholeApplicationIsThere(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(ShopController.class)).hasSize(1);
		}

		@Test
		void mockMvcPerformsRequests(@Autowired WebhookRequests webhooks, @Autowired MockMvc mvc) throws Exception {
			assertThatWebhook(mvc.perform(webhooks.provider("stripe").event("charge.succeeded"))).isAccepted();
		}

		@Test
		void aRestTestClientIsBoundToMockMvc(@Autowired WebhookRequests webhooks, @Autowired MockMvc mvc) {
			RestTestClient client = RestTestClient.bindTo(mvc).build();
			assertThatWebhook(webhooks.provider("twilio").event("delivered").exchange(client)).isProcessed();
		}

	}

}
