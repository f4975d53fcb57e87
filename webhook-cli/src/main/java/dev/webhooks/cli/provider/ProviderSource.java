package dev.webhooks.cli.provider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * Options that say where the settings of providers are: in presets, or in the
 * configuration of an application. Only the file of the preset is read.
 */
public final class ProviderSource {

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
	 * Finds a provider.
	 * @param terminal the terminal
	 * @param name the name of a preset, or of a provider of the application
	 * @return what is known of it
	 */
	public ChosenProvider choose(Terminal terminal, String name) {
		Map<String, Object> own = Map.of();
		List<String> missing = List.of();
		if (this.config != null) {
			ApplicationFile file = ApplicationFile.read(this.config, this.profiles);
			Placeholders placeholders = new Placeholders((key) -> value(terminal, file, key));
			own = placeholders.fill(file.provider(name));
			missing = List.copyOf(placeholders.missing());
		}
		Map<String, Object> set = new LinkedHashMap<>();
		this.settings.forEach((key, value) -> SettingsTree.put(set, key, value));
		return new ChosenProvider(name, beneath(name, SettingsTree.merge(set, own)), missing,
				ProviderFactory.builder().build());
	}

	private Map<String, Object> beneath(String name, Map<String, Object> own) {
		Presets presets = new Presets();
		if (this.config != null) {
			return presets.beneath(name, own);
		}
		Preset preset = presets.find(name);
		if (preset == null) {
			throw Names.unknown("preset '%s'".formatted(name), name, presets.names());
		}
		return preset.beneath(own);
	}

	private static @Nullable String value(Terminal terminal, ApplicationFile file, String key) {
		String variable = terminal.environment(key);
		Object value = (variable == null) ? file.value(key) : variable;
		return (value != null) ? String.valueOf(value) : null;
	}

}
