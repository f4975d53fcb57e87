package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.fetch.AddressAllowlist;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for lists of addresses that are fetched, at the start and on a schedule.
 */
@ExtendWith(OutputCaptureExtension.class)
class AllowlistRefreshTests {

	private static final String URL = "https://api.example.com/meta#/hooks";

	private static final String WARNING = "could not be fetched from " + URL + " and stays as it was";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final Document document = new Document("{\"hooks\": [\"192.0.2.0/24\", \"2001:db8::/32\"]}");

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withBean(ResourceFetcher.class, () -> this.document)
		.withBean(Clock.class, () -> this.clock)
		.withPropertyValues("webhooks.providers.github.secret=a secret of thirty-two bytes....",
				"webhooks.providers.github.ip-allowlist-url=" + URL);

	private final ApplicationContextRunner scheduled = this.contextRunner
		.withBean(ScheduledThreadPoolExecutor.class, () -> this.scheduler)
		.withUserConfiguration(Scheduled.class);

	@AfterEach
	void shutDown() {
		this.scheduler.shutdownNow();
	}

	@Test
	void theListIsFetchedAtTheStart() {
		this.contextRunner.run((context) -> {
			assertThat(allowlist(context).contains("192.0.2.9")).isTrue();
			assertThat(allowlist(context).contains("2001:db8::9")).isTrue();
			assertThat(allowlist(context).contains("198.51.100.9")).isFalse();
		});
	}

	@Test
	void whatIsConfiguredIsAllowedToo() {
		this.contextRunner.withPropertyValues("webhooks.providers.github.ip-allowlist=198.51.100.0/24")
			.run((context) -> {
				assertThat(allowlist(context).contains("192.0.2.9")).isTrue();
				assertThat(allowlist(context).contains("198.51.100.9")).isTrue();
				assertThat(allowlist(context).contains("203.0.113.9")).isFalse();
			});
	}

	@Test
	void withoutAListTheStartFails() {
		this.document.text = null;
		this.contextRunner.run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'webhooks.providers.github.ip-allowlist-url'", URL,
					"The server is away");
			assertThat(analysis.getAction()).contains("ResourceFetcher", "'ip-allowlist'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"hooks\": []}", "{\"hooks\": [\"example.com\"]}", "{}" })
	void withAListThatIsNoneTheStartFailsWhateverElseIsAllowed(String text) {
		this.document.text = text;
		this.contextRunner.withPropertyValues("webhooks.providers.github.ip-allowlist=198.51.100.0/24")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'webhooks.providers.github.ip-allowlist-url'"));
	}

	@Test
	void inTheClearNothingIsFetched() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.github.ip-allowlist-url=http://api.example.com/meta#/hooks")
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).contains("'webhooks.providers.github.ip-allowlist-url'", "https");
				assertThat(analysis.getAction()).contains("https://api.github.com/meta#/hooks");
				assertThat(this.document.fetched).isZero();
			});
	}

	@Test
	void anIntervalThatIsTooShortStopsTheStart() {
		this.contextRunner.withPropertyValues("webhooks.providers.github.ip-allowlist-refresh=59s")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'webhooks.providers.github.ip-allowlist-refresh'"));
	}

	@ParameterizedTest
	@CsvSource({ "'', PT1H", "15m, PT15M" })
	void theListIsFetchedAgainAfterTheInterval(String configured, Duration interval) {
		this.scheduled
			.withPropertyValues(
					"webhooks.providers.github." + (configured.isEmpty() ? "path=/in" : "ip-allowlist-refresh=15m"))
			.run((context) -> {
				start(context);
				long delay = ((Delayed) this.scheduler.getQueue().element()).getDelay(TimeUnit.SECONDS);
				assertThat(delay).isBetween(interval.toSeconds() - 60, interval.toSeconds());
				this.document.text = "{\"hooks\": [\"198.51.100.0/24\"]}";
				refresh();
				assertThat(allowlist(context).contains("198.51.100.9")).isTrue();
				assertThat(allowlist(context).contains("192.0.2.9")).isFalse();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "away", "{\"hooks\": []}", "{\"hooks\": [\"198.51.100.9\", \"nonsense\"]}" })
	void theLastGoodListIsKept(String text, CapturedOutput output) {
		this.scheduled.run((context) -> {
			start(context);
			this.document.text = text.equals("away") ? null : text;
			refresh();
			assertThat(allowlist(context).contains("192.0.2.9")).isTrue();
			assertThat(allowlist(context).contains("198.51.100.9")).isFalse();
			assertThat(output).contains(WARNING);
		});
	}

	@Test
	void aFetcherThatFailsAsItShouldNotDoesNotEndTheSchedule() {
		this.scheduled.run((context) -> {
			start(context);
			this.document.failing = true;
			refresh();
			this.document.failing = false;
			this.document.text = "{\"hooks\": [\"198.51.100.0/24\"]}";
			refresh();
			assertThat(allowlist(context).contains("198.51.100.9")).isTrue();
		});
	}

	@Test
	void aListThatCannotBeFetchedIsWarnedOfOnceADay(CapturedOutput output) {
		this.scheduled.run((context) -> {
			start(context);
			this.document.text = null;
			refresh();
			refresh();
			this.clock.set(Instant.parse("2026-03-02T11:59:59Z"));
			refresh();
			assertThat(output.getOut().split(WARNING, -1)).hasSize(2);
			this.clock.set(Instant.parse("2026-03-02T12:00:00Z"));
			refresh();
			assertThat(output.getOut().split(WARNING, -1)).hasSize(3);
		});
	}

	@Test
	void withTheApplicationTheScheduleEnds() {
		this.scheduled.run((context) -> {
			start(context);
			context.close();
			assertThat(this.scheduler.isShutdown()).isTrue();
		});
	}

	@Test
	void withoutListsNothingIsScheduled() {
		this.scheduled.withPropertyValues("webhooks.providers.github.ip-allowlist-url=").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.document.fetched).isZero();
			assertThat(this.scheduler.getQueue()).isEmpty();
		});
	}

	private void start(ApplicationContext context) {
		assertThat(context.getBean(AllowlistRefresh.class).isRunning()).isTrue();
		assertThat(this.scheduler.getQueue()).hasSize(1);
	}

	/**
	 * What the scheduler would do when the time has come.
	 */
	private void refresh() {
		Runnable task = this.scheduler.getQueue().element();
		this.scheduler.getQueue().clear();
		task.run();
		assertThat(this.scheduler.getQueue()).hasSize(1);
	}

	private static AddressAllowlist allowlist(ApplicationContext context) {
		return context.getBean(WebhookProviders.class).find("github").admission().allowlist();
	}

	@Configuration(proxyBeanMethods = false)
	static class Scheduled {

		@Bean
		AllowlistRefresh refresh(WebhookProviders providers, ScheduledThreadPoolExecutor scheduler, Clock clock) {
			return new AllowlistRefresh(providers, () -> scheduler, clock);
		}

	}

	private static final class Document implements ResourceFetcher {

		@Nullable String text;

		boolean failing;

		int fetched;

		private Document(String text) {
			this.text = text;
		}

		@Override
		public byte[] fetch(URI uri, @Nullable String json) throws IOException {
			this.fetched++;
			if (this.failing) {
				throw new IllegalStateException("for the test");
			}
			if (this.text == null) {
				throw new IOException("The server is away");
			}
			return this.text.getBytes(StandardCharsets.UTF_8);
		}

	}

}
