package dev.webhooks.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ProxiedFetcher}, which the documents show.
 */
class ProxiedFetcherTests {

	private HttpServer proxy;

	private ProxiedFetcher fetcher;

	@BeforeEach
	void startProxy() throws IOException {
		this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.proxy.createContext("/", (exchange) -> {
			byte[] answer = (exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Host") + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200,
					answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		this.proxy.start();
		this.fetcher = new ProxiedFetcher(this.proxy.getAddress().getHostString(), this.proxy.getAddress().getPort());
	}

	@AfterEach
	void stopProxy() {
		this.proxy.stop(0);
	}

	@Test
	void fetchesByTheProxy() throws IOException {
		assertThat(fetch("http://keys.example.com/jwks", null)).isEqualTo("GET keys.example.com ");
	}

	@Test
	void postsWhatIsAskedFor() throws IOException {
		assertThat(fetch("http://keys.example.com/get", "{}")).isEqualTo("POST keys.example.com {}");
	}

	@Test
	void whatIsMissingIsAnError() {
		assertThatIOException().isThrownBy(() -> fetch("http://keys.example.com/missing", null))
			.withMessageContaining("404");
	}

	private String fetch(String uri, String json) throws IOException {
		return new String(this.fetcher.fetch(URI.create(uri), json), StandardCharsets.UTF_8);
	}

}
