package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.WebhookPayloadException;

/**
 * Binds a payload, or a part of it, to a type. The whole is read straight from the bytes;
 * a part, a form and what has a type property come from the tree, where the last of
 * several properties with one name counts wherever it stands.
 */
final class PayloadBinding implements ListenerArgument {

	private final ObjectReader reader;

	private final ObjectReader formReader;

	private final JsonPointer pointer;

	private final boolean fromTree;

	private final String typeName;

	PayloadBinding(JsonMapper mapper, JavaType type, JsonPointer pointer) {
		this.reader = mapper.readerFor(type);
		this.formReader = this.reader.with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
		this.pointer = pointer;
		this.fromTree = !pointer.matches() || PayloadTypes.isPolymorphic(mapper, type);
		this.typeName = type.toCanonical();
	}

	@Override
	public @Nullable Object resolve(EventPayload payload) {
		if (payload.isForm()) {
			return read(this.formReader, payload.tree());
		}
		return this.fromTree ? read(this.reader, payload.tree()) : read(payload.bytes());
	}

	private @Nullable Object read(byte[] payload) {
		try {
			return (payload.length != 0) ? this.reader.readValue(payload) : null;
		}
		catch (RuntimeException ex) {
			throw unreadable(ex);
		}
	}

	private @Nullable Object read(ObjectReader reader, JsonNode tree) {
		JsonNode part = tree.at(this.pointer);
		try {
			return (part.isMissingNode() || part.isNull()) ? null : reader.readValue(part);
		}
		catch (RuntimeException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * The exception quotes the payload, so it does not become the cause.
	 */
	private WebhookPayloadException unreadable(RuntimeException ex) {
		if (ex instanceof JacksonException jackson) {
			return unreadable(jackson);
		}
		return new WebhookPayloadException("The payload cannot be read as '%s' at '%s': %s".formatted(this.typeName,
				this.pointer, ex.getClass().getName()), null);
	}

	private WebhookPayloadException unreadable(JacksonException ex) {
		if (ex instanceof StreamReadException && !(ex instanceof InputCoercionException)) {
			return new WebhookPayloadException("The payload is not well-formed JSON", null);
		}
		return new WebhookPayloadException("The payload cannot be read as '%s' at '%s'".formatted(this.typeName,
				this.pointer + PayloadPaths.path(ex)), null);
	}

}
