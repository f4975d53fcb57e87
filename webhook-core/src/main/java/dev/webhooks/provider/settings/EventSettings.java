package dev.webhooks.provider.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

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
 */
public record EventSettings(BodyFormat format, List<String> payload, List<String> namespaces,
		@Nullable Boolean bodyRequired, List<String> type, List<String> id, List<String> occurredAt,
		@Nullable String split, List<String> tests) {

	public EventSettings(@Nullable BodyFormat format, @Nullable List<String> payload, @Nullable List<String> namespaces,
			@Nullable Boolean bodyRequired, @Nullable List<String> type, @Nullable List<String> id,
			@Nullable List<String> occurredAt, @Nullable String split, @Nullable List<String> tests) {
		this.format = Unset.or(format, BodyFormat.AUTO);
		this.payload = Unset.orEmpty(payload);
		this.namespaces = Unset.orEmpty(namespaces);
		this.bodyRequired = bodyRequired;
		this.type = Unset.orEmpty(type);
		this.id = Unset.orEmpty(id);
		this.occurredAt = Unset.orEmpty(occurredAt);
		this.split = split;
		this.tests = Unset.orEmpty(tests);
	}

	static EventSettings read(SettingsReader reader) {
		return new EventSettings(reader.constant("format", BodyFormat.class), reader.texts("payload"),
				reader.texts("namespaces"), reader.flag("body-required"), reader.texts("type"), reader.texts("id"),
				reader.texts("occurred-at"), reader.text("split"), reader.texts("tests"));
	}

	/**
	 * Makes what finds the JSON document in a request.
	 * @return the reader
	 * @throws dev.webhooks.InvalidSettingException if a locator cannot be understood
	 */
	public DocumentReader documents() {
		return new DocumentReader(this.format, this.payload).inNamespaces(this.namespaces)
			.requiringBody(this.bodyRequired);
	}

}
