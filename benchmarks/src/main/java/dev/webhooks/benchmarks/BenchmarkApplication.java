package dev.webhooks.benchmarks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;

/**
 * Receives the same requests at {@code /hand-written} and at {@code /webhooks/bench}.
 */
@SpringBootApplication
public class BenchmarkApplication {

	static final String READY = "ready at port ";

	/**
	 * Starts the application.
	 * @param arguments properties
	 */
	public static void main(String[] arguments) {
		var context = (ServletWebServerApplicationContext) SpringApplication.run(BenchmarkApplication.class, arguments);
		context.getBean(JdbcTemplate.class)
			.execute("CREATE TABLE IF NOT EXISTS hand_written (id text PRIMARY KEY, type text, body bytea, "
					+ "received_at timestamptz DEFAULT now())");
		var server = context.getWebServer();
		System.out.println(READY + ((server != null) ? server.getPort() : 0));
	}

	@WebhookListener
	void receive(WebhookEvent event) {
	}

}
