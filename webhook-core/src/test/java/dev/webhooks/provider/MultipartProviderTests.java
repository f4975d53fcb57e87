package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for providers that send forms with files.
 */
class MultipartProviderTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

	private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

	/** The HMAC-SHA256 of {@code 1772366400tok}, as OpenSSL computes it. */
	private static final String SIGNATURE = "24569d504f873acffcdbbfc35ed1a3d9ddd9efef57f51cf07104ec6ca0210560";

	@Test
	void theFieldsAreTheDocument() {
		WebhookEvent event = event(unsigned(), form("type", "mail", "to", "a@example.com", "to", "b@example.com"));
		assertThat(text(event.payload())).isEqualTo("{\"type\":\"mail\",\"to\":[\"a@example.com\",\"b@example.com\"]}");
		assertThat(event.payloadType()).isEqualTo("application/json");
	}

	@Test
	void theBodyStaysAsItCame() {
		WebhookRequest request = form("type", "mail");
		WebhookEvent event = event(unsigned(), request);
		assertThat(event.body()).isEqualTo(request.body());
		assertThat(event.contentType()).isEqualTo(TYPE);
	}

	@Test
	void fieldsNameTheEvent() {
		WebhookEvent event = event(unsigned().with("event.type", "form:type")
			.with("event.id", "form:id")
			.with("event.occurred-at", "form:at"), form("type", "mail", "id", "7", "at", "1772366400"));
		assertThat(event.type()).isEqualTo("mail");
		assertThat(event.id()).isEqualTo("7");
		assertThat(event.occurredAt()).isEqualTo(NOW);
	}

	@Test
	void fieldsAreFoundInTheDocumentToo() {
		assertThat(event(unsigned().with("event.type", "body:/type"), form("type", "mail")).type()).isEqualTo("mail");
	}

	@Test
	void oneFieldMayHoldTheDocument() {
		WebhookEvent event = event(unsigned().with("event.payload", "form:payload").with("event.type", "body:/event"),
				form("payload", "{\"event\":\"media.play\"}", "user", "7"));
		assertThat(text(event.payload())).isEqualTo("{\"event\":\"media.play\"}");
		assertThat(event.type()).isEqualTo("media.play");
	}

	@Test
	void filesAreThoseOfTheEvent() {
		assertThat(event(unsigned(), form("type", "mail", "file:attachment1", "PNG")).files()).singleElement()
			.satisfies((file) -> {
				assertThat(file.name()).isEqualTo("attachment1");
				assertThat(text(file.bytes())).isEqualTo("PNG");
			});
	}

	@Test
	void anotherFileIsAnotherEvent() {
		String id = event(unsigned(), form("type", "mail", "file:a", "1")).id();
		assertThat(event(unsigned(), form("type", "mail", "file:a", "1")).id()).isEqualTo(id);
		assertThat(event(unsigned(), form("type", "mail", "file:a", "2")).id()).isNotEqualTo(id);
	}

	@Test
	void anotherBodyHasNoFiles() {
		WebhookEvent event = event(unsigned().with("event.format", "json"), request("application/json", "{}"));
		assertThat(event.files()).isEmpty();
	}

	/** Senders do so where there is no file. */
	@Test
	void aFormWithoutPartsIsReadAsWell() {
		WebhookEvent event = event(unsigned(), request("application/x-www-form-urlencoded", "type=mail&to=a"));
		assertThat(text(event.payload())).isEqualTo("{\"type\":\"mail\",\"to\":\"a\"}");
	}

	@ParameterizedTest
	@CsvSource({ "application/json, {}", "multipart/form-data; boundary=x, --y", "multipart/form-data, --x--",
			"multipart/mixed; boundary=x, --x--", "multipart/form-data; boundary=x, ''" })
	void whatIsNoFormIsMalformed(String contentType, String body) {
		assertRefused(unsigned(), request(contentType, body), RejectionReason.MALFORMED_PAYLOAD);
	}

	@Test
	void aSignatureInAFieldIsVerified() {
		WebhookRequest request = form("timestamp", "1772366400", "token", "tok", "signature", SIGNATURE, "file:a", "1");
		assertThat(event(signed(), request).type()).isEqualTo("unknown");
	}

	/** Mailgun signs the events of its webhooks and the messages of its routes alike. */
	@Test
	void aPresetThatReadsFormsReadsThemInPartsIfToldSo() {
		WebhookEvent event = event(
				WebhookProvider.ofPreset("mailgun")
					.secret("a-secret-of-thirty-two-bytes....")
					.with("event.format", "multipart")
					.with("content-types", "multipart/form-data"),
				form("timestamp", "1772366400", "token", "tok", "signature", SIGNATURE, "file:attachment-1", "1"));
		assertThat(event.id()).isEqualTo("tok");
		assertThat(event.occurredAt()).isEqualTo(NOW);
		assertThat(event.files()).hasSize(1);
	}

	@Test
	void aFieldThatIsSignedAndWasChangedIsRefused() {
		assertRefused(signed(), form("timestamp", "1772366400", "token", "tok2", "signature", SIGNATURE),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void aSignedFieldThatCameTwiceIsRefused() {
		assertRefused(signed(), form("timestamp", "1772366400", "token", "tok", "token", "x", "signature", SIGNATURE),
				RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void aMalformedFormThatShouldBeSignedWithinIsRefused() {
		assertRefused(signed(), request(TYPE, "--" + BOUNDARY), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void aSignatureCanBePutIntoAField() {
		WebhookProvider provider = signed().build();
		WebhookRequest signed = provider.signer().orElseThrow().sign(form("token", "tok", "file:a", "1"), NOW);
		assertThat(provider.events(provider.verify(signed, NOW), provider.parse(signed)).get(0).files()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "event.split, body:", "event.decoder, base64", "content-types, application/json" })
	void whatCannotGoWithFormsStopsTheStart(String key, String value) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> unsigned().with(key, value).with("event.payload", "form:a").build())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/*", "*/*" })
	void contentTypesMayHaveMore(String types) {
		ConfigurableProvider provider = unsigned().with("content-types", List.of("application/json", types));
		assertThat(event(provider, form("a", "1")).payload()).isNotEmpty();
	}

	private static ConfigurableProvider unsigned() {
		return WebhookProvider.named("acme").with("signature.scheme", "none").with("event.format", "multipart");
	}

	private static ConfigurableProvider signed() {
		return WebhookProvider.named("acme")
			.secret("a-secret-of-thirty-two-bytes....")
			.with("event.format", "multipart")
			.with("signature", Map.of("location", "form:signature", "content", "{form:timestamp}{form:token}",
					"timestamp", "form:timestamp"));
	}

	private static WebhookEvent event(ConfigurableProvider settings, WebhookRequest request) {
		WebhookProvider provider = settings.build();
		return provider.events(provider.verify(request, NOW), provider.parse(request)).get(0);
	}

	private static void assertRefused(ConfigurableProvider provider, WebhookRequest request, RejectionReason reason) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> event(provider, request))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	private static WebhookRequest form(String... fields) {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < fields.length; i += 2) {
			boolean file = fields[i].startsWith("file:");
			body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
				.append(fields[i].replace("file:", ""))
				.append(file ? "\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n" : "\"\r\n\r\n")
				.append(fields[i + 1])
				.append("\r\n");
		}
		return request(TYPE, body + "--" + BOUNDARY + "--\r\n");
	}

	private static WebhookRequest request(String contentType, String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/acme")
			.header("Content-Type", contentType)
			.build(), body);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
