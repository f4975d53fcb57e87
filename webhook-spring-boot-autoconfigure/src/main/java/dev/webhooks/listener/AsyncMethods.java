package dev.webhooks.listener;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Knows the methods that return before another thread has done their work.
 */
final class AsyncMethods {

	/** Those of Jakarta are honoured by Spring and by containers. */
	private static final List<String> ANNOTATIONS = List.of("org.springframework.scheduling.annotation.Async",
			"jakarta.ejb.Asynchronous", "jakarta.enterprise.concurrent.Asynchronous");

	private AsyncMethods() {
	}

	/**
	 * Tells whether an annotation says it, on the method, on its class, or on what they
	 * override.
	 */
	static boolean isAnnotated(ListenerCandidate candidate) {
		return isAnnotated(candidate.method()) || isAnnotated(candidate.type());
	}

	private static boolean isAnnotated(AnnotatedElement element) {
		MergedAnnotations annotations = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY);
		return ANNOTATIONS.stream().anyMatch(annotations::isPresent);
	}

	/**
	 * Tells whether the proxy of the bean passes the call on to another thread, whatever
	 * the annotation for that is.
	 */
	static boolean isAdvised(ListenerCandidate candidate, @Nullable Object bean) {
		return bean instanceof Advised advised
				&& Arrays.stream(advised.getAdvisors()).anyMatch((advisor) -> isAdvice(advisor, candidate));
	}

	private static boolean isAdvice(Advisor advisor, ListenerCandidate candidate) {
		return advisor.getAdvice() instanceof AsyncExecutionInterceptor
				&& (!(advisor instanceof PointcutAdvisor pointcut)
						|| (pointcut.getPointcut().getClassFilter().matches(candidate.type()) && pointcut.getPointcut()
							.getMethodMatcher()
							.matches(candidate.method(), candidate.type())));
	}

}
