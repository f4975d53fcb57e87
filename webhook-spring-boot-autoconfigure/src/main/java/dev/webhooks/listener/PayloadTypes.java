package dev.webhooks.listener;

import java.lang.reflect.Type;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.impl.TypeWrappedDeserializer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

import dev.webhooks.WebhookEvent;

/**
 * Says which types a payload can be bound to.
 */
final class PayloadTypes {

	private static final Set<String> FOREIGN_PACKAGES = Set.of("java", "javax", "jakarta", "kotlin",
			"org.springframework.http", "org.springframework.web");

	private PayloadTypes() {
	}

	/**
	 * Whether a parameter without annotation can only mean the payload: a type of the
	 * application's own, a map, a collection or an array.
	 */
	static boolean isMeantForPayload(JavaType type) {
		Class<?> rawClass = type.getRawClass();
		return type.isContainerType()
				|| !(BeanUtils.isSimpleValueType(rawClass) || isForeign(rawClass.getPackageName()));
	}

	private static boolean isForeign(String packageName) {
		return packageName.equals(WebhookEvent.class.getPackageName()) || FOREIGN_PACKAGES.stream()
			.anyMatch((foreign) -> packageName.equals(foreign) || packageName.startsWith(foreign + "."));
	}

	/**
	 * Finds out why Jackson cannot make objects of a type.
	 * @return the reason or {@code null} if there is none that is known before the first
	 * payload
	 */
	static @Nullable String findProblem(JsonMapper mapper, JavaType type) {
		try {
			if (deserializer(mapper, type) instanceof AbstractDeserializer) {
				return "cannot be read from JSON, because '" + type.getRawClass().getTypeName()
						+ "' is abstract and nothing says which class to use in its place";
			}
		}
		catch (JacksonException ex) {
			return "cannot be read from JSON: " + ex.getOriginalMessage();
		}
		JavaType contentType = type.getContentType();
		return (contentType != null) ? findProblem(mapper, contentType) : null;
	}

	/**
	 * Whether a property of the payload says which class is meant.
	 */
	static boolean isPolymorphic(JsonMapper mapper, JavaType type) {
		return deserializer(mapper, type) instanceof TypeWrappedDeserializer;
	}

	/**
	 * Says a type as other libraries understand it.
	 */
	static Type reflected(JavaType type) {
		if (type.containedTypeCount() == 0) {
			return type.getRawClass();
		}
		ResolvableType[] arguments = type.getBindings()
			.getTypeParameters()
			.stream()
			.map((argument) -> ResolvableType.forType(reflected(argument)))
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(type.getRawClass(), arguments).getType();
	}

	/**
	 * Whether a module of the application has a serializer of its own for a type.
	 */
	static boolean isWritten(JsonMapper mapper, Class<?> type) {
		try {
			return !mapper._serializationContext()
				.findValueSerializer(type)
				.getClass()
				.getName()
				.startsWith("tools.jackson.databind.");
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	static ValueDeserializer<Object> deserializer(JsonMapper mapper, JavaType type) {
		return mapper._deserializationContext().findRootValueDeserializer(type);
	}

}
