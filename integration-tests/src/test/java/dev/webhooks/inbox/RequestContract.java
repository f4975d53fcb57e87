package dev.webhooks.inbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;
import dev.webhooks.databases.TestDatabase;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request holds beside its body, in an inbox: a listener has it when the event is
 * delivered, which may be after a restart.
 */
abstract class RequestContract {

	private static final String QUERY = "vnp_TxnRef=7&vnp_Amount=806000&vnp_OrderInfo=Gr%C3%BC%C3%9Fe+%26+mehr&shop=acme";

	private final TestDatabase database = TestDatabase.of(this);

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start() {
		this.database.empty();
		run();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void run() {
		this.application = new SpringApplicationBuilder(Application.class, Payments.class)
			.properties(this.database.properties("server.port=0", "spring.main.banner-mode=off",
					"logging.level.dev.webhooks=OFF", "webhooks.inbox.poll-interval=50ms",
					"webhooks.providers.vnpay.path=/in/{region}/vnpay", "webhooks.providers.vnpay.tenant=query:shop",
					"webhooks.providers.vnpay.methods=GET", "webhooks.providers.vnpay.signature.scheme=none",
					"webhooks.providers.vnpay.event.format=query",
					"webhooks.providers.vnpay.event.id=query:vnp_TxnRef"))
			.run();
	}

	@Test
	void aNotificationByGetIsDeliveredWithAllThatItHolds() throws Exception {
		assertThat(get()).isEqualTo(200);
		assertReceived();
	}

	@Test
	void aNotificationByGetIsDeliveredWithAllThatItHoldsAfterARestart() throws Exception {
		this.application.getBean(WebhookDeliveries.class).pause("vnpay", null);
		assertThat(get()).isEqualTo(200);
		this.application.close();
		run();
		assertThat(payments().received).isEmpty();
		this.application.getBean(WebhookDeliveries.class).resume("vnpay");
		assertReceived();
	}

	private void assertReceived() {
		await().until(() -> !payments().received.isEmpty());
		Received received = payments().received.remove();
		assertThat(received.event.method()).isEqualTo("GET");
		assertThat(received.event.query()).isEqualTo(QUERY);
		assertThat(received.event.pathVariables()).isEqualTo(Map.of("region", "eu"));
		assertThat(received.event.tenant()).isEqualTo("acme");
		assertThat(received.event.headers().first("X-Request-Id")).isEqualTo("r1");
		assertThat(received.info).isEqualTo("Gr\u00fc\u00dfe & mehr");
		assertThat(received.amount).isEqualTo(806000L);
		assertThat(received.missing).isNull();
		assertThat(received.payment).isEqualTo(new Payment("7", 806000L));
	}

	private Payments payments() {
		return this.application.getBean(Payments.class);
	}

	private int get() throws Exception {
		String port = this.application.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/in/eu/vnpay?" + QUERY))
			.header("X-Request-Id", "r1")
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	record Payment(String vnp_TxnRef, long vnp_Amount) {

	}

	private record Received(WebhookEvent event, Payment payment, String info, long amount, @Nullable String missing) {

	}

	static class Payments {

		private final Queue<Received> received = new ConcurrentLinkedQueue<>();

		@WebhookListener(provider = "vnpay", id = "payments")
		void on(WebhookEvent event, Payment payment, @WebhookParameter("vnp_OrderInfo") String info,
				@WebhookParameter("vnp_Amount") long amount,
				@WebhookParameter(name = "vnp_BankCode", required = false) @Nullable String missing) {
			this.received.add(new Received(event, payment, info, amount, missing));
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
