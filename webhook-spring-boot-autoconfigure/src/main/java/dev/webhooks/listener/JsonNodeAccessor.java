package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.IndexAccessor;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;

/**
 * Lets conditions read a tree by names and indexes
 * ({@code #payload.items[0].name == 'tea'}). Strings, numbers and booleans become those
 * of Java; what is not there is {@code null}.
 */
final class JsonNodeAccessor implements PropertyAccessor, IndexAccessor {

	@Override
	public Class<?>[] getSpecificTargetClasses() {
		return new Class<?>[] { JsonNode.class };
	}

	@Override
	public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
		return target instanceof JsonNode;
	}

	@Override
	public TypedValue read(EvaluationContext context, @Nullable Object target, String name) {
		return value((target instanceof JsonNode node) ? node.get(name) : null);
	}

	@Override
	public boolean canRead(EvaluationContext context, Object target, Object index) {
		return target instanceof JsonNode && (index instanceof String || index instanceof Integer);
	}

	@Override
	public TypedValue read(EvaluationContext context, Object target, Object index) {
		JsonNode node = (JsonNode) target;
		return value((index instanceof Integer position) ? node.get(position) : node.get((String) index));
	}

	@Override
	public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
		return false;
	}

	@Override
	public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object newValue)
			throws AccessException {
		throw new AccessException("The payload cannot be changed");
	}

	@Override
	public boolean canWrite(EvaluationContext context, Object target, Object index) {
		return false;
	}

	@Override
	public void write(EvaluationContext context, Object target, Object index, @Nullable Object newValue)
			throws AccessException {
		throw new AccessException("The payload cannot be changed");
	}

	private static TypedValue value(@Nullable JsonNode node) {
		if (node == null || node.isNull()) {
			return TypedValue.NULL;
		}
		if (node.isString()) {
			return new TypedValue(node.stringValue());
		}
		if (node.isBoolean()) {
			return new TypedValue(node.booleanValue());
		}
		return new TypedValue(node.isNumber() ? node.numberValue() : node);
	}

}
