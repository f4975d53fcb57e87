package dev.webhooks.vendor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.fetch.ResourceFetcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of Amazon SNS: what the vendor's library accepts and refuses is accepted and
 * refused here. Only SNS has the key to sign with, so the test has one of its own.
 */
class SnsTests {

	private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";

	private static final String CERTIFICATE_URL = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem";

	private final JsonMapper mapper = new JsonMapper();

	@ParameterizedTest
	@CsvSource({ "1, SHA1withRSA, true", "1, SHA1withRSA, false", "2, SHA256withRSA, true", "2, SHA256withRSA, false" })
	void agreesWithTheVendor(String version, String algorithm, boolean subject) throws Exception {
		WebhookProvider provider = provider();
		try (SnsMessageManager vendor = vendor()) {
			for (int seed = 0; seed < 50; seed++) {
				ObjectNode message = message(new Random(seed), version, subject);
				message.put("Signature", sign(message, algorithm));
				assertThat(accepts(vendor, message)).as("the vendor, seed %d", seed).isTrue();
				assertThat(accepts(provider, message)).as("seed %d", seed).isTrue();
				message.put("Message", message.path("Message").asString() + " ");
				assertThat(accepts(vendor, message)).as("the vendor, seed %d, changed", seed).isFalse();
				assertThat(accepts(provider, message)).as("seed %d, changed", seed).isFalse();
			}
		}
	}

	private ObjectNode message(Random random, String version, boolean subject) {
		ObjectNode message = this.mapper.createObjectNode()
			.put("Type", "Notification")
			.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
			.put("TopicArn", TOPIC)
			.put("Message", RandomText.next(random) + "\nline " + random.nextInt())
			.put("Timestamp", "2026-01-01T00:00:00.000Z")
			.put("UnsubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe")
			.put("SignatureVersion", version)
			.put("SigningCertURL", CERTIFICATE_URL);
		return subject ? message.put("Subject", "order " + random.nextInt()) : message;
	}

	private static String sign(ObjectNode message, String algorithm) throws Exception {
		TreeMap<String, String> signed = new TreeMap<>();
		message.properties().forEach((field) -> signed.put(field.getKey(), field.getValue().asString()));
		signed.keySet().removeIf((name) -> name.startsWith("Signature") || name.endsWith("URL"));
		StringBuilder content = new StringBuilder();
		signed.forEach((name, value) -> content.append(name).append('\n').append(value).append('\n'));
		Signature signature = Signature.getInstance(algorithm);
		signature.initSign(privateKey());
		signature.update(content.toString().getBytes(StandardCharsets.UTF_8));
		return Base64.getEncoder().encodeToString(signature.sign());
	}

	private static PrivateKey privateKey() throws Exception {
		String pem = new String(resource("private-key.pem"), StandardCharsets.US_ASCII);
		byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
		return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
	}

	private static boolean accepts(SnsMessageManager vendor, ObjectNode message) {
		try {
			vendor.parseMessage(message.toString());
			return true;
		}
		catch (SdkException ex) {
			return false;
		}
	}

	private static boolean accepts(WebhookProvider provider, ObjectNode message) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://shop.example.com/hooks/sns")
			.header("Content-Type", "text/plain; charset=UTF-8")
			.header("x-amz-sns-message-type", "Notification")
			.build();
		try {
			provider.verify(new WebhookRequest(head, message.toString()), Instant.parse("2026-01-01T00:00:01Z"));
			return true;
		}
		catch (WebhookRejectedException ex) {
			return false;
		}
	}

	private static WebhookProvider provider() {
		WebhookProvider[] provider = new WebhookProvider[1];
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
			.withBean(ResourceFetcher.class, () -> (uri, json) -> resource("certificate.pem"))
			.withPropertyValues("webhooks.providers.aws-sns.secret=" + TOPIC)
			.run((context) -> provider[0] = context.getBean(WebhookProviders.class).find("aws-sns"));
		return provider[0];
	}

	private static SnsMessageManager vendor() {
		return SnsMessageManager.builder().region(Region.US_EAST_1).httpClient(new CertificateClient()).build();
	}

	private static byte[] resource(String name) {
		try (InputStream input = SnsTests.class.getResourceAsStream("/sns/" + name)) {
			return input.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Answers every request with the certificate.
	 */
	private static final class CertificateClient implements SdkHttpClient {

		@Override
		public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
			return new ExecutableHttpRequest() {

				@Override
				public HttpExecuteResponse call() {
					return HttpExecuteResponse.builder()
						.response(SdkHttpResponse.builder().statusCode(200).build())
						.responseBody(
								AbortableInputStream.create(new ByteArrayInputStream(resource("certificate.pem"))))
						.build();
				}

				@Override
				public void abort() {
				}

			};
		}

		@Override
		public void close() {
		}

	}

}
