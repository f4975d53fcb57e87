package dev.webhooks.cli.provider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * Options that say which provider a command is about: a preset, or one that an
 * application has configured. Only the file of its preset is read.
 */
public final class ProviderOptions {

	@Parameters(index = "0", paramLabel = "PROVIDER",
			description = "Name of a preset such as stripe (see: webhook providers), or, with --config, of a provider below "
					+ "webhooks.providers.")
	String name = "";

	@Option(names = "--config", order = 20, paramLabel = "FILE",
			description = "The application.yml or .properties of an application, whose provider it is then. Placeholders "
					+ "are filled in from the environment.")
	@Nullable Path config;

	@Option(names = "--profile", order = 21, paramLabel = "NAME",
			description = "A profile whose part of the file counts, too.")
	List<String> profiles = new ArrayList<>();

	@Option(names = "--setting", order = 22, paramLabel = "KEY=VALUE",
			description = "A key below webhooks.providers.<name>, such as public-url=https://shop.example/hook or "
					+ "signature.tolerance=1d.")
	Map<String, String> settings = new LinkedHashMap<>();

	/**
	 * Finds the provider.
	 * @param terminal the terminal
	 * @return what is known of it
	 */
	public ChosenProvider choose(Terminal terminal) {
		Map<String, Object> own = Map.of();
		List<String> missing = List.of();
		if (this.config != null) {
			ApplicationFile file = ApplicationFile.read(this.config, this.profiles);
			Placeholders placeholders = new Placeholders((key) -> value(terminal, file, key));
			own = placeholders.fill(file.provider(this.name));
			missing = List.copyOf(placeholders.missing());
		}
		Map<String, Object> set = new LinkedHashMap<>();
		this.settings.forEach((key, value) -> SettingsTree.put(set, key, value));
		return new ChosenProvider(this.name, beneath(SettingsTree.merge(set, own)), missing, this.config != null);
	}

	private Map<String, Object> beneath(Map<String, Object> own) {
		Presets presets = new Presets();
		if (this.config != null) {
			return presets.beneath(this.name, own);
		}
		Preset preset = presets.find(this.name);
		if (preset == null) {
			throw Names.unknown("preset '%s'".formatted(this.name), this.name, presets.names());
		}
		return preset.beneath(own);
	}

	private static @Nullable String value(Terminal terminal, ApplicationFile file, String key) {
		String variable = terminal.environment(key);
		Object value = (variable == null) ? file.value(key) : variable;
		return (value != null) ? String.valueOf(value) : null;
	}

}
