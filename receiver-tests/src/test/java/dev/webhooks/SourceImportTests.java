package dev.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the sources name no type of a higher layer, be it in their Javadoc alone: of
 * that nothing is left in the classes that {@link ArchitectureTests} reads.
 */
class SourceImportTests {

	private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

	private static final Pattern NAMED_TYPE = Pattern.compile("\\b(dev\\.webhooks(?:\\.[a-z]\\w*)*)\\.[A-Z]\\w*");

	/** Those that are not published belong to no layer. */
	private static final List<String> MODULES = List.of("webhook-core", "webhook-delivery", "webhook-sender",
			"webhook-spring-boot-autoconfigure", "webhook-test", "webhook-spring-boot-test", "webhook-cli");

	@Test
	void noSourceNamesAHigherLayer() throws IOException {
		List<String> found = new ArrayList<>();
		for (String module : MODULES) {
			try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
				List<Path> sources = files.filter((path) -> path.toString().endsWith(".java")).toList();
				assertThat(sources).isNotEmpty();
				for (Path source : sources) {
					higherIn(Files.readString(source)).forEach((name) -> found.add(source.getFileName() + ": " + name));
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void anImportForJavadocCountsToo() {
		assertThat(higherIn("""
				package dev.webhooks.delivery.store;

				import dev.webhooks.delivery.Message;
				import dev.webhooks.delivery.engine.DeliveryEngine;

				/**
				 * Stores a {@link Message} of a {@link DeliveryEngine} or a
				 * {@link dev.webhooks.inbox.WebhookInbox}.
				 */
				interface DeliveryStore {
				}
				""")).containsExactly("dev.webhooks.delivery.engine.DeliveryEngine", "dev.webhooks.inbox.WebhookInbox");
	}

	private static List<String> higherIn(String source) {
		Matcher declaration = PACKAGE.matcher(source);
		assertThat(declaration.find()).isTrue();
		int layer = ArchitectureTests.layer(declaration.group(1));
		return NAMED_TYPE.matcher(source)
			.results()
			.filter((name) -> ArchitectureTests.layer(name.group(1)) > layer)
			.map(MatchResult::group)
			.toList();
	}

}
