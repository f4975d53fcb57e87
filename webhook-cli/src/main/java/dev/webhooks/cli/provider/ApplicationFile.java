package dev.webhooks.cli.provider;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.provider.settings.SettingsTree;

/**
 * The configuration file of an application: {@code application.yml} or
 * {@code application.properties}, of which documents for profiles count where their
 * profile is named.
 */
final class ApplicationFile {

	private static final String PROVIDERS = "webhooks.providers";

	private static final Pattern INDEX = Pattern.compile("\\d+");

	private final Path file;

	private final Map<String, Object> tree;

	private ApplicationFile(Path file, Map<String, Object> tree) {
		this.file = file;
		this.tree = tree;
	}

	static ApplicationFile read(Path file, List<String> profiles) {
		String name = String.valueOf(file.getFileName());
		try (Reader reader = Files.newBufferedReader(file)) {
			return new ApplicationFile(file,
					name.endsWith(".properties") ? ofProperties(reader) : ofYaml(reader, profiles));
		}
		catch (IOException ex) {
			throw CommandFailure.usage("The file '%s' cannot be read.".formatted(file),
					"Name the application.yml or application.properties of the application.");
		}
		catch (YAMLException | ClassCastException ex) {
			throw CommandFailure.usage("The file '%s' is not a configuration in YAML.".formatted(file),
					"Name the application.yml or application.properties of the application.");
		}
	}

	private static Map<String, Object> ofYaml(Reader reader, List<String> profiles) {
		LoaderOptions loading = new LoaderOptions();
		DumperOptions dumping = new DumperOptions();
		Yaml yaml = new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading,
				new TimesAsTexts());
		Map<String, Object> tree = new LinkedHashMap<>();
		for (Object document : yaml.loadAll(reader)) {
			Map<String, Object> settings = (document != null) ? SettingsTree.of(texts(document)) : Map.of();
			Object profile = at(settings, "spring.config.activate.on-profile");
			if (profile == null || profiles.contains(String.valueOf(profile))) {
				tree = SettingsTree.merge(settings, tree);
			}
		}
		return tree;
	}

	/** The keys of a YAML file may be numbers. */
	private static Map<String, Object> texts(Object document) {
		Map<String, Object> texts = new LinkedHashMap<>();
		((Map<?, ?>) document).forEach((key, value) -> texts.put(String.valueOf(key), value));
		return texts;
	}

	private static Map<String, Object> ofProperties(Reader reader) throws IOException {
		Properties properties = new Properties();
		properties.load(reader);
		Map<String, Object> tree = new LinkedHashMap<>();
		properties.stringPropertyNames()
			.stream()
			.sorted()
			.forEach((key) -> SettingsTree.put(tree, key, properties.getProperty(key)));
		return lists(tree);
	}

	/** Properties write lists by indexes. */
	@SuppressWarnings("unchecked")
	private static Map<String, Object> lists(Map<String, Object> tree) {
		tree.replaceAll((key, value) -> {
			if (!(value instanceof Map)) {
				return value;
			}
			Map<String, Object> child = lists((Map<String, Object>) value);
			boolean indexes = child.keySet().stream().allMatch((name) -> INDEX.matcher(name).matches());
			return indexes ? List.copyOf(ordered(child).values()) : child;
		});
		return tree;
	}

	private static Map<Integer, Object> ordered(Map<String, Object> items) {
		Map<Integer, Object> ordered = new TreeMap<>();
		items.forEach((index, item) -> ordered.put(Integer.valueOf(index), item));
		return ordered;
	}

	/**
	 * Settings of a provider, without those of its preset.
	 * @param name the key below {@code webhooks.providers}
	 * @return the settings as they stand in the file
	 */
	@SuppressWarnings("unchecked")
	Map<String, Object> provider(String name) {
		Map<String, Object> providers = (at(this.tree, PROVIDERS) instanceof Map<?, ?> all) ? (Map<String, Object>) all
				: Map.of();
		Object found = providers.get(name);
		if (found == null) {
			found = providers.get("[" + name + "]");
		}
		if (found == null) {
			throw Names.unknown("provider '%s' in %s".formatted(name, this.file), name, providers.keySet());
		}
		return (found instanceof Map<?, ?> settings) ? (Map<String, Object>) settings : Map.of();
	}

	/**
	 * Finds a value anywhere in the file.
	 * @param key the key
	 * @return the value or {@code null}
	 */
	@Nullable Object value(String key) {
		return at(this.tree, key);
	}

	private static @Nullable Object at(Map<String, Object> tree, String key) {
		Object found = tree;
		for (String element : key.split("\\.")) {
			found = (found instanceof Map<?, ?> group) ? group.get(element) : null;
		}
		return found;
	}

	/** A time stays the text that it is. */
	private static final class TimesAsTexts extends Resolver {

		@Override
		public void addImplicitResolver(Tag tag, Pattern regexp, @Nullable String first, int limit) {
			if (!tag.equals(Tag.TIMESTAMP)) {
				super.addImplicitResolver(tag, regexp, first, limit);
			}
		}

	}

}
