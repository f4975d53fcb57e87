package dev.webhooks.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.WebhookEvent;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.request.FormFields;

/**
 * Payload that the listeners of one event share while it is dispatched: the tree is built
 * when the first of them asks for it. Not safe for use by several threads at once.
 */
final class EventPayload {

	private final WebhookEvent event;

	private final WebhookPayloadReader reader;

	private @Nullable JsonNode tree;

	private @Nullable EventParameters parameters;

	EventPayload(WebhookEvent event, WebhookPayloadReader reader) {
		this.event = event;
		this.reader = reader;
	}

	WebhookEvent event() {
		return this.event;
	}

	boolean isForm() {
		String type = this.event.payloadType();
		return (type != null) ? FormFields.isForm(type) : FormFields.isForm(null, bytes());
	}

	/**
	 * The bytes of the document, which must not be changed.
	 */
	byte[] bytes() {
		return SharedBytes.payloadOf(this.event);
	}

	JsonNode tree() {
		JsonNode tree = this.tree;
		if (tree == null) {
			tree = isForm() ? this.reader.readForm(bytes()) : this.reader.readTree(bytes());
			this.tree = tree;
		}
		return tree;
	}

	/**
	 * The values of a parameter of the request.
	 */
	List<String> parameter(String name) {
		EventParameters parameters = this.parameters;
		if (parameters == null) {
			parameters = EventParameters.of(this.event);
			this.parameters = parameters;
		}
		return parameters.values(name);
	}

	/**
	 * The payload of an event that an interceptor may have put in place of this one.
	 */
	EventPayload of(WebhookEvent event) {
		return (event != this.event) ? new EventPayload(event, this.reader) : this;
	}

}
