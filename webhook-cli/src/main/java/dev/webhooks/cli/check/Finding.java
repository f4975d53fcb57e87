package dev.webhooks.cli.check;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.Style;

/**
 * The result of one check.
 *
 * @param check the name of the check
 * @param result how it ended
 * @param text what was found
 * @param remedy what to do, or {@code null} where there is nothing to do
 */
record Finding(String check, Result result, String text, @Nullable String remedy) {

	static Finding ok(String check, String text) {
		return new Finding(check, Result.OK, text, null);
	}

	static Finding look(String check, String text, String remedy) {
		return new Finding(check, Result.LOOK, text, remedy);
	}

	static Finding wrong(String check, String text, String remedy) {
		return new Finding(check, Result.WRONG, text, remedy);
	}

	static Finding skipped(String check, String text) {
		return new Finding(check, Result.SKIPPED, text, null);
	}

	Map<String, Object> json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("check", this.check);
		tree.put("result", this.result.shown);
		tree.put("text", this.text);
		if (this.remedy != null) {
			tree.put("remedy", this.remedy);
		}
		return tree;
	}

	/**
	 * How a check may end.
	 */
	enum Result {

		/** As it should be. */
		OK("ok", Style.GREEN),

		/** It may be meant so. */
		LOOK("look", Style.YELLOW),

		/** It has to be mended. */
		WRONG("wrong", Style.RED),

		/** Nothing was tried. */
		SKIPPED("-", Style.FAINT);

		final String shown;

		final Style style;

		Result(String shown, Style style) {
			this.shown = shown;
			this.style = style;
		}

	}

}
