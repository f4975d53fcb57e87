package dev.webhooks.observation;

import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what Prometheus scrapes.
 */
class ScrapeTests {

	private static final int REQUESTS = 10_000;

	private static MonitoredApplication application;

	@BeforeAll
	static void start() {
		application = new MonitoredApplication();
		application.makeHistory();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void eachDocumentedMeterIsThere() {
		Set<String> names = MonitoredApplication.series(application.scrapeAll())
			.stream()
			.map((series) -> series.replaceAll("\\{.*", ""))
			.collect(Collectors.toSet());
		assertThat(names).containsAll(
				Stream.of(WebhookMeterDocumentation.values()).map(PrometheusNames::of).collect(Collectors.toSet()));
	}

	@Test
	void allSeriesOfAMeterHaveTheSameLabels() {
		Set<String> labels = MonitoredApplication.series(application.scrapeAll())
			.stream()
			.map((series) -> series.replaceAll("=\"[^\"]*\"", "").replaceAll(",le|le,|\\{le\\}", ""))
			.collect(Collectors.toSet());
		assertThat(labels.stream().map((each) -> each.replaceAll("\\{.*", ""))).doesNotHaveDuplicates();
	}

	@Test
	void nothingThatSendersWriteMakesATimeSeries() {
		Random random = new Random(19);
		sendOneOfEachKind(random);
		Set<String> before = MonitoredApplication.series(application.scrapeAll());
		for (int i = 0; i < REQUESTS / 4; i++) {
			sendOneOfEachKind(random);
		}
		assertThat(MonitoredApplication.series(application.scrapeAll())).isEqualTo(before);
	}

	/**
	 * Verified with a type, tenant and address as nobody had before; wanted and not
	 * wanted; forged; and with another path.
	 */
	private static void sendOneOfEachKind(Random random) {
		String any = new UUID(random.nextLong(), random.nextLong()).toString();
		String address = "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
		application.receive("stripe", application.stripe(any, "charge." + any, any, address));
		application.receive("stripe", application.stripe(any, any, any, address));
		WebhookRequest forged = application.stripe(any, any, any, address);
		application.receive("stripe", new WebhookRequest(forged.head(), "{\"id\":\"" + any + "\"}"));
		application.receive("github", new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://shop.example.com/" + any).from(address, true).build(),
				any));
	}

}
