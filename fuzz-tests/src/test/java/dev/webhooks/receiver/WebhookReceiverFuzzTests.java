package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.request.FuzzedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link WebhookReceiver}: whatever comes is answered, and never by a
 * failure. The first line of the input names the provider; behind {@code signed} the
 * request is signed first, so that what follows the verification is reached.
 */
class WebhookReceiverFuzzTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String SIGNED = "signed ";

	private static final ApplicationContext CONTEXT = new SpringApplicationBuilder(Application.class)
		.web(WebApplicationType.NONE)
		.properties("spring.config.name=fuzz")
		.run();

	private static final WebhookProviders PROVIDERS = CONTEXT.getBean(WebhookProviders.class);

	private static final WebhookReceiver RECEIVER = CONTEXT.getBean(WebhookReceiver.class);

	@FuzzTest
	void whateverComesIsAnswered(byte[] input) {
		int end = 0;
		while (end < input.length && input[end] != '\n') {
			end++;
		}
		String line = new String(input, 0, end, StandardCharsets.ISO_8859_1);
		boolean signed = line.startsWith(SIGNED);
		String name = signed ? line.substring(SIGNED.length()) : line;
		WebhookProvider provider = PROVIDERS.find(name);
		WebhookRequest request = FuzzedRequest
			.parse(Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
		assertThat(RECEIVER.receive(name, signed ? sign(request, provider) : request).status()).isLessThan(500);
	}

	private static WebhookRequest sign(WebhookRequest request, @Nullable WebhookProvider provider) {
		try {
			return (provider != null) ? provider.signer().map((signer) -> signer.sign(request, NOW)).orElse(request)
					: request;
		}
		catch (IllegalArgumentException | WebhookRejectedException ex) {
			// It lacks something that is signed
			return request;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Clock clock() {
			return Clock.fixed(NOW, ZoneOffset.UTC);
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	static class Listener {

		@WebhookListener
		void on(WebhookEvent event, JsonNode payload) {
		}

	}

}
