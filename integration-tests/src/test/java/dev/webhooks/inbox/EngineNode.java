package dev.webhooks.inbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.engine.DeliveryEngine;
import dev.webhooks.delivery.engine.DeliveryEngineBuilder;
import dev.webhooks.delivery.engine.EngineSettings;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * A node that is nothing but an engine and its handler, in a process of its own, which
 * starts in a fraction of the time of a {@link NodeApplication} and understands the same
 * properties. Its targets write to the tables of {@link NodeListeners}.
 */
public final class EngineNode {

	private static final String CHANNEL = "shop";

	private EngineNode() {
	}

	public static void main(String[] arguments) throws IOException {
		Map<String, String> properties = Stream.of(arguments)
			.map((argument) -> argument.substring(2).split("=", 2))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1]));
		HikariDataSource database = new HikariDataSource();
		database.setJdbcUrl(properties.get("spring.datasource.url"));
		database.setUsername(properties.get("spring.datasource.username"));
		database.setPassword(properties.get("spring.datasource.password"));
		database.setMaximumPoolSize(12);
		database.setMinimumIdle(1);
		List<String> targets = List.of(properties.getOrDefault("test.listeners", "plain,once").split(","));
		long delay = Long.parseLong(properties.getOrDefault("test.delay", "0"));
		DeliveryStorage storage = JdbcStorage.open(database,
				new JdbcStoreSettings(properties.getOrDefault("webhooks.inbox.application", "application"),
						JdbcStorage.DEFAULT_TABLE_PREFIX, 8),
				new JdbcTransactionManager(database));
		DeliveryEngine engine = new DeliveryEngineBuilder(storage,
				new Handler(targets, properties.get("test.name"), delay, new JdbcTemplate(database)),
				(destination) -> RetryPolicy.exponential(1000, Duration.ofMillis(100), 1, Duration.ofMillis(100), 0.2))
			.settings(settings(DurationStyle.detectAndParse(properties.get("webhooks.inbox.lease"))))
			.build();
		engine.start();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setExecutor(Executors.newFixedThreadPool(16));
		server.createContext("/", (exchange) -> answer(engine, targets, exchange));
		server.start();
		System.out.println(NodeApplication.READY + server.getAddress().getPort());
		if (properties.containsKey("test.ends")) {
			System.exit(0);
		}
	}

	private static EngineSettings settings(Duration lease) {
		EngineSettings usual = EngineSettings.DEFAULT;
		return new EngineSettings(usual.accept(), usual.concurrency(), usual.bufferSize(), lease,
				Duration.ofMillis(100), false, usual.retention(), usual.shutdownTimeout());
	}

	private static void answer(EventSink sink, List<String> targets, HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			String id = new String(body, StandardCharsets.UTF_8).replaceAll(".*:\"(.*)\".*", "$1");
			Message message = new Message(CHANNEL, null, id, List.of("test"), null, Instant.now(), WebhookHeaders.of(),
					body, null, Map.of());
			exchange.sendResponseHeaders(status(sink, new Submission(message, null, targets)), -1);
		}
	}

	private static int status(EventSink sink, Submission submission) {
		try {
			sink.accept(List.of(submission));
			return 200;
		}
		catch (StoreUnavailableException ex) {
			return 503;
		}
	}

	/**
	 * Does what the {@link NodeListeners} of the same names do.
	 */
	private record Handler(List<String> targets, String node, long delay,
			JdbcTemplate jdbc) implements DeliveryHandler {

		@Override
		public Destinations destinations() {
			return Destinations.of(this.targets.stream().map((target) -> new Destination(CHANNEL, target)).toList());
		}

		@Override
		public boolean isTransactional(String target) {
			return target.equals("once");
		}

		@Override
		public void handle(ClaimedDelivery delivery) throws InterruptedException {
			String id = delivery.message().key();
			if (delivery.id().target().equals("plain")) {
				this.jdbc.update("INSERT INTO seen (id, node, phase) VALUES (?, ?, 'begin')", id, this.node);
				TimeUnit.MILLISECONDS.sleep(this.delay);
				this.jdbc.update("INSERT INTO seen (id, node, phase) VALUES (?, ?, 'end')", id, this.node);
			}
			else {
				this.jdbc.update("INSERT INTO seen_" + delivery.id().target() + " (id, node) VALUES (?, ?)", id,
						this.node);
			}
		}

	}

}
