package dev.webhooks.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;

/**
 * A receiver that verifies as an application does.
 */
final class Receiver implements AutoCloseable {

	final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final WebhookProvider provider;

	private IntUnaryOperator statuses = (number) -> 200;

	private int requests;

	Receiver(WebhookProvider provider) {
		this.provider = provider;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::receive);
		this.server.start();
	}

	Receiver answering(IntUnaryOperator statuses) {
		this.statuses = statuses;
		return this;
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/webhooks/" + this.provider.name();
	}

	private void receive(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		WebhookHeaders headers = WebhookHeaders.of(exchange.getRequestHeaders());
		String url = "http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder(exchange.getRequestMethod(), url).headers(headers).build(), body);
		int status = verified(request) ? this.statuses.applyAsInt(count()) : 401;
		byte[] answer = ("answered " + status + " \u001b[31mred\u001b[0m Grüße").getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, answer.length);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

	private synchronized int count() {
		return ++this.requests;
	}

	private boolean verified(WebhookRequest request) {
		try {
			ParsedRequest parsed = this.provider.parse(request);
			this.events.addAll(this.provider.events(this.provider.verify(parsed, Instant.now()), parsed));
			return true;
		}
		catch (WebhookRejectedException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
