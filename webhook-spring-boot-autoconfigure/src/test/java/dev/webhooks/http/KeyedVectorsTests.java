package dev.webhooks.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the vectors of providers whose certificates are fetched, and Contentful's, over
 * real HTTP.
 */
class KeyedVectorsTests {

	private static final Set<String> PROVIDERS = Set.of("paypal", "aws-sns", "contentful");

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		Path issuer = folder.resolve("issuer.pem");
		Vector paypal = vectors().filter((vector) -> vector.id().startsWith("paypal")).findFirst().orElseThrow();
		Files.writeString(issuer, paypal.node().path("extra").path("caPem").asString());
		arguments.add("--spring.ssl.bundle.pem.paypal.truststore.certificate=" + issuer.toUri());
		vectors().forEach((vector) -> add(arguments, vector, vector.id(), vector.path()));
		vectors().filter((vector) -> vector.id().equals("sns-ok-notification-v2")).forEach((vector) -> {
			add(arguments, vector, "sns-chain", "/in/sns-chain");
			arguments.add("--webhooks.providers.sns-chain.signature.certificate.trust=" + issuer.toUri());
		});
		add(arguments, paypal, "unreachable", "/in/unreachable");
		add(arguments, paypal, "untrusted", "/in/untrusted");
		arguments.add("--webhooks.providers.untrusted.signature.certificate.trust=platform");
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	private static void add(List<String> arguments, Vector vector, String name, String path) {
		String prefix = "--webhooks.providers." + name + ".";
		arguments.add(prefix + "preset=" + vector.text("provider"));
		arguments.add(prefix + "path=" + path);
		arguments.add(prefix + "secret=" + vector.text("secret"));
		arguments.add(prefix + "public-url=" + vector.text("url"));
		if (vector.text("provider").equals("paypal") && !name.equals("untrusted")) {
			arguments.add(prefix + "signature.certificate.trust=paypal");
		}
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void reset() {
		received().events.clear();
		fetcher().fetched.clear();
		fetcher().broken = false;
	}

	static Stream<Vector> vectors() {
		return Vector.all().stream().filter((vector) -> PROVIDERS.contains(vector.text("provider")));
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void isAnsweredAsKnown(Vector vector) throws Exception {
		assertThat(send(vector, vector.path()).status()).isEqualTo(vector.valid() ? 200 : 401);
		assertThat(received().events).hasSize(vector.valid() ? 1 : 0);
	}

	@Test
	void whenCertificateHostIsNotAllowedFetchesNothing() throws Exception {
		Vector vector = vector("sns-bad-cert-host");
		assertThat(send(vector, vector.path()).status()).isEqualTo(401);
		assertThat(fetcher().fetched).isEmpty();
	}

	@Test
	void chainOfSnsCanBeChecked() throws Exception {
		assertThat(send(vector("sns-ok-notification-v2"), "/in/sns-chain").status()).isEqualTo(200);
	}

	@Test
	void whenThePlatformDoesNotTrustTheIssuerRefuses() throws Exception {
		assertThat(send(vector("paypal-ok-unicode"), "/in/untrusted").status()).isEqualTo(401);
	}

	@Test
	void whenCertificateCannotBeFetchedAsksToDeliverAgain() throws Exception {
		fetcher().broken = true;
		RawHttp.Response response = send(vector("paypal-ok-unicode"), "/in/unreachable");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.headers()).containsKey("Retry-After");
		fetcher().broken = false;
		assertThat(send(vector("paypal-ok-unicode"), "/in/unreachable").status()).as("failures are kept for a while")
			.isEqualTo(503);
		assertThat(fetcher().fetched).hasSize(1);
	}

	@Test
	void typesAndIdsAreThoseOfTheProvider() throws Exception {
		send(vector("sns-ok-no-subject"), "/in/sns-chain");
		assertThat(received().events).singleElement().satisfies((event) -> {
			assertThat(event.type()).isEqualTo("Notification");
			assertThat(event.id()).isEqualTo("22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
		});
	}

	private static RawHttp.Response send(Vector vector, String target) throws IOException {
		context.getBean(MutableClock.class).set(vector.now());
		fetcher().certificate = vector.node().path("extra").path("certPem").asString("");
		return RawHttp.send(port(), vector.text("method"), target, vector.headers(), vector.body());
	}

	private static Vector vector(String id) {
		return vectors().filter((vector) -> vector.id().equals(id)).findFirst().orElseThrow();
	}

	private static CertificateFetcher fetcher() {
		return context.getBean(CertificateFetcher.class);
	}

	private static Received received() {
		return context.getBean(Received.class);
	}

	private static int port() {
		return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.EPOCH);
		}

		@Bean
		Received received() {
			return new Received();
		}

		@Bean
		CertificateFetcher certificateFetcher() {
			return new CertificateFetcher();
		}

	}

	static class CertificateFetcher implements ResourceFetcher {

		final List<URI> fetched = new CopyOnWriteArrayList<>();

		volatile String certificate = "";

		volatile boolean broken;

		@Override
		public byte[] fetch(URI uri, String json) throws IOException {
			this.fetched.add(uri);
			if (this.broken) {
				throw new IOException("unreachable");
			}
			return this.certificate.getBytes(StandardCharsets.US_ASCII);
		}

	}

	static class Received {

		final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
