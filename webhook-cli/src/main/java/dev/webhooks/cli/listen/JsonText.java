package dev.webhooks.cli.listen;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Lays out JSON over lines, in colours. Numbers, texts and the order of names stay as
 * they were sent.
 */
final class JsonText {

	private static final int MAX_INDENT = 40;

	private final String json;

	private final Terminal terminal;

	private final int maxToken;

	private final StringBuilder lines = new StringBuilder();

	private int position;

	private int depth;

	private JsonText(String json, Terminal terminal, int maxToken) {
		this.json = json;
		this.terminal = terminal;
		this.maxToken = maxToken;
	}

	/**
	 * Lays out a document.
	 * @param json the document
	 * @param terminal has the colours
	 * @param maxToken how much of a text or number is shown
	 * @return the lines, or {@code null} if it is not JSON
	 */
	static @Nullable String layOut(String json, Terminal terminal, int maxToken) {
		try {
			JsonMapper.shared().readTree(json);
		}
		catch (JacksonException ex) {
			return null;
		}
		return json.isBlank() ? null : new JsonText(json, terminal, maxToken).layOut();
	}

	private String layOut() {
		while (this.position < this.json.length()) {
			next(this.json.charAt(this.position));
		}
		return this.lines.toString();
	}

	private void next(char letter) {
		switch (letter) {
			case '{', '[' -> open(letter);
			case '}', ']' -> close(letter);
			case ',' -> separate();
			case ':' -> {
				this.lines.append(": ");
				this.position++;
			}
			case '"' -> text();
			default -> {
				if (Character.isWhitespace(letter)) {
					this.position++;
				}
				else {
					scalar();
				}
			}
		}
	}

	private void open(char bracket) {
		this.lines.append(bracket);
		this.position++;
		skipBlanks();
		char next = this.json.charAt(this.position);
		if (next == '}' || next == ']') {
			this.lines.append(next);
			this.position++;
		}
		else {
			this.depth++;
			newLine();
		}
	}

	private void close(char bracket) {
		this.depth--;
		newLine();
		this.lines.append(bracket);
		this.position++;
	}

	private void separate() {
		this.lines.append(',');
		this.position++;
		newLine();
	}

	private void newLine() {
		this.lines.append('\n').append("  ".repeat(Math.min(this.depth, MAX_INDENT)));
	}

	private void text() {
		int begin = this.position++;
		while (this.json.charAt(this.position) != '"') {
			this.position += (this.json.charAt(this.position) == '\\') ? 2 : 1;
		}
		String text = this.json.substring(begin, ++this.position);
		skipBlanks();
		boolean name = this.position < this.json.length() && this.json.charAt(this.position) == ':';
		append(name ? Style.CYAN : Style.GREEN, text);
	}

	private void scalar() {
		int begin = this.position;
		while (this.position < this.json.length() && "{}[],:\" \t\r\n".indexOf(this.json.charAt(this.position)) < 0) {
			this.position++;
		}
		append(Style.YELLOW, this.json.substring(begin, this.position));
	}

	private void append(Style style, String token) {
		String shown = (token.length() <= this.maxToken) ? token
				: token.substring(0, this.maxToken) + "... (" + (token.length() - this.maxToken) + " characters more)";
		this.lines.append(this.terminal.styled(style, Printable.of(shown)));
	}

	private void skipBlanks() {
		while (this.position < this.json.length() && Character.isWhitespace(this.json.charAt(this.position))) {
			this.position++;
		}
	}

}
