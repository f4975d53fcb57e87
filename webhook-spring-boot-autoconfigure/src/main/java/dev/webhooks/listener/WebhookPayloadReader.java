package dev.webhooks.listener;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.FormFields;

/**
 * Reads payloads with the JSON mapper of the application. Numbers in trees are exact and
 * have no more than 100,000 digits, and the last of several properties with one name
 * counts. Safe for use by several threads.
 */
@Internal
public final class WebhookPayloadReader {

	private final JsonMapper mapper;

	private final ConvertedTypes converted;

	private final ObjectReader trees;

	/**
	 * Creates a reader.
	 * @param mapper the mapper whose settings and modules apply
	 */
	public WebhookPayloadReader(JsonMapper mapper) {
		this(mapper, List.of());
	}

	/**
	 * Creates a reader.
	 * @param mapper the mapper whose settings and modules apply
	 * @param converters read types that the mapper cannot read faithfully, the first that
	 * knows a type reads it
	 */
	public WebhookPayloadReader(JsonMapper mapper, List<WebhookPayloadConverter> converters) {
		Assert.notNull(mapper, "'mapper' must not be null");
		this.converted = new ConvertedTypes(mapper, converters);
		this.mapper = mapper.rebuild().addModule(this.converted).build();
		this.trees = mapper.readerFor(JsonNode.class)
			.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.with(new BoundedNumbers());
	}

	JsonMapper mapper() {
		return this.mapper;
	}

	/**
	 * Finds where in the payload values of a type stand, if they are never all of it.
	 */
	@Nullable String pointerTo(Class<?> type) {
		WebhookPayloadConverter converter = this.converted.converter(type);
		return (converter != null) ? converter.pointerTo(type) : null;
	}

	JsonNode readTree(byte[] payload) {
		if (payload.length == 0) {
			return MissingNode.getInstance();
		}
		try {
			return this.trees.readValue(payload);
		}
		catch (StreamConstraintsException | NumberFormatException ex) {
			throw new WebhookPayloadException("The payload is beyond the limits of what is read", null);
		}
		catch (JacksonException ex) {
			throw new WebhookPayloadException("The payload is not well-formed JSON", null);
		}
	}

	JsonNode readForm(byte[] payload) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		formFields(payload).forEach((name, values) -> {
			if (values.size() == 1) {
				node.put(name, values.get(0));
			}
			else {
				values.forEach(node.putArray(name)::add);
			}
		});
		return node;
	}

	private static Map<String, List<String>> formFields(byte[] payload) {
		try {
			return FormFields.parse(payload);
		}
		catch (WebhookRejectedException ex) {
			throw new WebhookPayloadException("The payload is not a well-formed form", null);
		}
	}

}
