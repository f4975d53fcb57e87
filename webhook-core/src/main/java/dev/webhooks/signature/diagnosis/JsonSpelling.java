package dev.webhooks.signature.diagnosis;

import java.util.HexFormat;

/**
 * The ways in which programs escape the characters of JSON strings.
 */
enum JsonSpelling {

	/** Of most: what has to be escaped and nothing else. */
	PLAIN("", false, false, "", HexFormat.of()),

	/** Of PHP, told to leave Unicode alone. */
	SLASHES(" with escaped slashes", false, true, "", HexFormat.of()),

	/** Of Python. */
	ASCII(" with all but ASCII escaped", true, false, "", HexFormat.of()),

	/** Of PHP. */
	ASCII_AND_SLASHES(" with slashes and all but ASCII escaped", true, true, "", HexFormat.of()),

	/** Of Jackson and .NET, told so. */
	ASCII_UPPER_CASE(" with all but ASCII escaped in upper case", true, false, "", HexFormat.of().withUpperCase()),

	/** Of Go and Rails. */
	HTML(" with the characters of HTML escaped", false, false, "<>&\u2028\u2029", HexFormat.of());

	private final String description;

	private final boolean ascii;

	private final boolean slashes;

	private final String others;

	private final HexFormat digits;

	JsonSpelling(String description, boolean ascii, boolean slashes, String others, HexFormat digits) {
		this.description = description;
		this.ascii = ascii;
		this.slashes = slashes;
		this.others = others;
		this.digits = digits;
	}

	String description() {
		return this.description;
	}

	void write(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			write(text.charAt(i), json);
		}
		json.append('"');
	}

	private void write(char c, StringBuilder json) {
		int common = "\"\\\b\f\n\r\t".indexOf(c);
		if (common >= 0) {
			json.append('\\').append("\"\\bfnrt".charAt(common));
		}
		else if (c == '/' && this.slashes) {
			json.append("\\/");
		}
		else if (c < ' ' || (this.ascii && c > '~') || this.others.indexOf(c) >= 0) {
			json.append("\\u").append(this.digits.toHexDigits(c));
		}
		else {
			json.append(c);
		}
	}

}
