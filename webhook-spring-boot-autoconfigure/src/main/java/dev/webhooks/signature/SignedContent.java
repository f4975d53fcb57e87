package dev.webhooks.signature;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that a signature covers, passed on part by part. Not safe for use by several
 * threads.
 */
final class SignedContent {

	private final Template template;

	private final RequestValues values;

	private @Nullable Locator missing;

	SignedContent(Template template, RequestValues values) {
		this.template = template;
		this.values = values;
	}

	void writeTo(Consumer<byte[]> sink) {
		this.missing = this.template.write(this.values, sink);
	}

	/**
	 * Says which part was not there when the content was written.
	 */
	@Nullable Locator missing() {
		return this.missing;
	}

}
