package dev.webhooks.listener.payload;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the types that a library's annotations are on: on the type, its members, or those
 * of the types that it extends. Safe for use by several threads.
 */
final class AnnotatedTypes {

	private final ConcurrentMap<Class<?>, Boolean> known = new ConcurrentHashMap<>();

	private final Predicate<Class<? extends Annotation>> annotations;

	AnnotatedTypes(Predicate<Class<? extends Annotation>> annotations) {
		this.annotations = annotations;
	}

	boolean contains(Class<?> type) {
		return this.known.computeIfAbsent(type, this::isAnnotated);
	}

	private boolean isAnnotated(@Nullable Class<?> type) {
		if (type == null || type == Object.class) {
			return false;
		}
		Stream<AnnotatedElement> members = Stream
			.of(Stream.of((AnnotatedElement) type), Stream.of(type.getDeclaredFields()),
					Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
			.flatMap((elements) -> elements);
		return members.flatMap((element) -> Stream.of(element.getDeclaredAnnotations()))
			.anyMatch((annotation) -> this.annotations.test(annotation.annotationType()))
				|| isAnnotated(type.getSuperclass()) || Stream.of(type.getInterfaces()).anyMatch(this::isAnnotated);
	}

}
