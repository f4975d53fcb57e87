package dev.webhooks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.observation.WebhookMeterObservationHandler;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * Measures what observations and meters cost, by receiving the same event in an
 * application with them and in one without, in one JVM: one that no listener wants, and
 * one that a listener gets before the answer, which is a second observation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObservingCost {

	private static final String SECRET = "5c3f0e4a9b7d21866f1c0a3be2d4975b";

	private static final byte[] BODY = "{\"action\":\"opened\"}".getBytes(StandardCharsets.UTF_8);

	private final Measured observedIgnored = new Measured(Observing.class, "star");

	private final Measured plainIgnored = new Measured(Plain.class, "star");

	private final Measured observed = new Measured(Observing.class, "push");

	private final Measured plain = new Measured(Plain.class, "push");

	/**
	 * Measures.
	 * @param arguments none
	 * @throws RunnerException if it fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		new Runner(new OptionsBuilder().include(ObservingCost.class.getName())
			.addProfiler(GCProfiler.class)
			.forks(0)
			.warmupIterations(4)
			.warmupTime(TimeValue.seconds(3))
			.measurementIterations(5)
			.measurementTime(TimeValue.seconds(3))
			.build()).run();
	}

	/**
	 * Stops the applications.
	 */
	@TearDown
	public void stop() {
		this.observedIgnored.context.close();
		this.plainIgnored.context.close();
		this.observed.context.close();
		this.plain.context.close();
	}

	/**
	 * One request that no listener wants, observed.
	 * @return the answer
	 */
	@Benchmark
	public WebhookResponse requestObserved() {
		return this.observedIgnored.receive();
	}

	/**
	 * One request that no listener wants.
	 * @return the answer
	 */
	@Benchmark
	public WebhookResponse requestPlain() {
		return this.plainIgnored.receive();
	}

	/**
	 * One request with a run of a listener before the answer, observed.
	 * @return the answer
	 */
	@Benchmark
	public WebhookResponse requestAndRunObserved() {
		return this.observed.receive();
	}

	/**
	 * One request with a run of a listener before the answer.
	 * @return the answer
	 */
	@Benchmark
	public WebhookResponse requestAndRunPlain() {
		return this.plain.receive();
	}

	/**
	 * An application, and an event for it.
	 */
	private static final class Measured {

		private final ConfigurableApplicationContext context;

		private final WebhookReceiver receiver;

		private final WebhookProvider provider;

		private final String signature;

		private final String type;

		private long sequence;

		private Measured(Class<?> application, String type) {
			this.type = type;
			this.context = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
				.properties("spring.main.banner-mode=off", "logging.level.root=WARN", "webhooks.inbox.type=none",
						"spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
						"webhooks.providers.github.secret=" + SECRET)
				.run();
			this.receiver = this.context.getBean(WebhookReceiver.class);
			this.provider = Objects.requireNonNull(this.context.getBean(WebhookProviders.class).find("github"));
			WebhookRequest request = new WebhookRequest(head(WebhookHeaders.builder()), BODY);
			this.signature = Objects.requireNonNull(this.provider.signer()
				.orElseThrow()
				.sign(request, Instant.now())
				.headers()
				.first("X-Hub-Signature-256"));
		}

		private WebhookResponse receive() {
			WebhookHeaders.Builder headers = WebhookHeaders.builder()
				.add("Content-Type", "application/json")
				.add("X-GitHub-Event", this.type)
				.add("X-GitHub-Delivery", Long.toString(this.sequence++))
				.add("X-Hub-Signature-256", this.signature);
			WebhookResponse response = this.receiver.receive(this.provider, head(headers), (limit) -> BODY);
			if (response.status() != 200) {
				throw new IllegalStateException("Answered " + response.status());
			}
			return response;
		}

		private static WebhookRequestHead head(WebhookHeaders.Builder headers) {
			return WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/github")
				.from("192.0.2.1", true)
				.headers(headers.build())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

		@WebhookListener(provider = "github", events = "push")
		void receive(WebhookEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Observing {

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationRegistry observations(MeterRegistry meters) {
			ObservationRegistry observations = ObservationRegistry.create();
			observations.observationConfig().observationHandler(new WebhookMeterObservationHandler(meters));
			return observations;
		}

		@WebhookListener(provider = "github", events = "push")
		void receive(WebhookEvent event) {
		}

	}

}
