package dev.webhooks.listener;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ObjectUtils;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

import dev.webhooks.WebhookPayloadException;

/**
 * Validates arguments whose parameter has {@code @Valid} or {@code @Validated}; of a
 * collection, a map or an array each element.
 */
final class PayloadValidation {

	private final @Nullable Validator validator;

	PayloadValidation(@Nullable Validator validator) {
		this.validator = validator;
	}

	ListenerArgument apply(ListenerParameter target, ListenerArgument source) {
		Object[] hints = hints(target.parameter());
		if (hints == null) {
			return source;
		}
		Validator validator = this.validator;
		if (validator == null || !validator.supports(validatedClass(target.type()))) {
			throw InvalidWebhookListenerException.of(target.parameter(),
					"is to be validated, but there is no Validator for it",
					"Add the dependency spring-boot-starter-validation, or define a Validator bean.", null);
		}
		return (payload) -> {
			Object value = source.resolve(payload);
			validate(validator, value, hints);
			return value;
		};
	}

	private static Object @Nullable [] hints(MethodParameter parameter) {
		return Arrays.stream(parameter.getParameterAnnotations())
			.map((Annotation annotation) -> ValidationAnnotationUtils.determineValidationHints(annotation))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Class<?> validatedClass(ResolvableType type) {
		if (type.isArray()) {
			return validatedClass(type.getComponentType());
		}
		Class<?> rawClass = type.resolve(Object.class);
		if (Collection.class.isAssignableFrom(rawClass)) {
			return validatedClass(type.asCollection().getGeneric());
		}
		return Map.class.isAssignableFrom(rawClass) ? validatedClass(type.asMap().getGeneric(1)) : rawClass;
	}

	private static void validate(Validator validator, @Nullable Object value, Object[] hints) {
		if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> validate(validator, element, hints));
		}
		else if (value instanceof Map<?, ?> map) {
			map.values().forEach((element) -> validate(validator, element, hints));
		}
		else if (ObjectUtils.isArray(value)) {
			Arrays.stream(ObjectUtils.toObjectArray(value)).forEach((element) -> validate(validator, element, hints));
		}
		else if (value != null && validator.supports(value.getClass())) {
			validateObject(validator, value, hints);
		}
	}

	private static void validateObject(Validator validator, Object value, Object[] hints) {
		Errors errors = new BeanPropertyBindingResult(value, "payload");
		if (validator instanceof SmartValidator smartValidator) {
			smartValidator.validate(value, errors, hints);
		}
		else {
			validator.validate(value, errors);
		}
		if (errors.hasErrors()) {
			throw new WebhookPayloadException("The payload is not valid: " + PayloadPaths.fields(errors), null);
		}
	}

}
