package dev.webhooks.commands;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.cli.WebhookCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.SigningKeys;
import dev.webhooks.test.WebhookFixture;
import dev.webhooks.test.WebhookFixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code webhook send} with an event of each preset reaches the listener of an
 * application that has them all, over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SendEveryPresetTests {

	/** Nobody but the provider has the keys. */
	private static final Set<String> SIGNED_BY_THE_PROVIDER_ALONE = Set.of("aws-sns", "paypal", "plaid",
			"microsoft-graph-rich");

	/** Requests that say whom they are for, which is all that is configured. */
	private static final Map<String, String> SAID_BY_THE_FIXTURE = Map.of("paypal-ipn", "HSEXAMPLE2041", "salesforce",
			"00D000000000EXAEA2");

	private static final Map<String, SigningKeys> KEYS = new ConcurrentHashMap<>();

	@LocalServerPort
	private int port;

	@Autowired
	private Application application;

	@DynamicPropertySource
	static void everyPreset(DynamicPropertyRegistry properties) {
		events().forEach((event) -> {
			String preset = event.provider();
			SigningKeys keys = SAID_BY_THE_FIXTURE.containsKey(preset)
					? SigningKeys.shared(SAID_BY_THE_FIXTURE.get(preset))
					: SigningKeys.random(WebhookProvider.ofPreset(preset).settings());
			KEYS.put(preset, keys);
			keys.properties()
				.forEach((key, value) -> properties.add("webhooks.providers." + preset + "." + key, () -> value));
		});
	}

	/** One of each preset: that its others are right as well is shown elsewhere. */
	static List<WebhookFixture> events() {
		Map<String, WebhookFixture> first = new TreeMap<>();
		WebhookFixtures.create().all().forEach((fixture) -> first.putIfAbsent(fixture.provider(), fixture));
		first.keySet().removeAll(SIGNED_BY_THE_PROVIDER_ALONE);
		return List.copyOf(first.values());
	}

	@BeforeEach
	void forget() {
		this.application.events.clear();
	}

	@ParameterizedTest
	@MethodSource("events")
	void theEventReachesTheListener(WebhookFixture event) {
		String url = "http://localhost:" + this.port + "/webhooks/" + event.provider();
		Map<String, String> environment = new LinkedHashMap<>();
		SigningKeys keys = KEYS.get(event.provider());
		environment.put("SECRET", keys.signing());
		List<String> arguments = new ArrayList<>(
				List.of("send", event.provider(), event.event(), "--url", url, "--secret-env", "SECRET"));
		if (keys.keyId() != null) {
			arguments.addAll(List.of("--setting", "key-id=" + keys.keyId()));
		}
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		Terminal terminal = Terminal.builder()
			.streams(new ByteArrayInputStream(new byte[0]), output, output)
			.environment(environment::get)
			.build();
		int exitCode = WebhookCommand.run(terminal, arguments.toArray(String[]::new));
		assertThat(exitCode).as(() -> output.toString(StandardCharsets.UTF_8)).isZero();
		assertThat(this.application.events).extracting(WebhookEvent::provider).containsExactly(event.provider());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Application {

		final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

		@Bean
		CallbackClient providersThatConfirmEverything() {
			return (request) -> (request.hasBody() ? "VERIFIED"
					: "{\"status\":\"VALID\",\"tran_id\":\"order2041\",\"amount\":\"4250.00\",\"currency\":\"BDT\"}")
				.getBytes(StandardCharsets.UTF_8);
		}

	}

}
