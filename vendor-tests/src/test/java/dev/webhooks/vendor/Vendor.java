package dev.webhooks.vendor;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.notification.WebhookHandler;
import com.adyen.util.HMACValidator;
import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import com.braintreegateway.WebhookNotification;
import com.linecorp.bot.parser.LineSignatureValidator;
import com.slack.api.app_backend.SlackSignature;
import com.squareup.square.utilities.WebhooksHelper;
import com.stripe.net.Webhook;
import com.twilio.security.RequestValidator;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A vendor's own library, which signs and verifies the vendor's requests.
 */
enum Vendor {

	STRIPE("stripe", "whsec_a-secret-that-is-a-text") {

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) throws Exception {
			return request.withHeader("Stripe-Signature",
					Webhook.Signature.generateSignatureHeader(text(request), secret(), at.getEpochSecond()));
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) throws Exception {
			return Webhook.Signature.verifyHeader(text(request), header(request, "Stripe-Signature"), secret(), 300,
					Clock.fixed(at, ZoneOffset.UTC));
		}

	},

	STANDARD_WEBHOOKS("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") {

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) throws Exception {
			String signature = new com.standardwebhooks.Webhook(secret()).sign(header(request, "webhook-id"),
					at.getEpochSecond(), text(request));
			return request.withHeader("webhook-timestamp", Long.toString(at.getEpochSecond()))
				.withHeader("webhook-signature", signature);
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) throws Exception {
			new com.standardwebhooks.Webhook(secret()).verify(text(request), headers(request));
			return true;
		}

	},

	SVIX("svix", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") {

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) throws Exception {
			String signature = new com.svix.Webhook(secret()).sign(header(request, "svix-id"), at.getEpochSecond(),
					text(request));
			return request.withHeader("svix-timestamp", Long.toString(at.getEpochSecond()))
				.withHeader("svix-signature", signature);
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) throws Exception {
			new com.svix.Webhook(secret()).verify(text(request), headers(request));
			return true;
		}

	},

	SLACK("slack", "8f742231b10e8888abcd99yyyzzz85a5") {

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) {
			String timestamp = Long.toString(at.getEpochSecond());
			return request.withHeader("X-Slack-Request-Timestamp", timestamp)
				.withHeader("X-Slack-Signature",
						new SlackSignature.Generator(secret()).generate(timestamp, text(request)));
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) {
			return new SlackSignature.Verifier(new SlackSignature.Generator(secret())).isValid(
					header(request, "X-Slack-Request-Timestamp"), text(request), header(request, "X-Slack-Signature"),
					at.toEpochMilli());
		}

	},

	TWILIO_FORM("twilio", "12345678901234567890123456789012") {

		@Override
		String contentType() {
			return "application/x-www-form-urlencoded";
		}

		@Override
		String body(Random random) {
			return "CallSid=" + random.nextInt() + "&From=%2B1415" + random.nextInt(1000) + "&Digits=&body="
					+ encode(RandomText.next(random));
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) {
			return new RequestValidator(secret()).validate(request.head().fullUrl(), fields(request).toSingleValueMap(),
					header(request, "X-Twilio-Signature"));
		}

	},

	LINE("line", "8c570fa6dd201bb328f1c1eac23a96d8") {

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) {
			byte[] signature = new LineSignatureValidator(secret().getBytes(StandardCharsets.UTF_8))
				.generateSignature(request.body());
			return request.withHeader("x-line-signature", Base64.getEncoder().encodeToString(signature));
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) {
			return new LineSignatureValidator(secret().getBytes(StandardCharsets.UTF_8))
				.validateSignature(request.body(), header(request, "x-line-signature"));
		}

	},

	SQUARE("square", "asdf1234asdf1234asdf1234") {

		@Override
		boolean verify(WebhookRequest request, Instant at) throws Exception {
			return WebhooksHelper.verifySignature(text(request), header(request, "x-square-hmacsha256-signature"),
					secret(), request.head().fullUrl());
		}

	},

	ADYEN("adyen", "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056") {

		@Override
		String body(Random random) {
			return """
					{"live":"false","notificationItems":[{"NotificationRequestItem":{"pspReference":"%d",\
					"merchantAccountCode":"Shop","merchantReference":"%s","amount":{"value":%d,"currency":"EUR"},\
					"eventCode":"AUTHORISATION","eventDate":"2019-11-20T14:35:36+01:00","success":"true",\
					"additionalData":{"hmacSignature":"to be replaced"}}}]}""".formatted(random.nextLong(),
					UUID.nameUUIDFromBytes(new byte[] { (byte) random.nextInt() }), random.nextInt(1_000_000));
		}

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) throws Exception {
			String signature = new HMACValidator().calculateHMAC(item(request), secret());
			return new WebhookRequest(request.head(), text(request).replace("to be replaced", signature));
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) throws Exception {
			return new HMACValidator().validateHMAC(item(request), secret());
		}

		private NotificationRequestItem item(WebhookRequest request) throws Exception {
			return new WebhookHandler().handleNotificationJson(text(request)).getNotificationItems().get(0);
		}

	},

	BRAINTREE("braintree", "integration_private_key") {

		@Override
		String keyId() {
			return "integration_public_key";
		}

		@Override
		String contentType() {
			return "application/x-www-form-urlencoded";
		}

		@Override
		String body(Random random) {
			return "bt_payload=" + encode(sample(random).get("bt_payload"));
		}

		@Override
		WebhookRequest sign(WebhookRequest request, Instant at) {
			Map<String, String> sample = sample(new Random(header(request, "webhook-id").hashCode()));
			return new WebhookRequest(request.head(), "bt_signature=" + encode(sample.get("bt_signature"))
					+ "&bt_payload=" + encode(sample.get("bt_payload")));
		}

		@Override
		boolean verify(WebhookRequest request, Instant at) {
			MultiValueMap<String, String> fields = fields(request);
			return gateway().webhookNotification()
				.parse(fields.getFirst("bt_signature"), fields.getFirst("bt_payload"))
				.getKind() != WebhookNotification.Kind.UNRECOGNIZED;
		}

		private Map<String, String> sample(Random random) {
			return gateway().webhookTesting()
				.sampleNotification(WebhookNotification.Kind.SUBSCRIPTION_WENT_PAST_DUE, "id" + random.nextInt());
		}

		private BraintreeGateway gateway() {
			return new BraintreeGateway(Environment.DEVELOPMENT, "merchant", keyId(), secret());
		}

	};

	private final String preset;

	private final String secret;

	/** In place of the one above, while a test says so. */
	private String generated;

	Vendor(String preset, String secret) {
		this.preset = preset;
		this.secret = secret;
	}

	String preset() {
		return this.preset;
	}

	String secret() {
		return (this.generated != null) ? this.generated : this.secret;
	}

	void generate(String generated) {
		this.generated = generated;
	}

	String keyId() {
		return "";
	}

	String contentType() {
		return "application/json";
	}

	String body(Random random) {
		return "{\"id\":\"%d\",\"text\":\"%s\"}".formatted(random.nextLong(), RandomText.next(random));
	}

	/**
	 * An unsigned request with all that the signature covers.
	 */
	WebhookRequest request(Random random) {
		String id = UUID.nameUUIDFromBytes(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8))
			.toString();
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://shop.example.com/hooks?a=1")
			.header("Content-Type", contentType())
			.header("webhook-id", id)
			.header("svix-id", id)
			.build();
		return new WebhookRequest(head, body(random));
	}

	WebhookRequest sign(WebhookRequest request, Instant at) throws Exception {
		throw new UnsupportedOperationException("The library does not sign");
	}

	abstract boolean verify(WebhookRequest request, Instant at) throws Exception;

	private static String text(WebhookRequest request) {
		return new String(request.body(), StandardCharsets.UTF_8);
	}

	private static String header(WebhookRequest request, String name) {
		return String.valueOf(request.headers().first(name));
	}

	private static Map<String, List<String>> headers(WebhookRequest request) {
		Map<String, List<String>> headers = new HashMap<>();
		request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
		return headers;
	}

	private static MultiValueMap<String, String> fields(WebhookRequest request) {
		MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
		UriComponentsBuilder.newInstance()
			.query(text(request))
			.build()
			.getQueryParams()
			.forEach((name, values) -> values.forEach((value) -> fields.add(name, decode(value))));
		return fields;
	}

	private static String decode(String value) {
		return (value != null) ? URLDecoder.decode(value, StandardCharsets.UTF_8) : "";
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
