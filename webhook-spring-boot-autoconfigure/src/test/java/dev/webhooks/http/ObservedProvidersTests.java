package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code mode: observe}: the controllers of the application answer, as if the
 * starter were not there.
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservedProvidersTests {

	private static final String SECRET = SignedRequests.SECRET;

	private static final int LIMIT = 2048;

	private static ConfigurableApplicationContext application;

	private Shop shop;

	private Outcomes outcomes;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(ShopApplication.class).run("--server.port=0",
				"--spring.main.banner-mode=off", "--webhooks.inbox.type=memory", "--webhooks.log.events=all",
				"--webhooks.providers.github.secret=" + SECRET, "--webhooks.providers.github.mode=observe",
				"--webhooks.providers.github.path=/in/{tenant}/github",
				"--webhooks.providers.github.max-body-size=" + LIMIT + "B", "--webhooks.providers.slack.mode=observe",
				"--webhooks.providers.slack.secret=" + SECRET, "--webhooks.providers.slack.path=/in/slack",
				"--webhooks.providers.stripe.secret=" + SECRET);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void forget() {
		this.shop = application.getBean(Shop.class);
		this.shop.received.clear();
		this.outcomes = application.getBean(Outcomes.class);
		this.outcomes.of.clear();
	}

	@Test
	void theControllerHasTheBodyAndAnswers(CapturedOutput output) throws Exception {
		RawHttp.Response response = send(github("{\"ref\":\"Gr\u00fc\u00dfe\"}").to("/in/acme/github?q=1"));
		assertThat(response.status()).isEqualTo(418);
		assertThat(response.body()).isEqualTo("the controller's answer");
		assertThat(this.shop.received).containsExactly("acme 1 {\"ref\":\"Gr\u00fc\u00dfe\"}");
		assertThat(this.outcomes.of).containsExactly("github OBSERVED [push]");
		assertThat(output).contains("Webhook of 'github' for tenant 'acme' observed: push");
	}

	@Test
	void aForgedRequestIsToldOfAndReachesTheController(CapturedOutput output) throws Exception {
		assertThat(send(github("{}").header("X-Hub-Signature-256", "sha256=" + "0".repeat(64)).to("/in/acme/github"))
			.status()).isEqualTo(418);
		assertThat(this.shop.received).containsExactly("acme null {}");
		assertThat(this.outcomes.of).containsExactly("github REFUSED []");
		assertThat(output).contains("Would refuse, but only observes, a request of provider 'github'");
	}

	@Test
	void nothingIsStoredAndNoListenerRuns() throws Exception {
		send(github("{}").to("/in/acme/github"));
		assertThat(application.getBean(WebhookDeliveries.class).count(DeliveryFilter.of().channel("github"))).isZero();
		assertThat(application.getBean(Listener.class).events).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, LIMIT - 2, LIMIT - 1, LIMIT, 100_000 })
	void aBodyOfAnySizeReachesTheController(int size) throws Exception {
		String body = '"' + "x".repeat(size) + '"';
		assertThat(send(github(body).to("/in/acme/github")).status()).isEqualTo(418);
		assertThat(this.shop.received).containsExactly("acme null " + body);
		assertThat(this.outcomes.of)
			.containsExactly((size + 2 <= LIMIT) ? "github OBSERVED [push]" : "github REFUSED []");
	}

	@Test
	void theControllerHasTheParametersOfAForm() throws Exception {
		SignedRequest command = SignedRequests.slack(SECRET, "application/x-www-form-urlencoded;charset=UTF-8",
				Instant.now(), "command=%2Fshop&text=Gr%C3%BC%C3%9Fe+%26+mehr&text=again&trigger_id=7");
		assertThat(send(command.to("/in/slack?text=first")).status()).isEqualTo(200);
		assertThat(this.shop.received).containsExactly("/shop [first, Gr\u00fc\u00dfe & mehr, again]");
		assertThat(this.outcomes.of).containsExactly("slack OBSERVED [/shop]");
	}

	@Test
	void aTestOfTheEndpointIsLeftToTheController() throws Exception {
		SignedRequest challenge = SignedRequests.slack(SECRET, "application/json", Instant.now(),
				"{\"type\":\"url_verification\",\"challenge\":\"c\"}");
		assertThat(send(challenge.to("/in/slack/json")).status()).isEqualTo(200);
		RawHttp.Response response = send(challenge.to("/in/slack"));
		assertThat(response.body()).isEqualTo("json");
		assertThat(this.outcomes.of).containsExactly("slack HANDSHAKE []");
	}

	@Test
	void partsReachTheControllerUnobserved(CapturedOutput output) throws Exception {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";
		SignedRequest request = SignedRequest.post("/in/slack", form)
			.header("Content-Type", "multipart/form-data; boundary=b");
		assertThat(send(request).status()).isEqualTo(200);
		assertThat(this.shop.received).containsExactly("a.txt hello");
		assertThat(this.outcomes.of).isEmpty();
		assertThat(output).contains("Requests of provider 'slack' have parts");
	}

	@Test
	void otherProvidersAreAnsweredAsEver() throws Exception {
		assertThat(send(SignedRequests.stripe(SECRET, Instant.now(), "{\"id\":\"evt_1\",\"type\":\"x\"}")).status())
			.isEqualTo(200);
		assertThat(this.outcomes.of).containsExactly("stripe IGNORED [x]");
	}

	private static SignedRequest github(String body) {
		return SignedRequests.github(SECRET, "push", "d1", body);
	}

	private static RawHttp.Response send(SignedRequest request) throws Exception {
		return request.send(RawHttp.to(application));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ Shop.class, Outcomes.class, Listener.class })
	static class ShopApplication {

	}

	@RestController
	@RequestMapping("/in")
	static class Shop {

		final List<String> received = new ArrayList<>();

		@PostMapping("/{shop}/github")
		ResponseEntity<String> github(@PathVariable String shop, @RequestParam(required = false) String q,
				@RequestBody byte[] body) {
			this.received.add(shop + " " + q + " " + new String(body, StandardCharsets.UTF_8));
			return ResponseEntity.status(HttpStatus.I_AM_A_TEAPOT).body("the controller's answer");
		}

		@PostMapping(path = "/slack", consumes = "application/x-www-form-urlencoded")
		String command(@RequestParam String command, @RequestParam List<String> text) {
			this.received.add(command + " " + text);
			return "form";
		}

		@PostMapping(path = { "/slack", "/slack/json" }, consumes = "application/json")
		String event(@RequestBody Map<String, Object> event) {
			this.received.add(new TreeMap<>(event).toString());
			return "json";
		}

		@PostMapping(path = "/slack", consumes = "multipart/form-data")
		String upload(@RequestParam MultipartFile file) throws Exception {
			this.received.add(file.getOriginalFilename() + " " + new String(file.getBytes(), StandardCharsets.UTF_8));
			return "parts";
		}

	}

	static class Outcomes implements ReceiveObserver {

		final List<String> of = new ArrayList<>();

		@Override
		public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
			this.of.add(provider.name() + " " + outcome.kind() + " " + outcome.types());
		}

	}

	static class Listener {

		final List<WebhookEvent> events = new ArrayList<>();

		@WebhookListener(provider = "github")
		void on(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
