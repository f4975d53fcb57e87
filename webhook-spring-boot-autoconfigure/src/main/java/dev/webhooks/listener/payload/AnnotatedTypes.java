package dev.webhooks.listener.payload;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the types that a library's annotations are on: on the type, its members, or those
 * of the types that it extends. Safe for use by several threads.
 */
final class AnnotatedTypes {

	/** Types that say how Jackson 3 reads them. */
	static final AnnotatedTypes OF_JACKSON_3 = new AnnotatedTypes(
			(annotation) -> annotation.getName().startsWith("tools.jackson."));

	/** Types that say how Jackson reads them, whichever it is. */
	static final AnnotatedTypes OF_JACKSON = new AnnotatedTypes(
			(annotation) -> annotation.getName().startsWith("tools.jackson.")
					|| annotation.getName().startsWith("com.fasterxml.jackson."));

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
		return hasAnnotations(type) || isAnnotated(type.getSuperclass())
				|| Stream.of(type.getInterfaces()).anyMatch(this::isAnnotated);
	}

	/** A member of a type may be of a class that is not there: it is none of ours. */
	private boolean hasAnnotations(Class<?> type) {
		return Stream
			.<Supplier<AnnotatedElement[]>>of(() -> new AnnotatedElement[] { type }, type::getDeclaredFields,
					type::getDeclaredMethods, type::getDeclaredConstructors)
			.flatMap(AnnotatedTypes::present)
			.flatMap(AnnotatedTypes::withParameters)
			.flatMap((element) -> Stream.of(element.getDeclaredAnnotations()))
			.anyMatch((annotation) -> isMeant(annotation.annotationType()));
	}

	/** Others may bundle them: {@code @JacksonAnnotationsInside}. */
	private boolean isMeant(Class<? extends Annotation> annotation) {
		return this.annotations.test(annotation) || Stream.of(annotation.getDeclaredAnnotations())
			.anyMatch((bundled) -> this.annotations.test(bundled.annotationType()));
	}

	private static Stream<AnnotatedElement> withParameters(AnnotatedElement element) {
		return (element instanceof Executable method)
				? Stream.concat(Stream.of(element), Stream.of(method.getParameters())) : Stream.of(element);
	}

	private static Stream<AnnotatedElement> present(Supplier<AnnotatedElement[]> elements) {
		try {
			return Stream.of(elements.get());
		}
		catch (LinkageError ex) {
			return Stream.empty();
		}
	}

}
