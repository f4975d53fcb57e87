package dev.webhooks.listener;

import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * A parameter that may have to do without a value.
 *
 * @param parameter the parameter
 * @param type what is asked for, within the {@code Optional} if there is one
 * @param optional whether it is an {@code Optional}
 * @param required whether there has to be a value
 */
record ListenerParameter(MethodParameter parameter, ResolvableType type, boolean optional, boolean required) {

	/**
	 * Describes a parameter. An {@code Optional} or nullable one is never required.
	 */
	static ListenerParameter of(MethodParameter parameter, boolean required) {
		ResolvableType declared = ResolvableType.forType(
				GenericTypeResolver.resolveType(parameter.getGenericParameterType(), parameter.getContainingClass()));
		boolean optional = declared.resolve() == Optional.class;
		ResolvableType type = optional ? declared.getGeneric() : declared;
		if (!required && type.resolve(Object.class).isPrimitive()) {
			throw InvalidWebhookListenerException.of(parameter, "is not required, but a primitive cannot be null",
					"Use the wrapper type or an Optional.", null);
		}
		return new ListenerParameter(parameter, type, optional, required && !parameter.isOptional());
	}

	Class<?> rawClass() {
		return this.type.resolve(Object.class);
	}

	/**
	 * Decides what happens where there is no value.
	 */
	ListenerArgument complete(ListenerArgument source, Supplier<? extends RuntimeException> missing) {
		if (this.optional) {
			return (payload) -> Optional.ofNullable(source.resolve(payload));
		}
		if (!this.required) {
			return source;
		}
		return (payload) -> {
			Object value = source.resolve(payload);
			if (value == null) {
				throw missing.get();
			}
			return value;
		};
	}

}
