package dev.webhooks.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.StringUtils;

import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.listener.file.FileParameter;

/**
 * Prepares the parameters that receive a header, a parameter of the request or a file: of
 * a repeated one the first value, or all of them where the parameter is a collection or
 * an array.
 */
final class NamedArguments {

	private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

	private static final TypeDescriptor TEXTS = TypeDescriptor.collection(List.class, TEXT);

	private final Source source;

	private final ConversionService conversionService;

	NamedArguments(Source source, ConversionService conversionService) {
		this.source = source;
		this.conversionService = conversionService;
	}

	ListenerArgument prepare(MethodParameter parameter, String name, boolean required) {
		if (!StringUtils.hasText(name)) {
			throw InvalidWebhookListenerException.of(parameter,
					"does not say which %s is meant".formatted(this.source.noun),
					"Name it: %s.".formatted(this.source.example), null);
		}
		ListenerParameter target = ListenerParameter.of(parameter, required);
		FileParameter files = this.source.files(target);
		return (files != null) ? prepareFiles(target, files, name) : prepareTexts(target, name);
	}

	private ListenerArgument prepareFiles(ListenerParameter target, FileParameter files, String name) {
		ListenerArgument argument = (payload) -> {
			List<WebhookFile> named = payload.event()
				.files()
				.stream()
				.filter((file) -> file.name().equals(name))
				.toList();
			return named.isEmpty() ? null : files.of(named);
		};
		return target.complete(argument,
				() -> new WebhookPayloadException("The file '%s' is missing".formatted(name), null));
	}

	private ListenerArgument prepareTexts(ListenerParameter target, String name) {
		boolean all = target.type().isArray() || Iterable.class.isAssignableFrom(target.rawClass());
		TypeDescriptor type = new TypeDescriptor(target.type(), null, target.parameter().getParameterAnnotations());
		checkConvertible(target.parameter(), all ? TEXTS : TEXT, type);
		ListenerArgument argument = (payload) -> {
			List<String> values = this.source.values(payload, name);
			if (values.isEmpty()) {
				return null;
			}
			return all ? convert(name, values, TEXTS, type) : convert(name, values.get(0), TEXT, type);
		};
		return target.complete(argument,
				() -> new WebhookPayloadException("The %s '%s' is missing".formatted(this.source.noun, name), null));
	}

	private void checkConvertible(MethodParameter parameter, TypeDescriptor source, TypeDescriptor target) {
		if (!this.conversionService.canConvert(source, target)) {
			throw InvalidWebhookListenerException.of(parameter,
					"cannot be converted from the text of a %s".formatted(this.source.noun),
					"Use a String, or define a Converter bean.", null);
		}
	}

	private @Nullable Object convert(String name, Object value, TypeDescriptor source, TypeDescriptor target) {
		try {
			return this.conversionService.convert(value, source, target);
		}
		catch (ConversionException ex) {
			throw new WebhookPayloadException(
					"The %s '%s' cannot be read as '%s'".formatted(this.source.noun, name, target.getResolvableType()),
					null);
		}
	}

	/**
	 * Where the values are.
	 */
	enum Source {

		HEADER("header", "@WebhookHeader(\"X-Example\")") {

			@Override
			List<String> values(EventPayload payload, String name) {
				return payload.event().headers().all(name);
			}

		},

		PARAMETER("parameter", "@WebhookParameter(\"example\")") {

			@Override
			List<String> values(EventPayload payload, String name) {
				return payload.parameter(name);
			}

			@Override
			@Nullable FileParameter files(ListenerParameter target) {
				return FileParameter.ofField(target.type());
			}

		};

		private final String noun;

		private final String example;

		Source(String noun, String example) {
			this.noun = noun;
			this.example = example;
		}

		abstract List<String> values(EventPayload payload, String name);

		/**
		 * The files that a parameter receives, or {@code null} if it receives text.
		 */
		@Nullable FileParameter files(ListenerParameter target) {
			return null;
		}

	}

}
