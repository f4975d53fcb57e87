package dev.webhooks.listener;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;

/**
 * Knows the types of what is not there yet when a method returns it.
 */
final class UnfinishedTypes {

	/** By name, since libraries may be there without what adapts them to Spring. */
	private static final Set<String> NAMES = Set.of("java.util.concurrent.Callable", "java.util.concurrent.Future",
			"java.util.concurrent.CompletionStage", "java.util.concurrent.Flow$Publisher",
			"org.reactivestreams.Publisher", "kotlinx.coroutines.Job", "kotlinx.coroutines.flow.Flow",
			"org.springframework.web.context.request.async.DeferredResult",
			"org.springframework.web.context.request.async.WebAsyncTask",
			"org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
			"org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody");

	private UnfinishedTypes() {
	}

	/**
	 * Tells whether a type is one of those, or the body of an answer or an optional value
	 * is.
	 */
	static boolean contains(ResolvableType type) {
		Class<?> rawClass = type.resolve(Object.class);
		if (HttpEntity.class.isAssignableFrom(rawClass)) {
			return contains(type.as(HttpEntity.class).getGeneric());
		}
		return (rawClass == Optional.class) ? contains(type.getGeneric())
				: isUnfinished(rawClass) || ReactiveAdapterRegistry.getSharedInstance().getAdapter(rawClass) != null;
	}

	private static boolean isUnfinished(@Nullable Class<?> type) {
		return type != null && (NAMES.contains(type.getName()) || isUnfinished(type.getSuperclass())
				|| Arrays.stream(type.getInterfaces()).anyMatch(UnfinishedTypes::isUnfinished));
	}

}
