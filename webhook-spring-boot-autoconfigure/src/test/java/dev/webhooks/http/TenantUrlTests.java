package dev.webhooks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signs the URL of a tenant behind a proxy: what is signed for one is not valid for
 * another, though all share a secret.
 */
class TenantUrlTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		String prefix = "--webhooks.providers.parcels.";
		context = new SpringApplicationBuilder(TestApplication.class).run("--server.port=0",
				prefix + "secret=" + SECRET, prefix + "path=/in/{tenant}",
				prefix + "public-url=https://hooks.example.com/parcels/{tenant}/",
				prefix + "signature.header=X-Signature", prefix + "signature.content={url}{body}");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void acceptsWhatIsSignedForItsTenant() throws Exception {
		assertThat(send("acme", "https://hooks.example.com/parcels/acme/")).isEqualTo(200);
	}

	@Test
	void refusesWhatIsSignedForAnotherTenant() throws Exception {
		assertThat(send("other", "https://hooks.example.com/parcels/acme/")).isEqualTo(401);
	}

	@Test
	void encodesTheTenantAsInTheUrl() throws Exception {
		assertThat(send("a%20b%C3%A9", "https://hooks.example.com/parcels/a%20b%C3%A9/")).isEqualTo(200);
	}

	private static int send(String tenant, String signedUrl)
			throws GeneralSecurityException, IOException, InterruptedException {
		String body = "{\"to\":\"" + tenant + "\"}";
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		byte[] signature = mac.doFinal((signedUrl + body).getBytes(StandardCharsets.UTF_8));
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/in/" + tenant))
			.header("Content-Type", "application/json")
			.header("X-Signature", HexFormat.of().formatHex(signature))
			.POST(BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@WebhookListener
		void receive(WebhookEvent event) {
		}

	}

}
