package dev.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of each module that is published.
 */
class PublishedModulesTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");

	private static final Pattern MODULE_NAME = Pattern
		.compile("<Automatic-Module-Name>(dev\\.webhooks\\.[a-z.]+)</Automatic-Module-Name>");

	@Test
	void eachHasAModuleNameOfItsOwn() {
		List<String> names = published().flatMap((module) -> matches(MODULE_NAME, module + "/pom.xml")).toList();
		assertThat(names).hasSameSizeAs(published().toList()).doesNotHaveDuplicates();
	}

	@Test
	void theBomHasTheVersionOfEach() {
		assertThat(matches(Pattern.compile("<artifactId>(webhook-[a-z-]+)</artifactId>"), "webhook-bom/pom.xml"))
			.containsAll(published().toList());
	}

	@Test
	void contributorsFindEachInTheList() {
		assertThat(matches(Pattern.compile("^\\| `(webhook-[a-z-]+)` \\|", Pattern.MULTILINE), "CONTRIBUTING.md"))
			.containsAll(published().toList());
		assertThat(matches(Pattern.compile("^\\| `(webhook-[a-z-]+)` \\|", Pattern.MULTILINE), "docs/architecture.md"))
			.containsAll(published().toList());
	}

	private static Stream<String> published() {
		return matches(MODULE, "pom.xml").filter((module) -> !module.equals("webhook-bom"))
			.filter((module) -> !read(module + "/pom.xml").contains("<maven.deploy.skip>true</maven.deploy.skip>"));
	}

	private static Stream<String> matches(Pattern pattern, String file) {
		return pattern.matcher(read(file)).results().map((MatchResult match) -> match.group(1));
	}

	private static String read(String file) {
		try {
			return Files.readString(ROOT.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
