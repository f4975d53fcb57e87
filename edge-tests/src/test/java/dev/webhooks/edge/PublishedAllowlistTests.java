package dev.webhooks.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.fetch.HttpResourceFetcher;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for lists of addresses that a server of this test publishes over TLS. An SSL
 * bundle says that it is trusted.
 */
@ExtendWith(OutputCaptureExtension.class)
class PublishedAllowlistTests {

	@TempDir
	static Path directory;

	private static final List<String> asked = new CopyOnWriteArrayList<>();

	private static HttpsServer server;

	private static Path trustStore;

	private static Path otherTrustStore;

	@BeforeAll
	static void publish() throws Exception {
		Certificates certificates = new Certificates(directory);
		certificates.issuer("issuer");
		certificates.issuer("rival");
		certificates.issue("server", "issuer", "CN=localhost", "san=ip:127.0.0.1");
		trustStore = certificates.trustStore("issuer");
		otherTrustStore = certificates.trustStore("rival");
		server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(certificates.client("server", "issuer")));
		server.createContext("/meta",
				(exchange) -> answer(exchange, 200, "{\"hooks\": [\"203.0.113.0/24\", \"2001:db8::/32\"]}"));
		server.createContext("/moved", (exchange) -> {
			exchange.getResponseHeaders().add("Location", "/meta");
			answer(exchange, 302, "");
		});
		server.createContext("/failing", (exchange) -> answer(exchange, 500, "[\"203.0.113.0/24\"]"));
		server.createContext("/large",
				(exchange) -> answer(exchange, 200, " ".repeat(8 * 1024 * 1024) + "[\"203.0.113.5\"]"));
		server.createContext("/ranges", (exchange) -> answer(exchange, 200, " ".repeat(2 * 1024 * 1024)
				+ "{\"items\": [{\"cidr\": \"203.0.113.0/24\"}, {\"cidr\": \"2001:db8::/32\"}]}"));
		server.createContext("/lines", (exchange) -> answer(exchange, 200, "203.0.113.0/24\n2001:db8::/32"));
		server.start();
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		asked.add(exchange.getRequestURI().toString());
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@AfterAll
	static void stop() {
		server.stop(0);
	}

	@BeforeEach
	void reset() {
		asked.clear();
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.5, 200", "2001:db8::5, 200", "198.51.100.9, 403", "2001:db9::5, 403" })
	void whoIsInThePublishedListIsLetThrough(String address, int status) {
		try (ConfigurableApplicationContext context = start("/meta#/hooks", trustStore)) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(GitHubRequests
				.send(GitHubRequests.to(port, "/webhooks/github", "1")
					.header("X-Forwarded-For", address)
					.header("X-Forwarded-Proto", "https"))
				.statusCode()).isEqualTo(status);
			assertThat(asked).containsExactly("/meta");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/ranges#/items/*/cidr, 203.0.113.5, 200", "/ranges#/items/*/cidr, 198.51.100.9, 403",
			"/lines, 2001:db8::5, 200", "/lines, 2001:db9::5, 403" })
	void aListMayBeOfAnyShapeThatAPointerNamesOrHaveLines(String path, String address, int status) {
		try (ConfigurableApplicationContext context = start(path, trustStore)) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(GitHubRequests
				.send(GitHubRequests.to(port, "/webhooks/github", "1")
					.header("X-Forwarded-For", address)
					.header("X-Forwarded-Proto", "https"))
				.statusCode()).isEqualTo(status);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/ranges#/items/*/ip, no array", "/ranges, no array", "/ranges#/items/*, not a string",
			"/moved#/hooks, answered 302", "/failing, answered 500", "/large, Fetching failed", "/meta#/web, no array",
			"/nowhere, answered 404" })
	void withoutListTheApplicationDoesNotStart(String path, String reason, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(path, trustStore).close());
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Property 'webhooks.providers.github.ip-allowlist-url'", reason);
	}

	@Test
	void aRedirectIsNotFollowed() {
		assertThatException().isThrownBy(() -> start("/moved#/hooks", trustStore).close());
		assertThat(asked).containsExactly("/moved");
	}

	@Test
	void aServerThatIsNotTrustedIsNotAsked() {
		assertThatException().isThrownBy(() -> start("/meta#/hooks", otherTrustStore).close());
		assertThat(asked).isEmpty();
	}

	private static ConfigurableApplicationContext start(String path, Path trusted) {
		URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
		return new SpringApplicationBuilder(Application.class).run("--server.port=0",
				"--server.forward-headers-strategy=native",
				"--spring.ssl.bundle.jks.publisher.truststore.location=" + trusted,
				"--spring.ssl.bundle.jks.publisher.truststore.password=" + Certificates.PASSWORD,
				"--webhooks.providers.github.secret=" + SignedRequests.SECRET,
				"--webhooks.providers.github.ip-allowlist-url=" + url);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		HttpResourceFetcher resourceFetcher(SslBundles bundles) {
			return new HttpResourceFetcher(bundles.getBundle("publisher").createSslContext());
		}

	}

}
