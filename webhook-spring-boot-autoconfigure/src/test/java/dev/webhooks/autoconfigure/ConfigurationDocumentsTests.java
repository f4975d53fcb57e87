package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SettingsTree;
import dev.webhooks.signature.SignatureRecipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Compares the classes of the properties, the metadata, the code that reads the values
 * and {@code docs/configuration.md}. The tables of the page are written if the system
 * property {@code tests.docs.write} is {@code true}.
 */
class ConfigurationDocumentsTests {

	private static final Path PAGE = Path.of("..", "docs", "configuration.md");

	private static final String INBOX = "inbox.";

	private static final Pattern TABLES = Pattern.compile("(?<=\\n## Keys\\n\\n).*?(?=\\nMost of them once more)",
			Pattern.DOTALL);

	static List<KeyRow> keysOfMetadata() {
		return KeysOfMetadata.all();
	}

	static List<KeyRow> keysOfProvider() {
		return KeysOfProvider.all();
	}

	static List<KeyRow> keysOfListener() {
		return KeysOfProvider.ofListener();
	}

	static Stream<KeyRow> closedKeysOfProvider() {
		return KeysOfProvider.all().stream().filter(KeyRow::isClosed);
	}

	@Test
	void thePageSaysWhatTheClassesSay() throws IOException {
		String page = Files.readString(PAGE);
		String expected = TABLES.matcher(page).replaceFirst(Matcher.quoteReplacement(tables()));
		if (Boolean.getBoolean("tests.docs.write")) {
			Files.writeString(PAGE, expected);
		}
		assertThat(Files.readString(PAGE))
			.as("docs/configuration.md is not what the classes say. Write it anew: %s",
					ProviderDocuments.COMMAND.replace("ProviderDocumentsTests", "ConfigurationDocumentsTests"))
			.isEqualTo(expected);
	}

	private static String tables() {
		Predicate<KeyRow> ofNames = (key) -> key.name().equals("providers") || key.name().equals("listeners");
		Predicate<KeyRow> ofInbox = (key) -> key.name().startsWith(INBOX);
		return table("Key below `webhooks`", belowWebhooks().filter(ofNames.or(ofInbox).negate()))
				+ table("Key below `webhooks.inbox` ([inbox.md](inbox.md))",
						belowWebhooks().filter(ofInbox).map((key) -> below(INBOX, key)))
				+ table("Key below `webhooks.listeners.\"[<id>]\"` ([listeners.md](listeners.md#when-a-listener-fails))",
						KeysOfProvider.ofListener().stream())
				+ table("Key below `webhooks.providers.<name>`", KeysOfProvider.all().stream())
				+ table("Key below `management.endpoint.webhooks` ([endpoint.md](endpoint.md))",
						keysBelow("management.endpoint.webhooks."));
	}

	private static Stream<KeyRow> belowWebhooks() {
		return keysBelow("webhooks.");
	}

	private static Stream<KeyRow> keysBelow(String prefix) {
		return KeysOfMetadata.all()
			.stream()
			.filter((key) -> key.name().startsWith(prefix))
			.map((key) -> below(prefix, key));
	}

	private static KeyRow below(String prefix, KeyRow key) {
		return new KeyRow(key.name().substring(prefix.length()), key.type(), key.defaultValue(), key.description());
	}

	private static String table(String head, Stream<KeyRow> keys) {
		return keys.map(KeyRow::row)
			.collect(Collectors.joining("", "| %s | Default | Meaning |\n|---|---|---|\n".formatted(head), "\n"));
	}

	@ParameterizedTest
	@MethodSource({ "keysOfMetadata", "keysOfProvider", "keysOfListener" })
	void isDescribedByASentence(KeyRow key) {
		assertThat(key.description()).isNotBlank().endsWith(".").doesNotContain("*/", "{@");
	}

	@Test
	void theKeysOfAProviderAreThoseThatTheCoreReads() {
		assertThat(KeysOfProvider.all()).extracting(KeyRow::name)
			.allSatisfy((key) -> assertThat(key).matches("[a-z]+(-[a-z]+)*(\\[])?(\\.([a-z-]+|\\*))*"))
			.doesNotHaveDuplicates()
			.contains("path", "signature.timestamp-unit", "secrets[].expires", "handshakes[].response.headers.*",
					"signature.jwt.claims.*", "client-certificate.san", "about.title");
	}

	@ParameterizedTest
	@MethodSource("closedKeysOfProvider")
	void everyValueThatIsOfferedIsOneThatTheCoreReads(KeyRow key) {
		assertThat(key.values()).hasSizeGreaterThan(1)
			.allSatisfy((value) -> assertThat(ProviderSettings.of(SettingsTree.of(setting(key.name(), value))))
				.isNotNull());
	}

	private static Map<String, Object> setting(String key, String value) {
		int list = key.indexOf("[].");
		return (list < 0) ? Map.of(key, value)
				: Map.of(key.substring(0, list), List.of(Map.of(key.substring(list + 3), value)));
	}

	@Test
	void allSchemesAreNamedWhereTheSchemeIsDescribed() {
		InvalidSettingException unknown = catchThrowableOfType(InvalidSettingException.class,
				() -> new SignatureSchemes(Map.of()).create("nonsense", SignatureRecipe.builder().build()));
		Matcher known = Pattern.compile("Known are ([a-z0-9, -]+)\\.").matcher(unknown.getMessage());
		assertThat(known.find()).isTrue();
		String description = key("signature.scheme").description();
		assertThat(known.group(1).split(", ")).hasSizeGreaterThan(5)
			.allSatisfy((scheme) -> assertThat(description).contains("'" + scheme + "'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hmac", "hash", "ecdsa" })
	void allAlgorithmsThatASchemeKnowsAreNamedWhereTheAlgorithmIsDescribed(String scheme) {
		InvalidSettingException unknown = catchThrowableOfType(InvalidSettingException.class,
				() -> new SignatureSchemes(Map.of()).create(scheme,
						SignatureRecipe.builder().algorithm("nonsense").build()));
		List<String> known = Pattern.compile("\\b(md5|sha\\d+)\\b")
			.matcher(unknown.getMessage())
			.results()
			.map(MatchResult::group)
			.toList();
		String description = key("signature.algorithm").description();
		assertThat(known).hasSizeGreaterThan(2)
			.allSatisfy((algorithm) -> assertThat(description).contains("'" + algorithm + "'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "methods", "handshakes[].method" })
	void theMethodsOfRequestsAreOffered(String key) {
		assertThat(key(key).values()).contains("GET", "POST", "PUT");
	}

	private static KeyRow key(String name) {
		return KeysOfProvider.all().stream().filter((key) -> key.name().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void allPresetsAreOfferedAsNamesOfProviders() {
		Map<String, String> offered = new TreeMap<>();
		JsonNode hint = KeysOfMetadata.hint("webhooks.providers.keys");
		hint.path("values")
			.values()
			.forEach((value) -> offered.put(value.path("value").asString(),
					value.path("description").asString().replaceAll("\\.$", "")));
		assertThat(offered).isEqualTo(PresetFile.all()
			.stream()
			.collect(Collectors.toMap(PresetFile::name, (preset) -> preset.settings().about().title())));
		assertThat(hint.at("/providers/0/name").asString()).as("any other name is possible").isEqualTo("any");
	}

}
