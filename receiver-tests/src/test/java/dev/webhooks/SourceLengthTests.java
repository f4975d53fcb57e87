package dev.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how long the source files are: a class that outgrows its limit is two classes.
 */
class SourceLengthTests {

	private static final int LONGEST = 300;

	private static final int LONGEST_OF_THE_ENGINE = 220;

	@Test
	void noClassIsLong() throws IOException {
		assertThat(longerThan(LONGEST, modules())).isEmpty();
	}

	@Test
	void noClassOfTheEngineIsLong() throws IOException {
		assertThat(longerThan(LONGEST_OF_THE_ENGINE, List.of(Path.of("../webhook-delivery")))).isEmpty();
	}

	private static List<Path> modules() throws IOException {
		try (Stream<Path> folders = Files.list(Path.of(".."))) {
			return folders.filter((module) -> Files.isDirectory(module.resolve("src/main/java"))).toList();
		}
	}

	private static List<String> longerThan(int lines, List<Path> modules) throws IOException {
		assertThat(modules).isNotEmpty();
		List<String> longer = new ArrayList<>();
		for (Path module : modules) {
			try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					int length = Files.readAllLines(file).size();
					if (length > lines) {
						longer.add(file.getFileName() + ": " + length);
					}
				}
			}
		}
		return longer;
	}

}
