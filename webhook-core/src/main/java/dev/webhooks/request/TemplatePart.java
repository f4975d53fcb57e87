package dev.webhooks.request;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link Template}. Immutable.
 */
sealed interface TemplatePart {

	/**
	 * The part as text.
	 * @return the text, or {@code null} if it is a value that is not there
	 */
	@Nullable String text(RequestValues values);

	/**
	 * The part as it is signed.
	 * @return the bytes, which must not be changed, or {@code null} if it is a value that
	 * is not there
	 */
	byte @Nullable [] bytes(RequestValues values);

	/**
	 * Text that stands for itself.
	 *
	 * @param text the text
	 * @param encoded the text as UTF-8
	 */
	record Literal(String text, byte[] encoded) implements TemplatePart {

		static Literal of(String text) {
			return new Literal(text, text.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String text(RequestValues values) {
			return this.text;
		}

		@Override
		public byte[] bytes(RequestValues values) {
			return this.encoded;
		}

	}

	/**
	 * The exact body.
	 */
	record Body() implements TemplatePart {

		@Override
		public String text(RequestValues values) {
			return new String(values.request().body(), StandardCharsets.UTF_8);
		}

		@Override
		public byte[] bytes(RequestValues values) {
			return values.request().body();
		}

	}

	/**
	 * A value of the request.
	 *
	 * @param locator where it is
	 */
	record Value(Locator locator) implements TemplatePart {

		@Override
		public @Nullable String text(RequestValues values) {
			return this.locator.resolve(values);
		}

		@Override
		public byte @Nullable [] bytes(RequestValues values) {
			String value = this.locator.resolve(values);
			return (value != null) ? this.locator.encode(value) : null;
		}

	}

}
