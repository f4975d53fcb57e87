package dev.webhooks.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.webhooks.provider.preset.Presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The files below {@code webhooks}: there are as many as promised, they can be read, and
 * they hold nobody's data.
 */
class FixtureFilesTests {

	/** The most used providers, which have at least five events each. */
	private static final Set<String> MOST_USED = Set.of("stripe", "github", "shopify", "slack", "twilio", "paypal",
			"gitlab", "sendgrid", "mailgun", "discord", "hubspot", "square", "adyen", "zoom", "linear", "jira", "meta",
			"telegram", "clerk", "standard-webhooks");

	/** Providers that say the same each time: there is a single type of event. */
	private static final Set<String> OF_ONE_TYPE = Set.of("airtable", "docker-hub", "dropbox", "mollie-classic");

	/** An address for mail; that of a repository has the user git. */
	private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.+-])(?!git@)[\\w.+-]+@([\\w-]+(?:\\.[\\w-]+)+)");

	private static final int MOST_BYTES = 10_000;

	@Test
	void areThereForEachPreset() {
		assertThat(new TreeSet<>(byPreset().keySet())).isEqualTo(new TreeSet<>(new Presets().names()));
	}

	@Test
	void areFiveOrMoreForTheMostUsedProviders() {
		assertThat(MOST_USED).hasSize(20)
			.allSatisfy((preset) -> assertThat(byPreset().get(preset)).hasSizeGreaterThan(4));
	}

	@Test
	void areTwoOrMoreForAllOthersThatHaveSeveralTypes() {
		assertThat(byPreset()).allSatisfy(
				(preset, files) -> assertThat(files).hasSizeGreaterThanOrEqualTo(OF_ONE_TYPE.contains(preset) ? 1 : 2));
	}

	@ParameterizedTest
	@MethodSource("files")
	void canBeRead(Resource file) throws IOException {
		String name = String.valueOf(file.getFilename());
		byte[] content = file.getContentAsByteArray();
		if (name.endsWith(".json")) {
			assertThat(JsonMapper.shared().readTree(content)).isNotEmpty();
		}
		else if (name.endsWith(".form")) {
			assertThat(new String(content, StandardCharsets.UTF_8).lines()).isNotEmpty()
				.allMatch((line) -> line.indexOf('=') > 0);
		}
		else {
			assertThat(name).endsWith(".xml");
			assertThatNoException().isThrownBy(() -> DocumentBuilderFactory.newDefaultNSInstance()
				.newDocumentBuilder()
				.parse(file.getInputStream()));
		}
	}

	@ParameterizedTest
	@MethodSource("files")
	void areOfBoundedSizeAndHoldNobodysAddress(Resource file) throws IOException {
		String content = file.getContentAsString(StandardCharsets.UTF_8);
		assertThat(content).hasSizeLessThan(MOST_BYTES).doesNotContain("\r", "\t");
		assertThat(ADDRESS.matcher(content).results().map((found) -> found.group(1)))
			.allMatch((host) -> host.matches("(.+\\.)?example\\.com|thread\\.v2"));
	}

	@ParameterizedTest
	@MethodSource("files")
	void haveNamesThatAllFileSystemsTake(Resource file) throws IOException {
		assertThat(below(file)).matches("[A-Za-z0-9._/%-]+").doesNotContain("//");
	}

	private static Map<String, List<Resource>> byPreset() {
		Map<String, List<Resource>> files = new TreeMap<>();
		files().forEach((file) -> files
			.computeIfAbsent(below(file).substring(0, below(file).indexOf('/')), (preset) -> new ArrayList<>())
			.add(file));
		return files;
	}

	static List<Resource> files() {
		try {
			return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:webhooks/**/*.*"))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String below(Resource file) {
		try {
			String path = file.getFile().getPath().replace('\\', '/');
			return path.substring(path.lastIndexOf("/webhooks/") + "/webhooks/".length());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
