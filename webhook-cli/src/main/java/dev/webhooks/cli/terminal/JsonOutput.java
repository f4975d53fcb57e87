package dev.webhooks.cli.terminal;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes results as JSON, in which no letter does anything to a terminal.
 */
public final class JsonOutput {

	private JsonOutput() {
	}

	/**
	 * Writes a result over several lines.
	 * @param tree maps, lists, texts, numbers and truth values
	 * @return the JSON
	 */
	public static String pretty(Object tree) {
		return Printable.of(JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(tree)
			.replace("\r\n", "\n"));
	}

	/**
	 * Writes a result on one line, for those who read line by line.
	 * @param tree maps, lists, texts, numbers and truth values
	 * @return the JSON
	 */
	public static String line(Object tree) {
		return Printable.of(JsonMapper.shared().writeValueAsString(tree));
	}

}
