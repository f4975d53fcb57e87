package dev.webhooks.request;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Condition on a request: {@code body:/type=url_verification} for a value,
 * {@code query:challenge} for any value at all, {@code !body:/event/type} for none.
 * Immutable.
 */
@Internal
public final class RequestCondition {

	private final Template template;

	private final @Nullable String expected;

	private final boolean negated;

	private RequestCondition(Template template, @Nullable String expected, boolean negated) {
		this.template = template;
		this.expected = expected;
		this.negated = negated;
	}

	public static RequestCondition parse(String key, String text) {
		boolean negated = text.startsWith("!");
		String condition = negated ? text.substring(1) : text;
		int equals = condition.indexOf('=');
		Template template = Template.parseLocator(key, (equals < 0) ? condition : condition.substring(0, equals));
		return new RequestCondition(template, (equals < 0) ? null : condition.substring(equals + 1), negated);
	}

	public boolean matches(RequestValues values) {
		String value = this.template.expand(values);
		boolean matches = (this.expected != null) ? Objects.equals(value, this.expected) : value != null;
		return matches != this.negated;
	}

	public List<String> pointers() {
		return this.template.pointers();
	}

}
