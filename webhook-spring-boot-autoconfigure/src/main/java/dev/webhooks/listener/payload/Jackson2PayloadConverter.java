package dev.webhooks.listener.payload;

import java.lang.reflect.Type;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import com.fasterxml.jackson.databind.annotation.JsonTypeResolver;
import com.fasterxml.jackson.databind.annotation.JsonValueInstantiator;
import org.jspecify.annotations.Nullable;

import dev.webhooks.listener.WebhookPayloadConverter;

/**
 * Reads and writes types with annotations of Jackson 2's databind, which Jackson 3 does
 * not know, and Jackson 2's trees. The annotations of
 * {@code com.fasterxml.jackson.annotation} are those of both.
 */
public final class Jackson2PayloadConverter implements WebhookPayloadConverter {

	/** The others concern writing. */
	private static final Set<Class<?>> OF_READING = Set.of(JsonDeserialize.class, JsonNaming.class,
			JsonPOJOBuilder.class, JsonValueInstantiator.class, JsonTypeIdResolver.class, JsonTypeResolver.class);

	private final AnnotatedTypes annotated = new AnnotatedTypes(OF_READING::contains);

	private final AnnotatedTypes annotatedAtAll = new AnnotatedTypes(
			(annotation) -> annotation.getPackageName().equals(JsonDeserialize.class.getPackageName()));

	private final ObjectMapper mapper;

	/**
	 * Creates a converter.
	 * @param mapper reads and writes the types
	 */
	public Jackson2PayloadConverter(ObjectMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public boolean supports(Class<?> type) {
		return JsonNode.class.isAssignableFrom(type)
				|| (this.annotated.contains(type) && !AnnotatedTypes.OF_JACKSON_3.contains(type));
	}

	@Override
	public @Nullable Object read(String json, Type type) throws Exception {
		return this.mapper.readValue(json, this.mapper.constructType(type));
	}

	@Override
	public boolean writes(Class<?> type) {
		return JsonNode.class.isAssignableFrom(type)
				|| (this.annotatedAtAll.contains(type) && !AnnotatedTypes.OF_JACKSON_3.contains(type));
	}

	@Override
	public String write(Object value) throws Exception {
		return this.mapper.writeValueAsString(value);
	}

}
