package dev.webhooks.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random requests, signed and not, through header parser, recipe, locators, forms,
 * batches and XML: whatever they are, they are refused or taken, never a failure. The
 * system property {@code webhooks.random.requests} makes for a longer run.
 */
class RandomRequestsTests {

	private static final int REQUESTS = Integer.getInteger("webhooks.random.requests", 1000);

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final List<String> FRAGMENTS = List.of("{", "}", "[", "]", "\"", ":", ",", "\"id\":\"1\"",
			"\"type\":\"a\"", "{\"events\":[", "null", "1e999", "-0", "\\u0000", "\\ud800", "payload=", "&", "=", "%7B",
			"%", "%zz", "+", ";", "<?xml version=\"1.0\"?>", "<a>", "</a>", "<a b='c'/>",
			"<!DOCTYPE a [<!ENTITY x \"y\">]>", "&x;", "<![CDATA[", "]]>", "\r\n", "\u0000", "é", "😀", "t=", "v1=",
			"sha256=", " ", "1772366400", "0".repeat(64), "A".repeat(200), "[".repeat(300), "/", "~1", "~");

	private static final List<String> HEADERS = List.of("Stripe-Signature", "X-Slack-Signature",
			"X-Slack-Request-Timestamp", "X-Hub-Signature-256", "X-Twilio-Signature", "X-GitHub-Event",
			"X-GitHub-Delivery", "X-Signature", "webhook-id", "webhook-timestamp", "webhook-signature");

	private static final List<String> TYPES = List.of("application/json", "application/x-www-form-urlencoded",
			"text/xml", "application/xml", "text/plain", "application/json;charset=x", ";", "multipart/form-data");

	@ParameterizedTest
	@ValueSource(strings = { "stripe", "slack", "github", "twilio", "batch", "xml", "form" })
	void whateverComesIsAnsweredAndSoon(String name) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class,
					WebhookListenerAutoConfiguration.class, WebhookReceiverAutoConfiguration.class))
			.withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC))
			.withPropertyValues("webhooks.providers." + name + ".secret=" + SECRET)
			.withPropertyValues(propertiesOf(name))
			.run((context) -> {
				Random random = new Random(name.hashCode());
				for (int i = 0; i < REQUESTS; i++) {
					check(context, name, random, i);
				}
			});
	}

	private static void check(ApplicationContext context, String name, Random random, int number) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find(name);
		WebhookRequest request = request(random);
		if (random.nextBoolean()) {
			try {
				request = provider.verifier().scheme().sign(request, provider.verifier().secrets().get(0), NOW);
			}
			catch (IllegalArgumentException | dev.webhooks.WebhookRejectedException ex) {
				// It lacks something that is signed
			}
		}
		long start = System.nanoTime();
		int status = context.getBean(WebhookReceiver.class).receive(name, request).status();
		assertThat(status).as("request %d", number).isLessThan(500);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as("request %d", number)
			.isLessThan(Duration.ofSeconds(5));
	}

	private static WebhookRequest request(Random random) {
		WebhookRequestHead.Builder head = WebhookRequestHead
			.builder("POST", "https://example.com/webhooks/x?" + text(random, 3))
			.header("Content-Type", TYPES.get(random.nextInt(TYPES.size())));
		for (int i = random.nextInt(6); i > 0; i--) {
			head.header(HEADERS.get(random.nextInt(HEADERS.size())), text(random, 8));
		}
		return new WebhookRequest(head.build(), body(random));
	}

	private static byte[] body(Random random) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(text(random, 30).getBytes(StandardCharsets.UTF_8));
		if (random.nextInt(4) == 0) {
			byte[] noise = new byte[random.nextInt(100)];
			random.nextBytes(noise);
			body.writeBytes(noise);
		}
		return body.toByteArray();
	}

	private static String text(Random random, int fragments) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(fragments + 1); i > 0; i--) {
			text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
		}
		return text.toString();
	}

	private static String[] propertiesOf(String name) {
		String prefix = "webhooks.providers." + name + ".";
		return switch (name) {
			case "batch" -> new String[] { prefix + "signature.header=X-Signature", prefix + "event.split=body:/events",
					prefix + "event.type=body:/type", prefix + "event.id=body:/id" };
			case "xml" -> new String[] { prefix + "signature.header=X-Signature", prefix + "event.format=xml",
					prefix + "event.type=body:/a", prefix + "event.id=body-hash" };
			case "form" ->
				new String[] { prefix + "signature.header=X-Signature", prefix + "event.payload=form:payload",
						prefix + "event.type=body:/type", prefix + "event.id=form:payload" };
			default -> new String[0];
		};
	}

}
