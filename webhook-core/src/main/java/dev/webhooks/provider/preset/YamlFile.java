package dev.webhooks.provider.preset;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import dev.webhooks.provider.settings.SettingsTree;

/**
 * Reads settings of a YAML file, of which nothing is made but maps, lists and scalars. A
 * time stays the text that it is.
 */
final class YamlFile {

	Map<String, Object> read(InputStream file) {
		LoaderOptions loading = new LoaderOptions();
		loading.setAllowDuplicateKeys(false);
		DumperOptions dumping = new DumperOptions();
		Yaml yaml = new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading,
				new TimesAsTexts());
		return SettingsTree.of(yaml.<Map<String, Object>>load(new InputStreamReader(file, StandardCharsets.UTF_8)));
	}

	private static final class TimesAsTexts extends Resolver {

		@Override
		public void addImplicitResolver(Tag tag, Pattern regexp, @Nullable String first, int limit) {
			if (!tag.equals(Tag.TIMESTAMP)) {
				super.addImplicitResolver(tag, regexp, first, limit);
			}
		}

	}

}
