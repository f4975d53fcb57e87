package dev.webhooks.provider.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.NearestName;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * The presets of the library: YAML files beside this class, each with the keys that a
 * user could write below {@code webhooks.providers.<name>}. Safe for use by several
 * threads.
 */
public final class Presets {

	/** Where the files are. */
	private static final String FOLDER = "dev/webhooks/provider/preset/";

	private static final String SUFFIX = ".yml";

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

	/**
	 * Finds a preset.
	 * @param name the name
	 * @return the preset or {@code null} if there is none
	 */
	public @Nullable Preset find(String name) {
		if (!NAME.matcher(name).matches()) {
			return null;
		}
		try (InputStream file = Presets.class.getResourceAsStream(name + SUFFIX)) {
			return (file != null) ? new Preset(name, Collections.unmodifiableMap(new YamlFile().read(file))) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read the preset " + name, ex);
		}
	}

	/**
	 * Finds a preset that has to be there.
	 * @param name the name
	 * @return the preset
	 * @throws InvalidSettingException if there is none; it names the nearest
	 */
	public Preset get(String name) {
		Preset preset = find(name);
		if (preset == null) {
			List<String> names = names();
			String nearest = NearestName.of(name, names);
			throw InvalidSettingException.of("preset", "There is no preset '%s'.".formatted(name),
					((nearest != null) ? "Did you mean '%s'? ".formatted(nearest) : "") + "The presets are "
							+ String.join(", ", names) + ".");
		}
		return preset;
	}

	/**
	 * Lays the settings of a user over those of the preset that they name, or that is
	 * named like the provider, if there is one.
	 * @param provider the name of the provider
	 * @param settings the settings of the user
	 * @return the settings of both, as a tree
	 * @throws InvalidSettingException if there is no preset of the name that is set
	 */
	public Map<String, Object> beneath(String provider, Map<String, ?> settings) {
		Object named = settings.get("preset");
		Preset preset = (named != null) ? get(String.valueOf(named)) : find(provider);
		return (preset != null) ? preset.beneath(settings) : SettingsTree.of(settings);
	}

	/**
	 * Names of all presets.
	 * @return the names in order
	 */
	public List<String> names() {
		try {
			PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(
					Presets.class.getClassLoader());
			return Arrays.stream(resolver.getResources("classpath*:" + FOLDER + "*" + SUFFIX))
				.map((resource) -> String.valueOf(resource.getFilename()))
				.map((file) -> file.substring(0, file.length() - SUFFIX.length()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot list the presets", ex);
		}
	}

}
