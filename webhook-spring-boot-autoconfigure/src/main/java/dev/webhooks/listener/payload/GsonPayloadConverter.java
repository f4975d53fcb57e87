package dev.webhooks.listener.payload;

import java.lang.reflect.Type;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import org.jspecify.annotations.Nullable;

import dev.webhooks.listener.WebhookPayloadConverter;

/**
 * Reads and writes types with annotations of Gson, and Gson's own trees.
 */
public final class GsonPayloadConverter implements WebhookPayloadConverter {

	private static final String ANNOTATIONS = "com.google.gson.annotations";

	/** Most of its names are in no annotation, but in a policy of its own. */
	private static final String SLACK = "com.slack.api.";

	private final AnnotatedTypes annotated = new AnnotatedTypes(
			(annotation) -> annotation.getPackageName().equals(ANNOTATIONS));

	private final Gson gson;

	/**
	 * Creates a converter.
	 * @param gson reads and writes the types
	 */
	public GsonPayloadConverter(Gson gson) {
		this.gson = gson;
	}

	@Override
	public boolean supports(Class<?> type) {
		return JsonElement.class.isAssignableFrom(type) || (!type.getName().startsWith(SLACK)
				&& this.annotated.contains(type) && !AnnotatedTypes.OF_JACKSON.contains(type));
	}

	@Override
	public @Nullable Object read(String json, Type type) {
		return this.gson.fromJson(json, type);
	}

	@Override
	public boolean writes(Class<?> type) {
		return supports(type);
	}

	@Override
	public String write(Object value) {
		return this.gson.toJson(value);
	}

}
