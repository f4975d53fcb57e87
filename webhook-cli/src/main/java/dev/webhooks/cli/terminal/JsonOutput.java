package dev.webhooks.cli.terminal;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes results as JSON.
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
		return JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(tree)
			.replace("\r\n", "\n");
	}

	/**
	 * Writes a result on one line, for those who read line by line.
	 * @param tree maps, lists, texts, numbers and truth values
	 * @return the JSON
	 */
	public static String line(Object tree) {
		return JsonMapper.shared().writeValueAsString(tree);
	}

}
