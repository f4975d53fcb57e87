package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
 * Requests whose body is empty, over real HTTP: what they are about is in their headers,
 * their URL or nowhere.
 */
class EmptyBodyTests {

	private static final long NOW = 1_800_000_000L;

	private static final String TIME = "2027-01-15T08:00:00Z";

	private static final String HOST = "https://hooks.example.com";

	private static final byte[] KEY = SignedRequests.SECRET.getBytes(StandardCharsets.UTF_8);

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--webhooks.public-url=" + HOST));
		List.of("jira", "hubspot", "hubspot-v2", "twilio", "zendesk", "contentful", "shopify", "stripe")
			.forEach((name) -> arguments.add(provider(name) + "secret=" + SignedRequests.SECRET));
		List.of("channel", "nameless").forEach((name) -> {
			arguments.add(provider(name) + "secret=" + SignedRequests.SECRET);
			arguments.add(provider(name) + "signature.scheme=token");
			arguments.add(provider(name) + "signature.header=X-Goog-Channel-Token");
			arguments.add(provider(name) + "event.type=header:X-Goog-Resource-State");
		});
		arguments.add(provider("channel") + "event.id={header:X-Goog-Channel-ID}.{header:X-Goog-Message-Number}");
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	private static String provider(String name) {
		return "--webhooks.providers." + name + ".";
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forget() {
		received().clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json; utf-8", "application/json", "application/xml", "" })
	void whoseTypeAndIdAreInHeadersIsAnEvent(String contentType) throws Exception {
		String id = "channel-" + contentType.length();
		assertThat(channel("channel", id, contentType).status()).isEqualTo(200);
		assertThat(received()).singleElement().satisfies((event) -> {
			assertThat(event.type()).isEqualTo("exists");
			assertThat(event.id()).isEqualTo(id + ".11");
			assertThat(event.body()).isEmpty();
		});
		assertThat(channel("channel", id, contentType).body()).contains("duplicate");
	}

	@Test
	void whoseTypeIsInAHeaderIsNoDuplicateOfAnotherWithoutId() throws Exception {
		channel("nameless", "c", "application/json");
		assertThat(channel("nameless", "c", "application/json").body()).contains("processed");
		assertThat(received()).extracting(WebhookEvent::id).doesNotHaveDuplicates().hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks/channel", "/webhooks/nameless" })
	void whichNamesNoTypeIsMalformed(String path) throws Exception {
		assertThat(SignedRequest.post(path, "")
			.header("Content-Type", "application/json")
			.header("X-Goog-Channel-Token", SignedRequests.SECRET)
			.send(RawHttp.to(context))
			.status()).isEqualTo(400);
	}

	@Test
	void ofAProviderWhoseTypeIsInTheBodyIsMalformed() throws Exception {
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), "")
			.send(RawHttp.to(context))
			.status()).isEqualTo(400);
	}

	@Test
	void ofAProviderThatAlwaysSendsABodyIsMalformed() throws Exception {
		assertThat(SignedRequest.post("/webhooks/shopify", "")
			.header("Content-Type", "application/json")
			.header("X-Shopify-Topic", "orders/create")
			.header("X-Shopify-Event-Id", "e-1")
			.header("X-Shopify-Hmac-Sha256", Hmac.base64(KEY, ""))
			.send(RawHttp.to(context))
			.status()).isEqualTo(400);
	}

	@Test
	void ofJiraIsAnEventOfAnUnknownType() throws Exception {
		assertThat(SignedRequest.post("/webhooks/jira?issue=TEST-1", "")
			.header("Content-Type", "application/json")
			.header("X-Hub-Signature", "sha256=" + Hmac.hex(SignedRequests.SECRET, ""))
			.header("X-Atlassian-Webhook-Identifier", "w-1")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(received()).singleElement().satisfies((event) -> {
			assertThat(event.type()).isEqualTo(WebhookEvent.UNKNOWN_TYPE);
			assertThat(event.id()).isEqualTo("w-1");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "PATCH", "DELETE", "POST" })
	void ofHubSpotIsNeverADuplicate(String method) throws Exception {
		hubSpot(method, "/webhooks/hubspot?userId=1");
		assertThat(hubSpot(method, "/webhooks/hubspot?userId=1").status()).isEqualTo(200);
		hubSpot(method, "/webhooks/hubspot?userId=2");
		assertThat(received()).extracting(WebhookEvent::id).doesNotHaveDuplicates().hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE" })
	void ofHubSpotsOlderSignatureIsNeverADuplicate(String method) throws Exception {
		String target = "/webhooks/hubspot-v2?userId=1";
		String signature = sha256(SignedRequests.SECRET + method + HOST + target);
		for (int i = 0; i < 2; i++) {
			assertThat(SignedRequest.post(target, "")
				.method(method)
				.header("X-HubSpot-Signature-Version", "v2")
				.header("X-HubSpot-Signature", signature)
				.send(RawHttp.to(context))
				.status()).isEqualTo(200);
		}
		assertThat(received()).hasSize(2);
	}

	private static String sha256(String hashed) throws Exception {
		byte[] bytes = hashed.getBytes(StandardCharsets.UTF_8);
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	@Test
	void ofTwilioIsKnownByTheQueryString() throws Exception {
		String first = "/webhooks/twilio?MessageSid=SM1&MessageStatus=sent";
		assertThat(twilio(first).status()).isEqualTo(204);
		twilio(first);
		twilio(first.replace("sent", "delivered"));
		twilio("/webhooks/twilio?Digits=1");
		twilio("/webhooks/twilio?Digits=1");
		assertThat(received()).extracting(WebhookEvent::type)
			.containsExactly("sent", "delivered", WebhookEvent.UNKNOWN_TYPE, WebhookEvent.UNKNOWN_TYPE);
		assertThat(received()).extracting(WebhookEvent::id)
			.startsWith("SM1.sent", "SM1.delivered")
			.doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE" })
	void ofZendeskIsKnownByItsInvocation(String method) throws Exception {
		for (int i = 0; i < 2; i++) {
			assertThat(SignedRequest.post("/webhooks/zendesk?id=8", "")
				.method(method)
				.header("Content-Type", "application/json")
				.header("X-Zendesk-Webhook-Signature-Timestamp", TIME)
				.header("X-Zendesk-Webhook-Signature", Hmac.base64(KEY, TIME))
				.header("X-Zendesk-Webhook-Invocation-Id", "inv-" + method)
				.send(RawHttp.to(context))
				.status()).isEqualTo(200);
		}
		assertThat(received()).extracting(WebhookEvent::id).containsExactly("inv-" + method);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "PATCH", "DELETE" })
	void ofContentfulIsNamedByItsHeaders(String method) throws Exception {
		String names = "x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic";
		String signed = method + "\n/webhooks/contentful\nx-contentful-signed-headers:" + names
				+ ";x-contentful-timestamp:" + NOW + "000;x-contentful-topic:ContentManagement.Entry.publish\n";
		assertThat(SignedRequest.post("/webhooks/contentful", "")
			.method(method)
			.header("X-Contentful-Topic", "ContentManagement.Entry.publish")
			.header("X-Contentful-Timestamp", NOW + "000")
			.header("X-Contentful-Signed-Headers", names)
			.header("X-Contentful-Signature", Hmac.hex(SignedRequests.SECRET, signed))
			.header("X-Contentful-Idempotency-Key", "key-" + method)
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(received()).extracting(WebhookEvent::type).containsExactly("ContentManagement.Entry.publish");
	}

	private static RawHttp.Response channel(String provider, String id, String contentType) throws IOException {
		SignedRequest request = SignedRequest.post("/webhooks/" + provider, "")
			.header("Content-Type", contentType)
			.header("X-Goog-Channel-ID", id)
			.header("X-Goog-Channel-Token", SignedRequests.SECRET)
			.header("X-Goog-Resource-State", "exists")
			.header("X-Goog-Message-Number", "11");
		return (contentType.isEmpty() ? request.without("Content-Type") : request).send(RawHttp.to(context));
	}

	private static RawHttp.Response hubSpot(String method, String target) throws IOException {
		String time = NOW + "000";
		return SignedRequest.post(target, "")
			.method(method)
			.header("Content-Type", "application/json")
			.header("X-HubSpot-Request-Timestamp", time)
			.header("X-HubSpot-Signature-v3", Hmac.base64(KEY, method + HOST + target + time))
			.send(RawHttp.to(context));
	}

	private static RawHttp.Response twilio(String target) throws IOException {
		return SignedRequest.post(target, "")
			.method("GET")
			.header("X-Twilio-Signature",
					Base64.getEncoder().encodeToString(Hmac.sha1(SignedRequests.SECRET, HOST + target)))
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

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
