package dev.webhooks.http;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners have of a request beside its headers and its body, over real HTTP:
 * before the answer, and from the inbox.
 */
class RequestParametersTests {

	private static final String SECRET = "a-secret-of-thirty-two-bytes....";

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void aGetIsAnEventWithItsMethodItsQueryAndThePath(String processing) throws Exception {
		start(processing);
		assertThat(send("GET", "/webhooks/nord/sms?token=" + SECRET + "&id=7&text=caf%C3%A9&to=1&to=2", null))
			.isEqualTo(200);
		Received received = next();
		assertThat(received.method).isEqualTo("GET");
		assertThat(received.path).isEqualTo("nord");
		assertThat(received.text).isEqualTo("caf\u00e9");
		assertThat(received.to).containsExactly(1L, 2L);
		assertThat(received.query).contains("text=caf%C3%A9");
	}

	@ParameterizedTest
	@CsvSource({ "inline, true", "durable, false" })
	void aSecretInTheQueryIsNotStored(String processing, boolean there) throws Exception {
		start(processing);
		send("GET", "/webhooks/nord/sms?id=8&text=a&to=1&token=" + SECRET, null);
		assertThat(String.valueOf(next().query).contains(SECRET)).isEqualTo(there);
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void fieldsOfAFormAreParameters(String processing) throws Exception {
		start(processing);
		assertThat(send("POST", "/webhooks/nord/sms?id=9&token=" + SECRET, "text=a+b&to=3")).isEqualTo(200);
		Received received = next();
		assertThat(received.method).isEqualTo("POST");
		assertThat(received.text).isEqualTo("a b");
		assertThat(received.to).containsExactly(3L);
	}

	/** Of the two only one may be signed. */
	@Test
	void aParameterThatIsSomethingElseElsewhereIsMalformed() throws Exception {
		start("inline");
		assertThat(send("POST", "/webhooks/nord/sms?id=10&text=other&token=" + SECRET, "text=a&to=3")).isEqualTo(400);
		assertThat(send("POST", "/webhooks/nord/sms?id=10&text=a&token=" + SECRET, "text=a&to=3")).isEqualTo(200);
		assertThat(next().text).isEqualTo("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void theQueryMayBeTheDocument(String processing) throws Exception {
		start(processing);
		assertThat(
				send("GET", "/webhooks/receipts?msisdn=447700900001&price=0.0330&part=1&part=2&text=caf%C3%A9", null))
			.isEqualTo(200);
		assertThat(context().getBean(Receipts.class).received.poll(20, TimeUnit.SECONDS))
			.isEqualTo(new Receipt("447700900001", new BigDecimal("0.0330"), List.of(1, 2), "caf\u00e9"));
	}

	@ParameterizedTest
	@CsvSource({ "inline, true", "durable, false" })
	void aSecretInADocumentThatIsTheQueryIsNotStored(String processing, boolean there) throws Exception {
		start(processing);
		assertThat(send("GET", "/webhooks/secret?token=" + SECRET + "&type=a", null)).isEqualTo(200);
		String document = context().getBean(Documents.class).received.poll(20, TimeUnit.SECONDS);
		assertThat(document).contains("\"type\":\"a\"");
		assertThat(document.contains(SECRET)).isEqualTo(there);
	}

	@Test
	void aDocumentInTheQueryTellsARedeliveryFromAnotherEvent() throws Exception {
		start("inline");
		String target = "/webhooks/receipts?msisdn=1&price=1&part=1&part=2&text=";
		assertThat(answer(target + "a")).contains("processed");
		assertThat(answer(target + "a")).contains("duplicate");
		assertThat(answer(target + "b")).contains("processed");
	}

	private String answer(String target) throws Exception {
		return RawHttp.send(RawHttp.port(context()), "GET", target, List.of(), new byte[0]).body();
	}

	@ParameterizedTest
	@CsvSource({ "id=1&text=a, a parameter that is missing", "id=1&text=a&to=x, one that is no number" })
	void whatAListenerCannotHaveIsMalformed(String query, String why) throws Exception {
		start("inline");
		String target = "/webhooks/nord/sms?token=" + SECRET + "&" + query;
		assertThat(RawHttp.send(RawHttp.port(context()), "GET", target, List.of(), new byte[0]).status()).as(why)
			.isEqualTo(400);
	}

	private void start(String processing) {
		List<String> arguments = new ArrayList<>();
		for (String property : List.of("path=/webhooks/{shop}/sms", "methods=GET,POST", "secret=" + SECRET,
				"signature.scheme=token", "signature.location=query:token", "event.type=method", "event.id=query:id",
				"processing=" + processing)) {
			arguments.add("--webhooks.providers.sms." + property);
		}
		for (String property : List.of("methods=GET", "signature.scheme=none", "event.format=query",
				"event.type=body:/msisdn", "processing=" + processing)) {
			arguments.add("--webhooks.providers.receipts." + property);
		}
		for (String property : List.of("methods=GET", "secret=" + SECRET, "signature.scheme=token",
				"signature.location=query:token", "event.format=query", "event.type=body:/type",
				"processing=" + processing)) {
			arguments.add("--webhooks.providers.secret." + property);
		}
		arguments.addAll(List.of("--server.port=0", "--webhooks.inbox.type=memory"));
		this.context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	private ConfigurableApplicationContext context() {
		assertThat(this.context).isNotNull();
		return this.context;
	}

	private Received next() throws InterruptedException {
		Received received = context().getBean(Listener.class).received.poll(20, TimeUnit.SECONDS);
		assertThat(received).isNotNull();
		return received;
	}

	private int send(String method, String target, @Nullable String form) throws Exception {
		String port = context().getEnvironment().getProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
			.method(method, (form != null) ? BodyPublishers.ofString(form) : BodyPublishers.noBody());
		if (form != null) {
			request.header("Content-Type", "application/x-www-form-urlencoded");
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
	}

	private record Received(String method, @Nullable String query, String path, String text, List<Long> to) {

	}

	static class Listener {

		private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

		@WebhookListener(provider = "sms")
		void on(WebhookEvent event, @WebhookParameter("shop") String shop, @WebhookParameter("text") String text,
				@WebhookParameter(name = "to") List<Long> to) {
			this.received.add(new Received(event.method(), event.query(), shop, text, to));
		}

	}

	record Receipt(String msisdn, BigDecimal price, List<Integer> part, String text) {

	}

	static class Documents {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@WebhookListener(provider = "secret")
		void on(@WebhookPayload String document) {
			this.received.add(document);
		}

	}

	static class Receipts {

		private final BlockingQueue<Receipt> received = new LinkedBlockingQueue<>();

		@WebhookListener(provider = "receipts")
		void on(Receipt receipt) {
			this.received.add(receipt);
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Documents documents() {
			return new Documents();
		}

		@Bean
		Receipts receipts() {
			return new Receipts();
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

}
