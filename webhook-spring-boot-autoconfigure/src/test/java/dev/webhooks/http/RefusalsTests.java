package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
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
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.test.Hmac;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code refusal.*} over HTTP: a signature that is wrong is answered as the
 * provider wants it, and nothing else is, for what became a success would be lost.
 */
class RefusalsTests {

	private static final String SECRET = "the secret of the shop, 32 bytes";

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--spring.main.banner-mode=off", "--webhooks.inbox.type=none"));
		Map.of("shop", "max-body-size=1MB", "closed", "ip-allowlist=192.0.2.1", "small", "max-body-size=10B", "strict",
				"content-types=application/json", "slow", "body-timeout=100ms", "limited",
				"rate-limit.requests-per-minute=1", "resolved", "path=/webhooks/{tenant}/resolved")
			.forEach((name, property) -> {
				String provider = "--webhooks.providers." + name + ".";
				arguments.addAll(List.of(provider + property, provider + "signature.header=X-Signature",
						provider + "refusal.status=200", provider + "refusal.content-type=application/json",
						provider + "refusal.body={\"RspCode\":\"97\"}"));
				if (!name.equals("resolved")) {
					arguments.add(provider + "secret=" + SECRET);
				}
			});
		application = new SpringApplicationBuilder(Application.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void aWrongSignatureIsAnsweredAsTheProviderWantsIt() throws Exception {
		RawHttp.Response response = send("/webhooks/shop", "forged", "{}");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"RspCode\":\"97\"}");
	}

	@Test
	void anAddressThatIsNotAllowedIsAnswered403() throws Exception {
		assertThat(send("/webhooks/closed", null, "{}").status()).isEqualTo(403);
	}

	@Test
	void aBodyThatIsNotThereInTimeIsAnswered408() throws Exception {
		String head = "POST /webhooks/slow HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "X-Signature: forged\r\nContent-Length: 100\r\n\r\n{";
		assertThat(RawHttp.exchange(RawHttp.port(application), head.getBytes(StandardCharsets.US_ASCII)).status())
			.isEqualTo(408);
	}

	@Test
	void aBodyThatIsTooLargeIsAnswered413() throws Exception {
		assertThat(send("/webhooks/small", null, "{\"text\":\"too large\"}").status()).isEqualTo(413);
	}

	@Test
	void aContentTypeThatIsNeverSentIsAnswered415() throws Exception {
		RawHttp.Response response = RawHttp.send(RawHttp.port(application), "POST", "/webhooks/strict",
				List.<String[]>of(new String[] { "Content-Type", "text/html" }, new String[] { "X-Signature", "x" }),
				new byte[] { 1 });
		assertThat(response.status()).isEqualTo(415);
	}

	@Test
	void moreThanTheLimitIsAnswered429() throws Exception {
		assertThat(send("/webhooks/limited", null, "{\"id\":1}").status()).isEqualTo(200);
		RawHttp.Response response = send("/webhooks/limited", null, "{\"id\":2}");
		assertThat(response.status()).isEqualTo(429);
		assertThat(response.headers()).containsKey("retry-after");
	}

	@Test
	void aMalformedPayloadIsAnswered400() throws Exception {
		assertThat(send("/webhooks/shop", null, "{").status()).isEqualTo(400);
	}

	@Test
	void aListenerThatFailsIsAnswered500() throws Exception {
		assertThat(send("/webhooks/shop", null, "{\"do\":\"fail\"}").status()).isEqualTo(500);
	}

	@Test
	void whereNobodyKnowsTheSecretNowIsAnswered503() throws Exception {
		RawHttp.Response response = send("/webhooks/acme/resolved", null, "{}");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.body()).doesNotContain("RspCode");
	}

	private static RawHttp.Response send(String target, @Nullable String signature, String body) throws Exception {
		return RawHttp.send(RawHttp.port(application), "POST", target,
				List.<String[]>of(new String[] { "Content-Type", "application/json" },
						new String[] { "X-Signature", (signature != null) ? signature : Hmac.hex(SECRET, body) }),
				body.getBytes(StandardCharsets.UTF_8));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		WebhookSecretResolver secrets() {
			return (provider, tenant) -> {
				throw new IllegalStateException("The database is away");
			};
		}

		@WebhookListener
		void on(WebhookEvent event) {
			if (event.bodyAsText().contains("fail")) {
				throw new IllegalStateException("The listener fails");
			}
		}

	}

}
