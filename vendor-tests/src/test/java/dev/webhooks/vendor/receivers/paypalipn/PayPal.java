package dev.webhooks.vendor.receivers.paypalipn;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Stands for PayPal, which knows the messages that it has sent.
 */
class PayPal implements AfterAllCallback {

	private static final String QUESTION = "cmd=_notify-validate&";

	private final Set<Map<String, String>> sent = ConcurrentHashMap.newKeySet();

	private final HttpServer server;

	private volatile boolean away;

	PayPal() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext("/cgi-bin/webscr", this::answer);
		this.server.start();
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/cgi-bin/webscr";
	}

	VendorRequest send(String message) {
		this.sent.add(fields(message));
		return VendorRequest.form("/paypal/ipn", message);
	}

	void isAway(boolean away) {
		this.away = away;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
		boolean known = question.startsWith(QUESTION)
				&& this.sent.contains(fields(question.substring(QUESTION.length())));
		byte[] answer = (known ? "VERIFIED" : "INVALID").getBytes(StandardCharsets.US_ASCII);
		exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
		exchange.sendResponseHeaders(this.away ? 503 : 200, answer.length);
		try (OutputStream body = exchange.getResponseBody()) {
			body.write(answer);
		}
	}

	private static Map<String, String> fields(String message) {
		return Stream.of(message.split("&"))
			.map((field) -> field.split("=", 2))
			.collect(Collectors.toMap((field) -> field[0],
					(field) -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.server.stop(0);
	}

}
