package dev.webhooks.signature.diagnosis;

/**
 * The white space that programs put into JSON.
 */
enum JsonLayout {

	/** Of most. */
	COMPACT("compact JSON", "", ":", ",", true),

	/** Of Python. */
	SPACED("JSON with a blank behind each colon and comma", "", ": ", ", ", true),

	/** Of JavaScript and Ruby. */
	PRETTY("pretty-printed JSON", "  ", ": ", ",", true),

	/** Of PHP and Python. */
	PRETTY_WIDE("pretty-printed JSON", "    ", ": ", ",", true),

	/** The default pretty printer of Jackson. */
	PRETTY_JACKSON("pretty-printed JSON", "  ", " : ", ",", false);

	private final String description;

	private final String indentation;

	private final String colon;

	private final String comma;

	private final boolean arraysIndented;

	JsonLayout(String description, String indentation, String colon, String comma, boolean arraysIndented) {
		this.description = description;
		this.indentation = indentation;
		this.colon = colon;
		this.comma = comma;
		this.arraysIndented = arraysIndented;
	}

	String description() {
		return this.description;
	}

	String colon() {
		return this.colon;
	}

	String comma(boolean array) {
		return (array && !this.arraysIndented) ? ", " : this.comma;
	}

	/**
	 * Text in an array or object with nothing in it.
	 */
	String empty() {
		return this.arraysIndented ? "" : " ";
	}

	/**
	 * Text before an item or a bracket.
	 */
	String lineBreak(boolean array, int depth) {
		if (array && !this.arraysIndented) {
			return "";
		}
		return this.indentation.isEmpty() ? "" : '\n' + this.indentation.repeat(depth);
	}

	/**
	 * How deep the items of an array or the fields of an object are.
	 */
	int inside(boolean array, int depth) {
		return (array && !this.arraysIndented) ? depth : depth + 1;
	}

	/**
	 * Text inside the brackets of an array that is not broken into lines.
	 */
	String padding(boolean array) {
		return (array && !this.arraysIndented) ? " " : "";
	}

}
