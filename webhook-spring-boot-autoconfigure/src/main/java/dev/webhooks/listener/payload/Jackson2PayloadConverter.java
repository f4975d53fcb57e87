package dev.webhooks.listener.payload;

import java.lang.reflect.Type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import dev.webhooks.listener.WebhookPayloadConverter;

/**
 * Reads types with annotations of Jackson 2's databind, which Jackson 3 does not know,
 * and Jackson 2's trees. The annotations of {@code com.fasterxml.jackson.annotation} are
 * those of both.
 */
public final class Jackson2PayloadConverter implements WebhookPayloadConverter {

	private static final String ANNOTATIONS = "com.fasterxml.jackson.databind.annotation";

	private final AnnotatedTypes annotated = new AnnotatedTypes(
			(annotation) -> annotation.getPackageName().equals(ANNOTATIONS));

	private final ObjectMapper mapper;

	/**
	 * Creates a converter.
	 * @param mapper reads the types
	 */
	public Jackson2PayloadConverter(ObjectMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public boolean supports(Class<?> type) {
		return JsonNode.class.isAssignableFrom(type) || this.annotated.contains(type);
	}

	@Override
	public @Nullable Object read(String json, Type type) throws Exception {
		return this.mapper.readValue(json, this.mapper.constructType(JavaTypes.of(type)));
	}

}
