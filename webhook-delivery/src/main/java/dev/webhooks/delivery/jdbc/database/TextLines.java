package dev.webhooks.delivery.jdbc.database;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;

/**
 * Names and values as text, one {@code name: value} a line, or only texts, with line
 * breaks and backslashes escaped.
 */
public final class TextLines {

	private static final String SEPARATOR = ": ";

	private final StringBuilder text = new StringBuilder(1024);

	public static String of(WebhookHeaders headers) {
		TextLines lines = new TextLines();
		headers.forEach(lines::add);
		return lines.toString();
	}

	public static @Nullable String of(Map<String, String> values) {
		TextLines lines = new TextLines();
		values.forEach(lines::add);
		return values.isEmpty() ? null : lines.toString();
	}

	public static String of(List<String> texts) {
		TextLines lines = new TextLines();
		for (String text : texts) {
			lines.escape(text);
			lines.text.append('\n');
		}
		return lines.toString();
	}

	private TextLines add(String name, String value) {
		escape(name);
		this.text.append(SEPARATOR);
		escape(value);
		this.text.append('\n');
		return this;
	}

	private void escape(String value) {
		if (value.indexOf('\\') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
			this.text.append(value);
			return;
		}
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '\\' -> this.text.append("\\\\");
				case '\n' -> this.text.append("\\n");
				case '\r' -> this.text.append("\\r");
				default -> this.text.append(c);
			}
		}
	}

	public static void read(@Nullable String text, BiConsumer<String, String> action) {
		if (text == null) {
			return;
		}
		for (int start = 0; start < text.length();) {
			int end = text.indexOf('\n', start);
			String line = text.substring(start, (end < 0) ? text.length() : end);
			int separator = line.indexOf(SEPARATOR);
			if (separator >= 0) {
				action.accept(unescape(line.substring(0, separator)),
						unescape(line.substring(separator + SEPARATOR.length())));
			}
			start += line.length() + 1;
		}
	}

	public static List<String> texts(String text) {
		return text.lines().map(TextLines::unescape).toList();
	}

	private static String unescape(String value) {
		if (value.indexOf('\\') < 0) {
			return value;
		}
		StringBuilder unescaped = new StringBuilder(value.length());
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '\\' && i + 1 < value.length()) {
				i++;
				c = switch (value.charAt(i)) {
					case 'n' -> '\n';
					case 'r' -> '\r';
					default -> value.charAt(i);
				};
			}
			unescaped.append(c);
		}
		return unescaped.toString();
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
