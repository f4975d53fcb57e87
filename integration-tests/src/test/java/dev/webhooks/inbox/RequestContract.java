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
import dev.webhooks.test.EncryptedDocuments;
import dev.webhooks.test.Hmac;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request holds beside its body, in an inbox: a listener has it when the event is
 * delivered, which may be after a restart.
 */
abstract class RequestContract {

	private static final String QUERY = "vnp_TxnRef=7&vnp_Amount=806000&vnp_OrderInfo=Gr%C3%BC%C3%9Fe+%26+mehr&shop=acme";

	private static final String KEY = "the first key, thirty-two bytes.";

	private final TestDatabase database = TestDatabase.of(this);

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start() {
		this.database.empty();
		run(KEY);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void run(String key) {
		this.application = new SpringApplicationBuilder(Application.class, Payments.class, Vault.class)
			.properties(this.database.properties("server.port=0", "spring.main.banner-mode=off",
					"logging.level.dev.webhooks=OFF", "webhooks.inbox.poll-interval=50ms",
					"webhooks.providers.vnpay.path=/in/{region}/vnpay", "webhooks.providers.vnpay.tenant=query:shop",
					"webhooks.providers.vnpay.methods=GET", "webhooks.providers.vnpay.signature.scheme=none",
					"webhooks.providers.vnpay.event.format=query", "webhooks.providers.vnpay.event.id=query:vnp_TxnRef",
					"webhooks.providers.vault.secret=" + key, "webhooks.providers.vault.signature.header=X-Signature",
					"webhooks.providers.vault.event.payload=body:/encrypt",
					"webhooks.providers.vault.event.decoder=aes-cbc", "webhooks.providers.vault.event.id=body:/id"))
			.run();
	}

	@Test
	void aNotificationByGetIsDeliveredWithAllThatItHolds() throws Exception {
		assertThat(get()).isEqualTo(200);
		assertReceived();
	}

	@Test
	void aNotificationByGetIsDeliveredWithAllThatItHoldsAfterARestart() throws Exception {
		pause("vnpay");
		assertThat(get()).isEqualTo(200);
		this.application.close();
		run(KEY);
		assertThat(payments().received).isEmpty();
		this.application.getBean(WebhookDeliveries.class).resume("vnpay");
		assertReceived();
	}

	/** The key is another one when the event is delivered. */
	@Test
	void aDocumentThatWasEncryptedIsDeliveredThoughItsKeyIsGone() throws Exception {
		pause("vault");
		String body = "{\"encrypt\":\"" + EncryptedDocuments.aesCbc(KEY, "{\"id\":\"s1\",\"text\":\"kept\"}") + "\"}";
		assertThat(send(request("/webhooks/vault").header("X-Signature", Hmac.hex(KEY, body))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)))).isEqualTo(200);
		this.application.close();
		run("another key, of thirty-two bytes");
		this.application.getBean(WebhookDeliveries.class).resume("vault");
		Queue<Note> notes = this.application.getBean(Vault.class).received;
		await().until(() -> !notes.isEmpty());
		assertThat(notes).containsExactly(new Note("s1", "kept"));
	}

	/** The node knows of it when it next polls. */
	private void pause(String provider) {
		this.application.getBean(WebhookDeliveries.class).pause(provider, null);
		InboxEngine engine = this.application.getBean(InboxEngine.class);
		await().until(() -> !engine.gates().areAllOpen(provider));
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
		return send(request("/in/eu/vnpay?" + QUERY).header("X-Request-Id", "r1"));
	}

	private HttpRequest.Builder request(String target) {
		String port = this.application.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + target));
	}

	private static int send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	record Note(String id, String text) {

	}

	static class Vault {

		private final Queue<Note> received = new ConcurrentLinkedQueue<>();

		@WebhookListener(provider = "vault", id = "notes")
		void on(Note note) {
			this.received.add(note);
		}

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
