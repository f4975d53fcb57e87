package dev.webhooks.provider;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.signature.RequestValues;
import dev.webhooks.signature.Template;

/**
 * What has to be in a request: {@code body:/type=url_verification} for a value, or
 * {@code query:challenge} for any value at all. Immutable.
 */
final class RequestCondition {

	private final Template template;

	private final @Nullable String expected;

	private RequestCondition(Template template, @Nullable String expected) {
		this.template = template;
		this.expected = expected;
	}

	static RequestCondition parse(String key, String text) {
		int equals = text.indexOf('=');
		Template template = Template.parseLocator(key, (equals < 0) ? text : text.substring(0, equals));
		return new RequestCondition(template, (equals < 0) ? null : text.substring(equals + 1));
	}

	boolean matches(RequestValues values) {
		String value = this.template.expand(values);
		return (this.expected != null) ? Objects.equals(value, this.expected) : value != null;
	}

	List<String> pointers() {
		return this.template.pointers();
	}

}
