package dev.webhooks.cli;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.Names;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.test.WebhookFixtures;

/**
 * Lists the presets, or tells how one provider signs, what a listener sees of it, and
 * what to write into the configuration.
 */
@Command(name = "providers", header = "List the providers, or tell how one signs and what to configure.",
		description = {
				"Without a name, lists all presets. With one, tells how the provider signs, what a listener sees, and "
						+ "the YAML and the listener to paste." },
		footer = { "  webhook providers", "  webhook providers stripe",
				"  webhook providers stripe --yaml >> src/main/resources/application.yml",
				"  webhook providers --search pay" })
final class ProvidersCommand extends ReportingCommand {

	@Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Name of a preset, such as stripe.")
	@Nullable String name;

	@Option(names = "--yaml", order = 1, description = "Write nothing but the YAML to paste.")
	boolean yaml;

	@Option(names = "--search", order = 2, paramLabel = "TEXT",
			description = "List those with this text in their name.")
	String search = "";

	ProvidersCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		Presets presets = new Presets();
		if (this.name == null) {
			String part = this.search.toLowerCase(Locale.ROOT);
			List<PresetLine> lines = presets.names()
				.stream()
				.map((preset) -> PresetLine.of(presets.get(preset)))
				.filter((line) -> line.contains(part))
				.toList();
			return new PresetList(lines);
		}
		Preset preset = presets.find(this.name);
		if (preset == null) {
			throw Names.unknown("preset '%s'".formatted(this.name), this.name, presets.names());
		}
		WebhookFixtures fixtures = WebhookFixtures.of(ProvidersCommand.class.getClassLoader());
		return new ProviderPage(preset, fixtures.names(this.name), this.yaml);
	}

}
