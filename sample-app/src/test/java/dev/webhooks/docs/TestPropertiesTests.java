package dev.webhooks.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the properties of the project's own tests and documents apart from those of the
 * library.
 */
class TestPropertiesTests {

	/** A property of the JVM, as it is given or as it is read. */
	private static final Pattern PROPERTY_OF_THE_LIBRARY = Pattern.compile("-D"
			+ "webhooks\\.|(System\\.getProperty|Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)\\(\"webhooks\\.");

	@Test
	void noPropertyOfTheJvmIsInTheNameSpaceOfTheLibrary() throws IOException {
		assertThat(files()).hasSizeGreaterThan(100).noneMatch(TestPropertiesTests::hasPropertyOfTheLibrary);
	}

	/** What is in the root, its folders and the sources of each module. */
	private static List<Path> files() throws IOException {
		List<Path> files = new ArrayList<>();
		try (Stream<Path> near = Files.walk(Path.of(".."), 2)) {
			for (Path path : near.toList()) {
				if (path.endsWith("src")) {
					try (Stream<Path> sources = Files.walk(path)) {
						sources.forEach(files::add);
					}
				}
				files.add(path);
			}
		}
		return files.stream().filter((file) -> file.toString().matches(".*\\.(java|md|xml)")).toList();
	}

	private static boolean hasPropertyOfTheLibrary(Path file) {
		try {
			String text = Files.readString(file, StandardCharsets.UTF_8);
			return PROPERTY_OF_THE_LIBRARY.matcher(text).find();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
