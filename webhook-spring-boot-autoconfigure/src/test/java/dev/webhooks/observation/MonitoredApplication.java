package dev.webhooks.observation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.ProviderRequest;

import static org.awaitility.Awaitility.await;

/**
 * An application with everything that there is to measure, which Prometheus can scrape.
 */
final class MonitoredApplication implements AutoCloseable {

	private static final Pattern SERIES = Pattern.compile("^(webhook_[a-z_]+(\\{[^}]*\\})?) .*$", Pattern.MULTILINE);

	private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class).run(
			"--server.port=0", "--spring.main.banner-mode=off", "--webhooks.inbox.type=memory",
			"--webhooks.inbox.poll-interval=20ms", "--management.endpoints.web.exposure.include=prometheus",
			"--webhooks.providers.stripe.secrets[0].value=whsec_01234567890123456789012345678901",
			"--webhooks.providers.stripe.secrets[0].expires=2999-01-01T00:00:00Z",
			"--webhooks.providers.stripe.path=/webhooks/{tenant}/stripe",
			"--webhooks.providers.stripe.retry.max-attempts=1",
			"--webhooks.providers.github.secret=0123456789012345678901234567890123456789",
			"--webhooks.providers.github.processing=inline");

	private final HttpClient client = HttpClient.newHttpClient();

	int receive(String provider, WebhookRequest request) {
		return this.context.getBean(WebhookReceiver.class).receive(provider, request).status();
	}

	WebhookRequest stripe(String id, String type, String tenant, String address) {
		WebhookProvider provider = this.context.getBean(WebhookProviders.class).find("stripe");
		String body = "{\"object\":\"event\",\"id\":\"%s\",\"type\":\"%s\",\"created\":%s,\"data\":{\"object\":{}}}"
			.formatted(id, type, Instant.now().getEpochSecond() - 1);
		return ProviderRequest.of(provider).body(body).tenant(tenant).from(address).sign().toWebhookRequest();
	}

	WebhookRequest github(String id, String type) {
		WebhookProvider provider = this.context.getBean(WebhookProviders.class).find("github");
		return ProviderRequest.of(provider).event(type).id(id).body("{}").sign().toWebhookRequest();
	}

	/**
	 * Something of everything: listeners before the answer and from the inbox, what is
	 * processed, given up, paused and refused.
	 */
	void makeHistory() {
		receive("github", github("1", "push"));
		receive("stripe", stripe("evt_1", "charge.succeeded", "acme", "127.0.0.1"));
		receive("stripe", stripe("evt_2", "charge.failed", "acme", "127.0.0.1"));
		receive("stripe", new WebhookRequest(stripe("evt_3", "charge.failed", "acme", "127.0.0.1").head(), "{}"));
		await().until(() -> this.context.getBean(WebhookDeliveries.class).backlog().counts().keySet().size() == 1
				&& Shop.processed);
		this.context.getBean(WebhookDeliveries.class).pause("github", "for the test");
	}

	/**
	 * Scrapes until the background task has run.
	 */
	String scrapeAll() {
		return await().until(this::scrape,
				(scrape) -> scrape.contains("webhook_dead{") && scrape.contains("webhook_secret_expires_seconds{"));
	}

	String scrape() throws IOException, InterruptedException {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return this.client
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus")).build(),
					BodyHandlers.ofString())
			.body();
	}

	/**
	 * Names and labels of our time series.
	 */
	static Set<String> series(String scrape) {
		Set<String> series = new TreeSet<>();
		SERIES.matcher(scrape).results().forEach((line) -> series.add(line.group(1)));
		return series;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Books charges, but not those that failed.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		static volatile boolean processed;

		@WebhookListener(provider = "stripe", events = "charge.*", id = "charges")
		void charge(WebhookEvent event) {
			if (event.type().equals("charge.failed")) {
				throw new IllegalStateException("not booked");
			}
			processed = true;
		}

		@WebhookListener(provider = "github", id = "pushes")
		void push(WebhookEvent event) {
		}

	}

}
