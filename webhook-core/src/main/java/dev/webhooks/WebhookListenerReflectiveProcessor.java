package dev.webhooks;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;

import tools.jackson.databind.JsonNode;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.SimpleReflectiveProcessor;
import org.springframework.util.ClassUtils;

/**
 * Registers what a {@link WebhookListener @WebhookListener} method needs in a native
 * image: the method, and the types that its payload is read as and its answer is written
 * from.
 */
class WebhookListenerReflectiveProcessor extends SimpleReflectiveProcessor {

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	@Override
	protected void registerMethodHint(ReflectionHints hints, Method method) {
		super.registerMethodHint(hints, method);
		for (Parameter parameter : method.getParameters()) {
			if (isPayload(parameter) && isBound(parameter.getType())) {
				this.bindings.registerReflectionHints(hints, parameter.getParameterizedType());
			}
		}
		if (isBound(method.getReturnType())) {
			this.bindings.registerReflectionHints(hints, method.getGenericReturnType());
		}
	}

	private static boolean isPayload(Parameter parameter) {
		return !parameter.isAnnotationPresent(WebhookHeader.class)
				&& !parameter.isAnnotationPresent(WebhookParameter.class);
	}

	private static boolean isBound(Class<?> type) {
		return type != void.class && type != WebhookEvent.class && !JsonNode.class.isAssignableFrom(type)
				&& !ClassUtils.isSimpleValueType(type.isArray() ? type.componentType() : type);
	}

}
