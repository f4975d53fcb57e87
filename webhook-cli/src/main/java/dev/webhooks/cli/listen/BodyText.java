package dev.webhooks.cli.listen;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Shows bodies so that humans can read them: JSON and forms over lines, all else as it
 * is, and nothing of them to the terminal itself.
 */
final class BodyText {

	private static final int MAX_LINES = 300;

	private static final int MAX_TOKEN = 2000;

	private static final int MAX_LENGTH = 64 * 1024;

	private final Terminal terminal;

	private final boolean whole;

	/**
	 * Creates an instance.
	 * @param terminal has the colours
	 * @param whole whether long bodies are shown to their end
	 */
	BodyText(Terminal terminal, boolean whole) {
		this.terminal = terminal;
		this.whole = whole;
	}

	/**
	 * Shows a body.
	 * @param body the bytes
	 * @param contentType their media type or {@code null}
	 * @return the lines
	 */
	List<String> lines(byte[] body, @Nullable String contentType) {
		if (body.length == 0) {
			return List.of();
		}
		String text = decode(body);
		if (text == null) {
			return List.of(remark("(" + body.length + " bytes that are no text)"));
		}
		List<String> lines = layOut(text, contentType).lines().toList();
		return this.whole ? lines : cut(lines);
	}

	private String layOut(String text, @Nullable String contentType) {
		if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded")) {
			return Arrays.stream(text.split("&")).map(this::field).collect(Collectors.joining("\n"));
		}
		String json = JsonText.layOut(text, this.terminal, this.whole ? Integer.MAX_VALUE : MAX_TOKEN);
		return (json != null) ? json : Printable.of(text);
	}

	private String field(String field) {
		int equals = field.indexOf('=');
		String name = (equals < 0) ? field : field.substring(0, equals);
		String value = (equals < 0) ? "" : field.substring(equals + 1);
		return this.terminal.styled(Style.CYAN, Printable.of(unescape(name))) + " = "
				+ Printable.of(unescape(value)).replace("\n", "\\n");
	}

	static String unescape(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private List<String> cut(List<String> lines) {
		int shown = 0;
		int length = 0;
		while (shown < lines.size() && shown < MAX_LINES && length < MAX_LENGTH) {
			length += lines.get(shown++).length();
		}
		if (shown == lines.size() && length < 2 * MAX_LENGTH) {
			return lines;
		}
		List<String> cut = new ArrayList<>(lines.subList(0, shown));
		String last = cut.get(shown - 1);
		if (length >= 2 * MAX_LENGTH) {
			cut.set(shown - 1, last.substring(0, Math.max(0, last.length() - length + MAX_LENGTH)));
		}
		cut.add(remark("... (" + lines.size() + " lines in all; --full shows them)"));
		return cut;
	}

	private String remark(String text) {
		return this.terminal.styled(Style.FAINT, text);
	}

	/** Reads bytes as UTF-8, or says {@code null} if they are none. */
	static @Nullable String decode(byte[] body) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			return (text.indexOf('\0') < 0) ? text : null;
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
