package dev.webhooks.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends what no provider sends to a running application. Each request is refused within
 * the limits, leaves nothing of its own in the log, and the next good one is served.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTests {

	private static final long NOW = 1_800_000_000L;

	private static final String MARKER = "4242424242424242";

	private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"good\",\"card\":\"" + MARKER + "\"}";

	private static final int LIMIT = 1024 * 1024;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		String secret = SignedRequests.SECRET;
		context = new SpringApplicationBuilder(TestApplication.class).run("--server.port=0",
				"--server.max-http-request-header-size=2MB", "--logging.level.dev.webhooks=debug",
				"--logging.level.org.springframework=debug", "--webhooks.providers.stripe.secret=" + secret,
				"--webhooks.providers.github.secret=" + secret, "--webhooks.providers.slack.secret=" + secret,
				"--webhooks.providers.gitlab-token.secret=" + secret, "--webhooks.providers.shopify.secret=" + secret);
	}

	@AfterAll
	static void stop() {
		context.close();
		LoggingSystem logging = LoggingSystem.get(HostileRequestsTests.class.getClassLoader());
		List.of("dev.webhooks", "org.springframework").forEach((logger) -> logging.setLogLevel(logger, null));
	}

	@BeforeEach
	void reset() {
		context.getBean(Received.class).values.clear();
	}

	@AfterEach
	void nothingIsLoggedAndTheNextGoodRequestIsServed(CapturedOutput output) throws IOException {
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), BODY)
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(output.getAll()).doesNotContain(SignedRequests.SECRET)
			.doesNotContain(Hmac.hex(SignedRequests.SECRET, NOW + "." + BODY))
			.doesNotContain(MARKER)
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "t=,v1=", "t=1800000000,v1=", "t=1800000000", "v1=", ",", "=", "t=1800000000,v1",
			"\u00FF\u00FE", "t=99999999999999999999,v1=00", "t=-1,v1=00", "t=1800000000,t=1800000000,v1=00" })
	void signatureThatSaysNothingIsRefused(String signature) throws IOException {
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), BODY)
			.header("Stripe-Signature", signature)
			.send(RawHttp.to(context)), 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void emptyTokenIsRefused(String token) throws IOException {
		RawHttp.Response response = SignedRequest.post("/webhooks/gitlab-token", BODY)
			.header("Content-Type", "application/json")
			.header("X-Gitlab-Token", token)
			.send(RawHttp.to(context));
		assertRefused(response, 401);
	}

	/**
	 * HMAC fills a key up with zeros: one zero is the same key as none at all.
	 */
	@Test
	void requestSignedWithAnEmptySecretIsRefused() throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(new byte[1], "HmacSHA256"));
		String signature = HexFormat.of().formatHex(mac.doFinal((NOW + "." + BODY).getBytes(StandardCharsets.UTF_8)));
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), BODY)
			.header("Stripe-Signature", "t=" + NOW + ",v1=" + signature)
			.send(RawHttp.to(context)), 401);
	}

	@ParameterizedTest
	@CsvSource({ "v1=,true", "v1=,false", "'t=1800000000,',true", "'x,',true", "'=,',false" })
	void partRepeatedTenThousandTimesIsRefused(String part, boolean withSignature) throws IOException {
		String good = "t=" + NOW + ",v1=" + Hmac.hex(SignedRequests.SECRET, NOW + "." + BODY);
		String value = (part + "00,").repeat(10_000) + (withSignature ? good : "t=" + NOW);
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), BODY)
			.header("Stripe-Signature", value)
			.send(RawHttp.to(context)), 401);
	}

	@Test
	void headerOfAMegabyteIsRefused() throws IOException {
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), BODY)
			.header("Stripe-Signature", "t=" + NOW + ",v1=" + "0".repeat(1024 * 1024))
			.send(RawHttp.to(context)), 401);
	}

	@Test
	void bodyThatNeverEndsIsRefusedSoon() throws IOException {
		byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		long limit = 100L * 1024 * 1024;
		long sent = 0;
		try (Socket socket = new Socket("127.0.0.1", RawHttp.port(context))) {
			socket.setSoTimeout(20_000);
			OutputStream output = socket.getOutputStream();
			output.write(head("Transfer-Encoding: chunked"));
			try {
				while (sent < limit && socket.getInputStream().available() == 0) {
					output.write(chunk);
					sent += chunk.length;
				}
			}
			catch (IOException ex) {
				// The server has closed the connection
			}
			assertRefused(RawHttp.Response.read(socket.getInputStream()), 413);
		}
		assertThat(sent).isLessThan(32L * 1024 * 1024);
	}

	@Test
	void authenticBodyOfTheLargestSizeIsAccepted() throws IOException {
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), bodyOf(LIMIT))
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
	}

	@Test
	void authenticBodyOfOneByteMoreIsRefused() throws IOException {
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), bodyOf(LIMIT + 1))
			.send(RawHttp.to(context)), 413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2147483648", "2147483647", "4294967297", "9223372036854775807" })
	void lengthOfGigabytesIsRefusedBeforeTheBodyIsSent(String length) throws IOException {
		assertRefused(cutOff("Content-Length: " + length, ""), 413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "9223372036854775808", "1, 2" })
	void lengthThatIsNoneIsRefused(String length) throws IOException {
		RawHttp.Response response = RawHttp.exchange(RawHttp.port(context), head("Content-Length: " + length));
		assertThat(response.status()).isEqualTo(400);
	}

	@Test
	void bodyThatIsShorterThanAnnouncedIsRefused() throws IOException {
		assertRefused(cutOff("Content-Length: 1000", BODY), 400);
	}

	@Test
	void chunkThatIsShorterThanAnnouncedIsRefused() throws IOException {
		assertRefused(cutOff("Transfer-Encoding: chunked", "1000\r\n" + BODY), 400);
	}

	@Test
	void chunkedBodyThatIsNoneIsRefused() throws IOException {
		assertRefused(cutOff("Transfer-Encoding: chunked", "zz\r\n" + BODY), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FF", "C3", "C328", "E28228", "E282", "F09F98", "80", "C0AF", "EDA080", "F8888080" })
	void authenticBodyThatIsNotUtf8IsRefused(String hex) throws Exception {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(("{\"type\":\"bad\",\"card\":\"" + MARKER).getBytes(StandardCharsets.US_ASCII));
		body.writeBytes(HexFormat.of().parseHex(hex));
		body.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
		assertRefused(github(body.toByteArray(), "application/json"), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":", "{\"type\":[" })
	void authenticBodyThatIsDeeplyNestedIsRefused(String level) throws IOException {
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), nested(level))
			.send(RawHttp.to(context)), 400);
	}

	@Test
	void authenticFormWithADeeplyNestedDocumentIsRefused() throws Exception {
		byte[] form = ("payload=" + nested("[")).getBytes(StandardCharsets.US_ASCII);
		assertRefused(github(form, "application/x-www-form-urlencoded"), 400);
	}

	@Test
	void deeplyNestedBodyThatIsNotAuthenticIsRefused() throws IOException {
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), nested("["))
			.header("Stripe-Signature", "t=" + NOW + ",v1=00")
			.send(RawHttp.to(context)), 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "{", "{}{}", "{\"type\":\"bad\",}", "\u0000", "{\"type\":\"" + MARKER })
	void authenticBodyThatIsNotJsonIsRefused(String body) throws IOException {
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), body)
			.send(RawHttp.to(context)), 400);
	}

	@Test
	void authenticFormOfTooManyFieldsIsRefused() throws IOException {
		assertRefused(SignedRequests
			.slack(SignedRequests.SECRET, "application/x-www-form-urlencoded", Instant.ofEpochSecond(NOW),
					"a=1&".repeat(100_000))
			.send(RawHttp.to(context)), 400);
	}

	@Test
	void authenticFormWithBrokenEscapesIsRefused() throws IOException {
		assertRefused(SignedRequests
			.slack(SignedRequests.SECRET, "application/x-www-form-urlencoded", Instant.ofEpochSecond(NOW),
					"command=%zz" + MARKER)
			.send(RawHttp.to(context)), 400);
	}

	@Test
	void numberOfAMillionDigitsIsRefused() throws IOException {
		String body = "{\"type\":\"bad\",\"n\":" + "9".repeat(1_000_000) + "}";
		assertRefused(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), body)
			.send(RawHttp.to(context)), 400);
	}

	@Test
	void typeOfAMegabyteIsRefused() throws IOException {
		assertRefused(SignedRequests
			.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), "{\"type\":\"" + "x".repeat(1_000_000) + "\"}")
			.send(RawHttp.to(context)), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "node", "map", "part", "record", "text" })
	void propertyThatComesTwiceReadsTheSameInTheTypeAndInTheListener(String listener) throws IOException {
		String body = "{\"type\":\"other\",\"data\":{\"v\":\"a\",\"v\":\"b\"},\"data\":{\"w\":1,\"v\":\"c\",\"v\":\"last\"},"
				+ "\"v\":\"x\",\"v\":\"last\",\"type\":\"" + listener + "\"}";
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), body)
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(received()).containsExactly(listener + " last");
	}

	private static List<String> received() {
		return context.getBean(Received.class).values;
	}

	private static void assertRefused(RawHttp.Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
		assertThat(response.body()).doesNotContain("xception").doesNotContain("dev.webhooks").hasSizeLessThan(100);
		assertThat(received()).isEmpty();
	}

	private static RawHttp.Response github(byte[] body, String contentType) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SignedRequests.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return RawHttp.send(RawHttp.port(context), "POST", "/webhooks/github", List.of(
				new String[] { "Content-Type", contentType }, new String[] { "X-GitHub-Event", "bad" },
				new String[] { "X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)) }), body);
	}

	/** Ends the stream after a part of the body. */
	private static RawHttp.Response cutOff(String header, String body) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", RawHttp.port(context))) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(head(header));
			socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			return RawHttp.Response.read(socket.getInputStream());
		}
	}

	private static byte[] head(String header) {
		return ("POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nStripe-Signature: t=" + NOW + ",v1=00\r\n" + header + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	private static String nested(String level) {
		return level.repeat(100_000);
	}

	private static String bodyOf(int length) {
		String start = "{\"type\":\"good\",\"x\":\"";
		char[] filler = new char[length - start.length() - 2];
		Arrays.fill(filler, 'x');
		return start + new String(filler) + "\"}";
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

	record Payload(Data data, String v) {
	}

	record Data(String v) {
	}

	static class Received {

		final List<String> values = new CopyOnWriteArrayList<>();

		@WebhookListener(events = "node")
		void node(JsonNode payload) {
			this.values.add("node " + payload.at("/data/v").asString());
		}

		@WebhookListener(events = "map")
		void map(Map<String, Object> payload) {
			this.values.add("map " + payload.get("v"));
			assertThat(payload).extractingByKey("data").hasToString("{w=1, v=last}");
		}

		@WebhookListener(events = "part")
		void part(@WebhookPayload("/data") Data data) {
			this.values.add("part " + data.v());
		}

		@WebhookListener(events = "record")
		void record(Payload payload) {
			this.values.add("record " + payload.v());
			assertThat(payload.data().v()).isEqualTo("last");
		}

		@WebhookListener(events = "text")
		void text(@WebhookPayload("/data/v") String value) {
			this.values.add("text " + value);
		}

		@WebhookListener(events = { "bad", "other" })
		void bad(WebhookEvent event) {
			this.values.add("bad");
		}

	}

}
