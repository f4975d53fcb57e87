package dev.webhooks.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Presets with a line on each, for an overview.
 *
 * @param presets one line each
 */
record PresetList(List<PresetLine> presets) implements Report {

	@Override
	public Object json() {
		return this.presets.stream().map((preset) -> {
			Map<String, Object> tree = new LinkedHashMap<>();
			tree.put("name", preset.name());
			tree.put("title", preset.title());
			tree.put("verifiedBy", preset.scheme());
			return tree;
		}).toList();
	}

	@Override
	public void print(Terminal terminal) {
		int width = this.presets.stream().mapToInt((preset) -> preset.name().length()).max().orElse(0) + 2;
		int second = this.presets.stream().mapToInt((preset) -> preset.title().length()).max().orElse(0) + 2;
		this.presets.forEach((preset) -> terminal.println(terminal.styled(Style.BOLD, preset.name())
				+ " ".repeat(width - preset.name().length()) + preset.title()
				+ " ".repeat(second - preset.title().length()) + terminal.styled(Style.FAINT, preset.scheme())));
	}

	@Override
	public int exitCode() {
		return this.presets.isEmpty() ? ExitCode.REFUSED : ExitCode.OK;
	}

}
