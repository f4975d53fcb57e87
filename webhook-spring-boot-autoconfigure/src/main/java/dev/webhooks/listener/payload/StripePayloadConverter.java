package dev.webhooks.listener.payload;

import java.lang.reflect.Type;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.model.Event;
import com.stripe.model.EventDataClassLookup;
import com.stripe.model.StripeObject;
import com.stripe.net.ApiMode;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import dev.webhooks.listener.WebhookPayloadConverter;

/**
 * Reads and writes the models of stripe-java as stripe-java does: an {@code Event} whole,
 * everything else where it stands. A document that is another object than the model is
 * refused, which stripe-java would read with all fields empty.
 */
public final class StripePayloadConverter implements WebhookPayloadConverter {

	private static final String OBJECT = "/data/object";

	private static final String KIND = "object";

	@Override
	public boolean supports(Class<?> type) {
		return StripeObject.class.isAssignableFrom(type);
	}

	@Override
	public @Nullable String pointerTo(Class<?> type) {
		return Event.class.isAssignableFrom(type) || !EventDataClassLookup.classLookup.containsValue(type) ? null
				: OBJECT;
	}

	@Override
	public Object read(String json, Type type) {
		JsonObject document = JsonParser.parseString(json).getAsJsonObject();
		Class<?> model = ResolvableType.forType(type).toClass();
		if (model == StripeObject.class) {
			return StripeObject.deserializeStripeObject(json, null, ApiMode.V1);
		}
		check(document, model);
		return StripeObject.deserializeStripeObject(document, model, null);
	}

	@Override
	public boolean writes(Class<?> type) {
		return supports(type);
	}

	@Override
	public String write(Object value) {
		return ((StripeObject) value).toJson();
	}

	private static boolean isKnown(Class<?> model) {
		return model == Event.class || EventDataClassLookup.classLookup.containsValue(model);
	}

	private static void check(JsonObject document, Class<?> model) {
		JsonElement kind = document.get(KIND);
		Class<?> known = (kind != null && kind.isJsonPrimitive())
				? EventDataClassLookup.classLookup.get(kind.getAsString()) : null;
		boolean event = kind != null && kind.isJsonPrimitive() && kind.getAsString().equals("event");
		boolean another = (known != null) ? !model.isAssignableFrom(known) : kind != null && isKnown(model);
		if (event ? model != Event.class : another) {
			throw new IllegalArgumentException("The document is another object");
		}
	}

}
