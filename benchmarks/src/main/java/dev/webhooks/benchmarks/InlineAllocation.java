package dev.webhooks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

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
import org.springframework.context.annotation.Configuration;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * Measures what the receiver allocates for a signed GitHub event that a listener gets
 * before the answer, without what the web server does: see {@code gc.alloc.rate.norm}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InlineAllocation {

	private static final String SECRET = "5c3f0e4a9b7d21866f1c0a3be2d4975b";

	private static final String SIGNATURE = "X-Hub-Signature-256";

	private static final int SIZE = 1600;

	private final ConfigurableApplicationContext context;

	private final WebhookReceiver receiver;

	private final WebhookProvider provider;

	private final byte[] body;

	private final String signature;

	private long sequence;

	/**
	 * Measures.
	 * @param arguments none
	 * @throws RunnerException if it fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		new Runner(new OptionsBuilder().include(InlineAllocation.class.getName())
			.addProfiler(GCProfiler.class)
			.forks(1)
			.warmupIterations(3)
			.warmupTime(TimeValue.seconds(3))
			.measurementIterations(3)
			.measurementTime(TimeValue.seconds(3))
			.build()).run();
	}

	/**
	 * Starts the application.
	 */
	public InlineAllocation() {
		this.context = new SpringApplicationBuilder(Listening.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=WARN", "webhooks.inbox.type=none",
					"spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
					"webhooks.providers.github.secret=" + SECRET)
			.run();
		this.receiver = this.context.getBean(WebhookReceiver.class);
		this.provider = Objects.requireNonNull(this.context.getBean(WebhookProviders.class).find("github"));
		this.body = ("{\"action\":\"opened\",\"number\":1,\"filler\":[" + "\"0123456789\",".repeat((SIZE - 45) / 13)
				+ "0]}")
			.getBytes(StandardCharsets.UTF_8);
		WebhookRequest request = new WebhookRequest(head(headers()), this.body);
		WebhookRequest signed = this.provider.signer().orElseThrow().sign(request, Instant.now());
		this.signature = Objects.requireNonNull(signed.headers().first(SIGNATURE));
	}

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * Receives one event.
	 * @return the answer
	 */
	@Benchmark
	public WebhookResponse receive() {
		WebhookRequestHead head = head(
				headers().add("X-GitHub-Delivery", Long.toString(this.sequence++)).add(SIGNATURE, this.signature));
		WebhookResponse response = this.receiver.receive(this.provider, head, (limit) -> this.body);
		if (response.status() != 200) {
			throw new IllegalStateException("Answered " + response.status());
		}
		return response;
	}

	private static WebhookHeaders.Builder headers() {
		return WebhookHeaders.builder().add("Content-Type", "application/json").add("X-GitHub-Event", "pull_request");
	}

	private static WebhookRequestHead head(WebhookHeaders.Builder headers) {
		return WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/github")
			.from("192.0.2.1", true)
			.headers(headers.build())
			.build();
	}

	record PullRequest(String action, int number) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Listening {

		@WebhookListener(provider = "github")
		void receive(PullRequest payload, WebhookEvent event) {
		}

	}

}
