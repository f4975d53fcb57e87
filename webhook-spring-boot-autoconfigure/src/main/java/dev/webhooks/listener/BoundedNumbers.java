package dev.webhooks.listener;

import java.math.BigDecimal;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/**
 * Makes the nodes of trees, but for numbers such as {@code 1e1000000000}: they are short
 * until somebody adds one to them, which takes all the memory there is.
 */
final class BoundedNumbers extends JsonNodeFactory {

	@Override
	public ValueNode numberNode(BigDecimal value) {
		if (value != null) {
			StreamReadConstraints.defaults().validateBigIntegerScale(value.scale());
		}
		return super.numberNode(value);
	}

}
