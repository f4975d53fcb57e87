package dev.webhooks.listener.payload;

import java.lang.reflect.Type;

import tools.jackson.databind.JavaType;

import org.springframework.core.ResolvableType;

/**
 * Types of Jackson 3 as other libraries understand them.
 */
final class JavaTypes {

	private JavaTypes() {
	}

	static Type of(Type type) {
		if (!(type instanceof JavaType java)) {
			return type;
		}
		if (java.containedTypeCount() == 0) {
			return java.getRawClass();
		}
		ResolvableType[] arguments = java.getBindings()
			.getTypeParameters()
			.stream()
			.map((argument) -> ResolvableType.forType(of(argument)))
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(java.getRawClass(), arguments).getType();
	}

	static Class<?> rawClass(Type type) {
		return ResolvableType.forType(of(type)).toClass();
	}

}
