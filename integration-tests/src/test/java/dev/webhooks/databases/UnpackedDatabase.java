package dev.webhooks.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.stream.Stream;

/**
 * The binaries of a database, which Maven unpacks beside the compiled tests.
 */
record UnpackedDatabase(Path directory) {

	static boolean exists(String name) {
		return Files.isDirectory(path(name));
	}

	static UnpackedDatabase of(String name) {
		if (!exists(name)) {
			throw new IllegalStateException("There is no " + path(name)
					+ ". Run 'mvn -pl integration-tests -am generate-test-resources', with the properties of the tests");
		}
		return new UnpackedDatabase(path(name));
	}

	private static Path path(String name) {
		try {
			Path classes = Path.of(UnpackedDatabase.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return classes.resolveSibling("databases").resolve(name);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Gives the only file or directory of a pattern.
	 */
	Path file(String pattern) {
		PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
		int depth = pattern.split("/").length;
		try (Stream<Path> files = Files.walk(this.directory, depth)) {
			return files.filter((file) -> matcher.matches(this.directory.relativize(file))).reduce((one, another) -> {
				throw new IllegalStateException(one + " and " + another + ": run 'mvn clean'");
			}).orElseThrow(() -> new IllegalStateException("No " + pattern + " in " + this.directory));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
