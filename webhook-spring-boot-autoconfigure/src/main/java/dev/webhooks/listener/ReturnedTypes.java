package dev.webhooks.listener;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;

/**
 * Knows the types that a listener must not return: those of values that are not there yet
 * when it does, and those that would be written as JSON without their values.
 */
final class ReturnedTypes {

	/** By name, since libraries may be there without what adapts them to Spring. */
	private static final Set<String> NAMES = Set.of("java.util.concurrent.Callable", "java.util.concurrent.Future",
			"java.util.concurrent.CompletionStage", "java.util.concurrent.Flow$Publisher",
			"org.reactivestreams.Publisher", "kotlinx.coroutines.Job", "kotlinx.coroutines.flow.Flow",
			"org.springframework.web.context.request.async.DeferredResult",
			"org.springframework.web.context.request.async.WebAsyncTask",
			"org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
			"org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody");

	private ReturnedTypes() {
	}

	/**
	 * Tells whether the value of an answer is not there yet.
	 */
	static boolean isUnfinished(ResolvableType type) {
		Class<?> value = valueOf(type);
		return isUnfinished(value) || ReactiveAdapterRegistry.getSharedInstance().getAdapter(value) != null;
	}

	/**
	 * Finds the value of an answer: the body of an entity, or what an optional value
	 * holds.
	 */
	static Class<?> valueOf(ResolvableType type) {
		Class<?> rawClass = type.resolve(Object.class);
		if (HttpEntity.class.isAssignableFrom(rawClass)) {
			return valueOf(type.as(HttpEntity.class).getGeneric());
		}
		return (rawClass == Optional.class) ? valueOf(type.getGeneric()) : rawClass;
	}

	private static boolean isUnfinished(@Nullable Class<?> type) {
		return type != null && (NAMES.contains(type.getName()) || isUnfinished(type.getSuperclass())
				|| Arrays.stream(type.getInterfaces()).anyMatch(ReturnedTypes::isUnfinished));
	}

}
