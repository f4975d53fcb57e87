package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What proxies do to the content type of a request, over real HTTP: they leave it out, or
 * repeat it.
 */
class ContentTypeTests {

	private static final long NOW = 1_800_000_000L;

	private static final String XML = """
			<?xml version="1.0"?><DocuSignEnvelopeInformation xmlns="http://www.docusign.net/API/3.0">\
			<EnvelopeStatus><Status>Completed</Status></EnvelopeStatus></DocuSignEnvelopeInformation>""";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		Stream.of("github", "slack", "stripe", "docusign", "mandrill", "twilio", "zendesk", "gitlab-token")
			.forEach((name) -> arguments.add("--webhooks.providers." + name + ".secret=" + SignedRequests.SECRET));
		arguments.add("--webhooks.public-url=https://hooks.example.com");
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forget() {
		received().clear();
	}

	@Test
	void withoutContentTypeJsonIsRead() throws Exception {
		assertThat(SignedRequests
			.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW),
					"{\"id\":\"evt_1\",\"type\":\"charge.succeeded\"}")
			.without("Content-Type")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(received()).extracting(WebhookEvent::type).containsExactly("charge.succeeded");
	}

	@Test
	void withoutContentTypeTheDocumentInAFormIsRead() throws Exception {
		assertThat(SignedRequests
			.github(SignedRequests.SECRET, "issues", "d-1", "payload=%7B%22action%22%3A%22opened%22%7D")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.without("Content-Type")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(received()).extracting(WebhookEvent::type).containsExactly("issues.opened");
	}

	@Test
	void withoutContentTypeListenersReadTheFieldsOfAForm() throws Exception {
		SignedRequests
			.slack(SignedRequests.SECRET, "", Instant.ofEpochSecond(NOW),
					"command=%2Fdeploy&text=prod&trigger_id=13.37")
			.without("Content-Type")
			.send(RawHttp.to(context));
		assertThat(received()).extracting(WebhookEvent::type).containsExactly("/deploy");
		assertThat(context.getBean(Received.class).payloads).singleElement()
			.satisfies((payload) -> assertThat(payload.at("/text").asString()).isEqualTo("prod"));
	}

	@Test
	void withoutContentTypeXmlIsRead() throws Exception {
		byte[] secret = SignedRequests.SECRET.getBytes(StandardCharsets.UTF_8);
		assertThat(SignedRequest.post("/webhooks/docusign", XML)
			.header("X-DocuSign-Signature-1", Hmac.base64(secret, XML))
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(received()).extracting(WebhookEvent::type).containsExactly("Completed");
	}

	@Test
	void withoutContentTypeTheSignatureCoversTheFieldsOfAForm() throws Exception {
		String form = "CallSid=CA1&CallStatus=completed&SequenceNumber=1";
		String signed = "https://hooks.example.com/webhooks/twilioCallSidCA1CallStatuscompletedSequenceNumber1";
		assertThat(twilio(form, signed).status()).isEqualTo(204);
		assertThat(received()).extracting(WebhookEvent::type).containsExactly("completed");
		assertThat(twilio(form.replace("CA1", "CA2"), signed).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"forged\":1}", "<forged>x=1</forged>", "\"forged=1\"" })
	void withoutContentTypeWhatIsNoFormIsNotCoveredByASignatureOfForms(String body) throws Exception {
		assertThat(twilio(body, "https://hooks.example.com/webhooks/twilio").status()).isEqualTo(401);
	}

	@Test
	void whereTheBodyIsNotSignedTheContentTypeMayNotBeMissing() throws Exception {
		assertThat(SignedRequest.post("/webhooks/gitlab-token", "{}")
			.header("X-Gitlab-Token", SignedRequests.SECRET)
			.send(RawHttp.to(context))
			.status()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=utf-8", "Application/JSON; charset=\"UTF-8\"" })
	void aContentTypeThatIsRepeatedCountsOnce(String again) throws Exception {
		assertThat(github("application/json;charset=utf-8", again)).isEqualTo(200);
		assertThat(github("application/json;charset=utf-8, " + again)).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "application/json; charset=utf-8", "text/plain" })
	void contentTypesThatDifferAreRefused(String other) throws Exception {
		assertThat(github("application/json", other)).isEqualTo(415);
		assertThat(github("application/json, " + other)).isEqualTo(415);
		assertThat(received()).isEmpty();
	}

	@Test
	void contentTypesThatDifferAreRefusedWhereAnyIsAccepted() throws Exception {
		byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
		assertThat(RawHttp.send(RawHttp.port(context), "POST", "/webhooks/zendesk",
				List.of(new String[] { "Content-Type", "application/json" },
						new String[] { "Content-Type", "application/xml" }),
				body)
			.status()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json; utf-8", "application/json;", "application/json; charset=nonsense",
			"application/json; charset" })
	void theParametersDoNotMatter(String contentType) throws Exception {
		assertThat(github(contentType)).isEqualTo(200);
	}

	private static int github(String... contentTypes) throws IOException {
		List<String[]> headers = new ArrayList<>();
		headers.add(new String[] { "X-GitHub-Event", "ping" });
		headers.add(new String[] { "X-GitHub-Delivery", UUID.randomUUID().toString() });
		headers.add(new String[] { "X-Hub-Signature-256", "sha256=" + Hmac.hex(SignedRequests.SECRET, "{}") });
		Stream.of(contentTypes).forEach((type) -> headers.add(new String[] { "Content-Type", type }));
		return RawHttp
			.send(RawHttp.port(context), "POST", "/webhooks/github", headers, "{}".getBytes(StandardCharsets.UTF_8))
			.status();
	}

	private static RawHttp.Response twilio(String body, String signed) throws IOException {
		return SignedRequest.post("/webhooks/twilio", body)
			.header("X-Twilio-Signature", Base64.getEncoder().encodeToString(Hmac.sha1(SignedRequests.SECRET, signed)))
			.send(RawHttp.to(context));
	}

	private static List<WebhookEvent> received() {
		return context.getBean(Received.class).events;
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.ofEpochSecond(NOW));
		}

		@Bean
		Received received() {
			return new Received();
		}

	}

	static class Received {

		final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		final List<JsonNode> payloads = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

		@WebhookListener(provider = "slack")
		void read(JsonNode payload) {
			this.payloads.add(payload);
		}

	}

}
