package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Providers that change how the key is written in the secret, over real HTTP.
 */
class SecretEncodingsTests {

	private static final long NOW = 1_780_000_000L;

	private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

	private static final String KEY = "0123456789abcdef01234567";

	private static final String BODY = "{\"type\":\"user.created\",\"data\":{}}";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(TestApplication.class).run("--server.port=0",
				"--webhooks.providers.polar.secret=" + SECRET, "--webhooks.providers.plain.preset=polar",
				"--webhooks.providers.plain.secret=polar_whs_0123456789abcdef",
				"--webhooks.providers.rotated.preset=polar",
				"--webhooks.providers.rotated.secrets[0].value=a new secret of Polar...",
				"--webhooks.providers.rotated.secrets[1].value=" + SECRET);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void polarSignsWithTheTextOfTheSecret() throws Exception {
		assertThat(SignedRequest.post("/webhooks/polar", BODY)
			.header("Content-Type", "application/json")
			.header("webhook-id", "p1")
			.header("webhook-timestamp", "1780000000")
			.header("webhook-signature", "v1,yxMPLg/mUZjmaTteVk63PBluYA7FIq9mlL37pzVzAds=")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
	}

	@Test
	void polarMaySignWithTheDecodedSecret() throws Exception {
		assertThat(status("polar", "p2", KEY)).isEqualTo(200);
	}

	@Test
	void nothingElseIsAKey() throws Exception {
		assertThat(status("polar", "p3", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")).isEqualTo(401);
		assertThat(status("polar", "p3", "0123456789abcdef0123456")).isEqualTo(401);
	}

	@Test
	void aSecretThatCanBeReadInOneWayOnlyCounts() throws Exception {
		assertThat(status("plain", "p4", "polar_whs_0123456789abcdef")).isEqualTo(200);
	}

	@Test
	void eachOfSeveralSecretsIsReadInEachWay() throws Exception {
		assertThat(status("rotated", "p5", "a new secret of Polar...")).isEqualTo(200);
		assertThat(status("rotated", "p6", SECRET)).isEqualTo(200);
		assertThat(status("rotated", "p7", KEY)).isEqualTo(200);
	}

	private static int status(String provider, String id, String key) throws Exception {
		String signed = id + "." + NOW + "." + BODY;
		return SignedRequest.post("/webhooks/" + provider, BODY)
			.header("Content-Type", "application/json")
			.header("webhook-id", id)
			.header("webhook-timestamp", Long.toString(NOW))
			.header("webhook-signature", "v1," + Hmac.base64(key.getBytes(StandardCharsets.UTF_8), signed))
			.send(RawHttp.to(context))
			.status();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Clock clock() {
			return Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	static class Listener {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

}
