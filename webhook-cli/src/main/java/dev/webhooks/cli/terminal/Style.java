package dev.webhooks.cli.terminal;

/**
 * How text stands out on a terminal that shows colours.
 */
public enum Style {

	/** Names and headings. */
	BOLD(1),

	/** Remarks. */
	FAINT(2),

	/** Failures. */
	RED(31),

	/** Successes. */
	GREEN(32),

	/** Warnings. */
	YELLOW(33),

	/** Names within text. */
	CYAN(36);

	private final int code;

	Style(int code) {
		this.code = code;
	}

	/**
	 * Puts the escape sequences around a text.
	 */
	String around(String text) {
		return "\u001b[" + this.code + "m" + text + "\u001b[0m";
	}

}
