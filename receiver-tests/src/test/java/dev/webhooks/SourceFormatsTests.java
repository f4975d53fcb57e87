package dev.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no number is written with the digits of a locale, which neither providers
 * nor databases nor other nodes can read. {@code %s} writes those of ASCII.
 */
class SourceFormatsTests {

	private static final Pattern DIGITS_OF_THE_LOCALE = Pattern.compile("\"[^\"\\n]*%[-+0-9.,]*[dfeg](?![a-z])");

	private static final List<String> MODULES = List.of("webhook-core", "webhook-delivery", "webhook-sender",
			"webhook-spring-boot-autoconfigure", "webhook-test", "webhook-spring-boot-test", "webhook-cli");

	@Test
	void noFormatHasTheDigitsOfALocale() throws IOException {
		List<String> found = new ArrayList<>();
		for (String module : MODULES) {
			try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
				for (Path source : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					Files.readString(source)
						.lines()
						.filter((line) -> DIGITS_OF_THE_LOCALE.matcher(line).find())
						.forEach((line) -> found.add(source.getFileName() + ": " + line.strip()));
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void suchAFormatIsFound() {
		assertThat(DIGITS_OF_THE_LOCALE.matcher("\"%s answered %d\".formatted(host, status)").find()).isTrue();
		assertThat(DIGITS_OF_THE_LOCALE.matcher("\"%.0f %% failed\"").find()).isTrue();
		assertThat(DIGITS_OF_THE_LOCALE.matcher("\"%s %% different\"").find()).isFalse();
	}

}
