package dev.webhooks.listener;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

import org.springframework.core.MethodParameter;

import dev.webhooks.WebhookPayloadException;

/**
 * Prepares the parameters that receive the payload or a part of it.
 */
final class PayloadArguments {

	private final WebhookPayloadReader reader;

	private final PayloadValidation validation;

	PayloadArguments(WebhookPayloadReader reader, PayloadValidation validation) {
		this.reader = reader;
		this.validation = validation;
	}

	/**
	 * Prepares a parameter that is annotated.
	 */
	ListenerArgument part(MethodParameter parameter, String pointer, boolean required) {
		ListenerParameter target = ListenerParameter.of(parameter, required);
		JsonPointer compiled = compile(parameter, pointer);
		Class<?> type = target.rawClass();
		if (compiled.matches() && type == String.class) {
			return complete(target, pointer, (payload) -> new String(payload.bytes(), StandardCharsets.UTF_8));
		}
		if (compiled.matches() && type == byte[].class) {
			return complete(target, pointer, EventPayload::bytes);
		}
		return complete(target, pointer, read(target, compiled));
	}

	/**
	 * Prepares a parameter that has no annotation of ours.
	 */
	ListenerArgument whole(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == String.class) {
			return (payload) -> payload.event().bodyAsText();
		}
		if (type == byte[].class) {
			return (payload) -> payload.event().body();
		}
		ListenerParameter target = ListenerParameter.of(parameter, true);
		if (target.optional() || !(isTree(type) || PayloadTypes.isMeantForPayload(javaType(target)))) {
			throw InvalidWebhookListenerException.of(parameter, "is not supported without an annotation",
					"Annotate it with @WebhookPayload(\"/pointer\"), @WebhookHeader or @WebhookParameter, use a supported "
							+ "type, or define a WebhookArgumentResolver bean for it.",
					null);
		}
		String pointer = this.reader.pointerTo(target.rawClass());
		if (pointer != null) {
			throw InvalidWebhookListenerException.of(parameter, "is never the whole payload",
					"Say where it stands: @WebhookPayload(\"%s\").".formatted(pointer), null);
		}
		return complete(target, "", read(target, JsonPointer.empty()));
	}

	private ListenerArgument read(ListenerParameter target, JsonPointer pointer) {
		if (isTree(target.rawClass())) {
			return new TreeArgument(target.rawClass(), pointer);
		}
		JavaType type = javaType(target);
		String problem = PayloadTypes.findProblem(this.reader.mapper(), type);
		if (problem != null) {
			throw InvalidWebhookListenerException.of(target.parameter(), problem,
					"Use a record or a class, or define a WebhookArgumentResolver bean for it.", null);
		}
		return new PayloadBinding(this.reader.mapper(), type, pointer);
	}

	private ListenerArgument complete(ListenerParameter target, String pointer, ListenerArgument source) {
		String missing = pointer.isEmpty() ? "The payload is missing"
				: "The payload has no value at '%s'".formatted(pointer);
		ListenerArgument checked = this.validation.apply(target, source);
		return target.complete(checked, () -> new WebhookPayloadException(missing, null));
	}

	private JavaType javaType(ListenerParameter target) {
		Type type = target.type().getType();
		return this.reader.mapper().constructType(type);
	}

	private static boolean isTree(Class<?> type) {
		return JsonNode.class.isAssignableFrom(type);
	}

	private static JsonPointer compile(MethodParameter parameter, String pointer) {
		try {
			return JsonPointer.compile(pointer);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidWebhookListenerException.of(parameter,
					"has '%s', which is not a JSON pointer".formatted(pointer),
					"Start the pointer with a slash, for example \"/data/object\".", ex);
		}
	}

	/**
	 * A node of the tree. The tree is shared; who asks for a type that can be changed
	 * gets a copy.
	 */
	private record TreeArgument(Class<?> type, JsonPointer pointer) implements ListenerArgument {

		@Override
		public @Nullable Object resolve(EventPayload payload) {
			JsonNode part = payload.tree().at(this.pointer);
			if (part.isMissingNode()) {
				return null;
			}
			if (!this.type.isInstance(part)) {
				throw new WebhookPayloadException(
						"The payload has no %s at '%s'".formatted(this.type.getSimpleName(), this.pointer), null);
			}
			return (this.type == JsonNode.class) ? part : part.deepCopy();
		}

	}

}
