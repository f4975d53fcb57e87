package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes known requests of each preset bit by bit: whatever is signed cannot be changed.
 */
class TamperedRequestsTests {

	private static final Map<String, Vector> VECTORS = Vector.all()
		.stream()
		.collect(Collectors.toMap(Vector::id, Function.identity()));

	private static final List<Known> KNOWN = List.of(
			new Known("stripe", "stripe-ok-unicode", true,
					List.of(Region.of("Stripe-Signature", "v1=(.+)"), Region.time("Stripe-Signature", "t=([0-9]+)"))),
			new Known("github", "github-ok-form-encoded", true,
					List.of(Region.of("X-Hub-Signature-256", "sha256=(.+)"))),
			new Known("gitlab", "gitlab-signing-ok", true,
					List.of(Region.of("webhook-signature", "v1,(.+)"), Region.time("webhook-timestamp", "(.+)"),
							Region.of("webhook-id", "(.+)"))),
			new Known("gitlab-token", "gitlab-token-ok-special-characters", false,
					List.of(Region.of("X-Gitlab-Token", "(.+)"))),
			new Known("slack", "slack-ok-event", true,
					List.of(Region.of("X-Slack-Signature", "v0=(.+)"),
							Region.time("X-Slack-Request-Timestamp", "(.+)"))),
			new Known("slack", "slack-ok-edge-299s", true,
					List.of(Region.of("X-Slack-Signature", "v0=(.+)"),
							Region.time("X-Slack-Request-Timestamp", "(.+)"))),
			new Known("shopify", "shopify-ok-json", true, List.of(Region.of("X-Shopify-Hmac-Sha256", "(.+)"))),
			new Known("standard-webhooks", "stdwebhooks-ok-edge-300s-future", true,
					List.of(Region.of("webhook-signature", "v1,(.+)"), Region.time("webhook-timestamp", "(.+)"),
							Region.of("webhook-id", "(.+)"))),
			new Known("svix", "stdwebhooks-ok-published-svix-headers", true,
					List.of(Region.of("svix-signature", "v1,(.+)"), Region.time("svix-timestamp", "(.+)"),
							Region.of("svix-id", "(.+)"))));

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		for (Known known : KNOWN) {
			String prefix = "--webhooks.providers." + known.id + ".";
			arguments.add(prefix + "preset=" + known.preset);
			arguments.add(prefix + "path=" + known.vector().path());
			arguments.add(prefix + "secret=" + known.vector().text("secret"));
		}
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	static List<Known> known() {
		return KNOWN;
	}

	static Stream<Known> withSignedBody() {
		return KNOWN.stream().filter(Known::signsBody);
	}

	static Stream<Known> withSignedTime() {
		return KNOWN.stream().filter(Known::signsTime);
	}

	@ParameterizedTest
	@MethodSource("known")
	void unchangedRequestIsAccepted(Known known) {
		assertThat(receive(known, known.vector().request())).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("withSignedBody")
	void requestWithAnyOtherBitInItsBodyIsRefused(Known known) {
		WebhookRequest request = known.vector().request();
		Map<String, Integer> answers = new HashMap<>();
		for (int bit = 0; bit < request.body().length * 8; bit++) {
			byte[] body = request.body().clone();
			body[bit / 8] ^= (byte) (1 << bit % 8);
			answers.put("bit " + bit, receive(known, new WebhookRequest(request.head(), body)));
		}
		assertThat(answers).isNotEmpty().allSatisfy((bit, status) -> assertThat(status).isEqualTo(401));
	}

	@ParameterizedTest
	@MethodSource("withSignedBody")
	void requestWithAByteMoreOrLessIsRefused(Known known) {
		WebhookRequest request = known.vector().request();
		byte[] longer = Arrays.copyOf(request.body(), request.body().length + 1);
		byte[] shorter = Arrays.copyOf(request.body(), request.body().length - 1);
		assertThat(receive(known, new WebhookRequest(request.head(), longer))).isEqualTo(401);
		assertThat(receive(known, new WebhookRequest(request.head(), shorter))).isEqualTo(401);
	}

	@ParameterizedTest
	@MethodSource("known")
	void requestWithAnyOtherBitInItsSignatureTimestampOrIdIsRefused(Known known) {
		WebhookRequest request = known.vector().request();
		Map<String, Integer> answers = new HashMap<>();
		for (Region region : known.regions) {
			for (String changed : region.changes(request)) {
				answers.put(region.header + ": " + changed, receive(known, request.withHeader(region.header, changed)));
			}
		}
		assertThat(answers).isNotEmpty().allSatisfy((header, status) -> assertThat(status).isEqualTo(401));
	}

	@ParameterizedTest
	@MethodSource("known")
	void requestWithoutItsSignatureTimestampOrIdIsRefused(Known known) throws Exception {
		for (Region region : known.regions) {
			List<String[]> headers = new ArrayList<>(known.vector().headers());
			headers.removeIf((header) -> header[0].equalsIgnoreCase(region.header));
			assertThat(send(known, headers)).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@MethodSource("known")
	void requestThatRepeatsItsSignatureTimestampOrIdIsRefused(Known known) throws Exception {
		for (Region region : known.regions) {
			List<String[]> headers = new ArrayList<>(known.vector().headers());
			known.vector()
				.headers()
				.stream()
				.filter((header) -> header[0].equalsIgnoreCase(region.header))
				.forEach(headers::add);
			assertThat(headers).hasSizeGreaterThan(known.vector().headers().size());
			assertThat(send(known, headers)).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@MethodSource("withSignedTime")
	void requestThatIsReplayedLaterIsRefused(Known known) throws Exception {
		setTime(known, Duration.ofSeconds(301));
		assertThat(send(known, known.vector().headers())).isEqualTo(401);
	}

	@ParameterizedTest
	@MethodSource("withSignedTime")
	void requestOfTheFutureIsRefused(Known known) throws Exception {
		setTime(known, Duration.ofSeconds(-301));
		assertThat(send(known, known.vector().headers())).isEqualTo(401);
	}

	private static int send(Known known, List<String[]> headers) throws Exception {
		return RawHttp.send(RawHttp.port(context), "POST", known.vector().path(), headers, known.vector().body())
			.status();
	}

	private static int receive(Known known, WebhookRequest request) {
		setTime(known, Duration.ZERO);
		return context.getBean(WebhookReceiver.class).receive(known.id, request).status();
	}

	private static void setTime(Known known, Duration afterSigning) {
		context.getBean(MutableClock.class).set(known.vector().signedAt().plus(afterSigning));
	}

	/**
	 * A known request, and what of it is signed.
	 */
	record Known(String preset, String id, boolean signsBody, List<Region> regions) {

		boolean signsTime() {
			return this.regions.stream().anyMatch(Region::isTime);
		}

		Vector vector() {
			return VECTORS.get(this.id);
		}

		@Override
		public String toString() {
			return this.preset + ": " + this.id;
		}

	}

	/**
	 * A part of a header, found by a regular expression, that is signed.
	 */
	record Region(String header, Pattern pattern, boolean isTime) {

		static Region of(String header, String pattern) {
			return new Region(header, Pattern.compile(pattern), false);
		}

		static Region time(String header, String pattern) {
			return new Region(header, Pattern.compile(pattern), true);
		}

		/**
		 * The header with each bit of the part changed in turn.
		 */
		List<String> changes(WebhookRequest request) {
			String value = String.valueOf(request.headers().first(this.header));
			Matcher matcher = this.pattern.matcher(value);
			assertThat(matcher.find()).isTrue();
			List<String> changes = new ArrayList<>();
			for (int bit = matcher.start(1) * 8; bit < matcher.end(1) * 8; bit++) {
				byte[] changed = value.getBytes(StandardCharsets.ISO_8859_1);
				changed[bit / 8] ^= (byte) (1 << bit % 8);
				changes.add(new String(changed, StandardCharsets.ISO_8859_1));
			}
			return changes;
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.EPOCH);
		}

		@Bean
		Received received() {
			return new Received();
		}

	}

	static class Received {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

}
