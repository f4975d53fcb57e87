package dev.webhooks.listener;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.Assert;
import org.springframework.validation.Validator;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeader;
import dev.webhooks.WebhookParameter;
import dev.webhooks.WebhookPayload;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.listener.file.FileParameter;

/**
 * Knows the parameters that a {@link dev.webhooks.WebhookListener @WebhookListener}
 * method may have, and prepares them when the application starts. Immutable and safe for
 * use by several threads.
 */
@Internal
public final class WebhookListenerArguments {

	private final List<WebhookArgumentResolver> resolvers;

	private final NamedArguments headers;

	private final NamedArguments parameters;

	private final PayloadArguments payloads;

	/**
	 * Creates the arguments.
	 * @param reader reads payloads
	 * @param conversionService converts headers and parameters
	 * @param validator validates payloads, or {@code null} if the application has none;
	 * then a parameter that is to be validated fails the start
	 * @param resolvers the resolvers of the application in their order
	 */
	public WebhookListenerArguments(WebhookPayloadReader reader, ConversionService conversionService,
			@Nullable Validator validator, List<WebhookArgumentResolver> resolvers) {
		Assert.notNull(reader, "'reader' must not be null");
		Assert.notNull(conversionService, "'conversionService' must not be null");
		Assert.notNull(resolvers, "'resolvers' must not be null");
		this.resolvers = List.copyOf(resolvers);
		this.headers = new NamedArguments(NamedArguments.Source.HEADER, conversionService);
		this.parameters = new NamedArguments(NamedArguments.Source.PARAMETER, conversionService);
		this.payloads = new PayloadArguments(reader, new PayloadValidation(validator));
	}

	ListenerArgument prepare(MethodParameter parameter, UnaryOperator<String> placeholders) {
		for (WebhookArgumentResolver resolver : this.resolvers) {
			if (resolver.supports(parameter)) {
				return (payload) -> resolver.resolve(parameter, payload.event());
			}
		}
		if (parameter.getParameterType() == WebhookEvent.class) {
			return EventPayload::event;
		}
		return prepareByAnnotation(parameter, placeholders);
	}

	private ListenerArgument prepareByAnnotation(MethodParameter parameter, UnaryOperator<String> placeholders) {
		WebhookHeader header = parameter.getParameterAnnotation(WebhookHeader.class);
		WebhookParameter named = parameter.getParameterAnnotation(WebhookParameter.class);
		WebhookPayload payload = parameter.getParameterAnnotation(WebhookPayload.class);
		checkOne(parameter, header, named, payload);
		if (header != null) {
			return this.headers.prepare(parameter, placeholders.apply(header.value()), header.required());
		}
		if (named != null) {
			return this.parameters.prepare(parameter, placeholders.apply(named.value()), named.required());
		}
		if (payload != null) {
			return this.payloads.part(parameter, placeholders.apply(payload.value()), payload.required());
		}
		ListenerParameter target = ListenerParameter.of(parameter, true);
		FileParameter files = FileParameter.of(target.type());
		return (files != null) ? allFiles(target, files) : this.payloads.whole(parameter);
	}

	private static ListenerArgument allFiles(ListenerParameter target, FileParameter files) {
		if (!files.takesAll()) {
			throw InvalidWebhookListenerException.of(target.parameter(), "does not say which file is meant",
					"Name its field: @WebhookParameter(\"attachment1\"), or take all of them as a List<WebhookFile>.",
					null);
		}
		return target.complete((payload) -> files.of(payload.event().files()),
				() -> new WebhookPayloadException("There are no files", null));
	}

	private static void checkOne(MethodParameter parameter, @Nullable Annotation... annotations) {
		List<String> names = Stream.of(annotations)
			.filter(Objects::nonNull)
			.map((annotation) -> "@" + annotation.annotationType().getSimpleName())
			.toList();
		if (names.size() > 1) {
			throw InvalidWebhookListenerException.of(parameter, "has both " + String.join(" and ", names),
					"Remove one of the annotations.", null);
		}
	}

}
