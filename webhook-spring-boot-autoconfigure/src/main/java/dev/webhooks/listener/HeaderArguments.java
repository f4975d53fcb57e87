package dev.webhooks.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.StringUtils;

import dev.webhooks.WebhookPayloadException;

/**
 * Prepares the parameters that receive a header: of a repeated header the first value, or
 * all of them where the parameter is a collection or an array.
 */
final class HeaderArguments {

	private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

	private static final TypeDescriptor TEXTS = TypeDescriptor.collection(List.class, TEXT);

	private final ConversionService conversionService;

	HeaderArguments(ConversionService conversionService) {
		this.conversionService = conversionService;
	}

	ListenerArgument header(MethodParameter parameter, String name, boolean required) {
		ListenerParameter target = ListenerParameter.of(parameter, required);
		boolean all = target.type().isArray() || Iterable.class.isAssignableFrom(target.rawClass());
		TypeDescriptor type = new TypeDescriptor(target.type(), null, parameter.getParameterAnnotations());
		check(parameter, name, all ? TEXTS : TEXT, type);
		ListenerArgument source = (payload) -> {
			Object value = all ? nullIfEmpty(payload.event().headers().all(name))
					: payload.event().headers().first(name);
			return convert(name, value, all ? TEXTS : TEXT, type);
		};
		return target.complete(source,
				() -> new WebhookPayloadException("The header '%s' is missing".formatted(name), null));
	}

	private void check(MethodParameter parameter, String name, TypeDescriptor source, TypeDescriptor target) {
		if (!StringUtils.hasText(name)) {
			throw InvalidWebhookListenerException.of(parameter, "does not say which header is meant",
					"Name it: @WebhookHeader(\"X-Example\").", null);
		}
		if (!this.conversionService.canConvert(source, target)) {
			throw InvalidWebhookListenerException.of(parameter, "cannot be converted from the text of a header",
					"Use a String, or define a Converter bean.", null);
		}
	}

	private @Nullable Object convert(String name, @Nullable Object value, TypeDescriptor source,
			TypeDescriptor target) {
		if (value == null) {
			return null;
		}
		try {
			return this.conversionService.convert(value, source, target);
		}
		catch (ConversionException ex) {
			throw new WebhookPayloadException(
					"The header '%s' cannot be read as '%s'".formatted(name, target.getResolvableType()), null);
		}
	}

	private static @Nullable List<String> nullIfEmpty(List<String> values) {
		return values.isEmpty() ? null : values;
	}

}
