package dev.webhooks.inbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.jdbc.WebhookInboxJdbcAutoConfiguration;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * A node in a process of its own, which can be killed. It prints at which port it
 * receives events. Auto-configured is only what it needs, as tests start dozens.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class, JacksonAutoConfiguration.class,
		WebhookAutoConfiguration.class, WebhookInboxAutoConfiguration.class, WebhookInboxJdbcAutoConfiguration.class,
		WebhookListenerAutoConfiguration.class, WebhookReceiverAutoConfiguration.class })
@Import(NodeListeners.class)
public class NodeApplication {

	static final String READY = "ready at port ";

	public static void main(String[] arguments) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(NodeApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments);
		WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setExecutor(Executors.newFixedThreadPool(16));
		server.createContext("/", (exchange) -> answer(receiver, exchange));
		server.start();
		System.out.println(READY + server.getAddress().getPort());
	}

	private static void answer(WebhookReceiver receiver, HttpExchange exchange) throws IOException {
		try (exchange) {
			WebhookRequestHead head = WebhookRequestHead
				.builder("POST", "http://localhost/webhooks" + exchange.getRequestURI())
				.from("127.0.0.1", true)
				.header("Content-Type", "application/json")
				.receivedAt(Instant.now())
				.build();
			WebhookResponse response = receiver.receive(exchange.getRequestURI().getPath().substring(1),
					new WebhookRequest(head, exchange.getRequestBody().readAllBytes()));
			exchange.sendResponseHeaders(response.status(), response.body().length);
			exchange.getResponseBody().write(response.body());
		}
	}

}
