package dev.webhooks.provider.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import dev.webhooks.decoding.DecodingSettings;
import dev.webhooks.request.BodyFormat;
import dev.webhooks.request.DocumentReader;

/**
 * Where the properties of an event are: the keys below {@code event}. Immutable.
 *
 * @param format what the body holds, {@code auto} by default
 * @param payload locators of the JSON document in a form
 * @param namespaces places in an XML body with the namespaces that they are in; empty for
 * any
 * @param bodyRequired whether an empty body is malformed, or {@code null} if that depends
 * on what is in the head of the request
 * @param type locators of the type; all that are found name the event
 * @param id locators of what redeliveries are recognised by; the first that is found
 * counts
 * @param occurredAt locators of the time when the event happened
 * @param split locator of a JSON array whose items are events of their own, or
 * {@code null}
 * @param tests types by which the provider tests the endpoint
 * @param decoder what makes the document of what a request carries, or {@code null}
 * @param decoding where the parts of an encoded document are
 * @param store what the inbox keeps of a document that was decoded, {@code decoded} by
 * default
 */
public record EventSettings(BodyFormat format, List<String> payload, List<String> namespaces,
		@Nullable Boolean bodyRequired, List<String> type, List<String> id, List<String> occurredAt,
		@Nullable String split, List<String> tests, @Nullable String decoder, DecodingSettings decoding,
		StoredPayload store) {

	private static final String BASE64 = "base64:";

	public EventSettings(@Nullable BodyFormat format, @Nullable List<String> payload, @Nullable List<String> namespaces,
			@Nullable Boolean bodyRequired, @Nullable List<String> type, @Nullable List<String> id,
			@Nullable List<String> occurredAt, @Nullable String split, @Nullable List<String> tests,
			@Nullable String decoder, DecodingSettings decoding, @Nullable StoredPayload store) {
		this.format = Unset.or(format, BodyFormat.AUTO);
		this.payload = Unset.orEmpty(payload);
		this.namespaces = Unset.orEmpty(namespaces);
		this.bodyRequired = bodyRequired;
		this.type = Unset.orEmpty(type);
		this.id = Unset.orEmpty(id);
		this.occurredAt = Unset.orEmpty(occurredAt);
		this.split = split;
		this.tests = Unset.orEmpty(tests);
		this.decoder = StringUtils.hasText(decoder) ? decoder : null;
		this.decoding = decoding;
		this.store = Unset.or(store, StoredPayload.DECODED);
	}

	static EventSettings read(SettingsReader reader) {
		return new EventSettings(reader.constant("format", BodyFormat.class), reader.texts("payload"),
				reader.texts("namespaces"), reader.flag("body-required"), reader.texts("type"), reader.texts("id"),
				reader.texts("occurred-at"), reader.text("split"), reader.texts("tests"), reader.text("decoder"),
				reader.group("decoding", EventSettings::decoding), reader.constant("store", StoredPayload.class));
	}

	private static DecodingSettings decoding(SettingsReader reader) {
		return new DecodingSettings(reader.text("key"), reader.text("nonce"), reader.text("associated-data"),
				reader.text("receiver"));
	}

	/**
	 * The name of what decodes the document. A payload that is a part of a JSON document
	 * needs none: it is text, or Base64 where that stands before it.
	 * @return the name, or {@code null} if nothing is decoded
	 */
	public @Nullable String decoderName() {
		boolean part = this.payload.stream().anyMatch((text) -> text.replace(BASE64, "").startsWith("body:"));
		if (this.decoder != null || !part) {
			return this.decoder;
		}
		return this.payload.stream().anyMatch((text) -> text.startsWith(BASE64)) ? "base64" : "text";
	}

	/**
	 * Where what is decoded is.
	 * @return the locators
	 */
	public List<String> encoded() {
		return this.payload.stream()
			.map((text) -> text.startsWith(BASE64) ? text.substring(BASE64.length()) : text)
			.toList();
	}

	/**
	 * Makes what finds the JSON document in a request.
	 * @return the reader
	 * @throws dev.webhooks.InvalidSettingException if a locator cannot be understood
	 */
	public DocumentReader documents() {
		return new DocumentReader(this.format, (decoderName() != null) ? List.of() : this.payload)
			.inNamespaces(this.namespaces)
			.requiringBody(this.bodyRequired);
	}

}
