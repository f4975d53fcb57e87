package dev.webhooks.inbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.databases.TestDatabase;

/**
 * The class path of nodes, with an archive of the classes that an {@link EngineNode}
 * loads, so that they start faster. The virtual machine only archives what is in jars, so
 * folders are put into some.
 */
final class NodeClassPath {

	private static final Path DIRECTORY = Path.of("target", "nodes").toAbsolutePath();

	private static final Path ARCHIVE = DIRECTORY.resolve("classes.jsa");

	private static @Nullable List<String> options;

	private NodeClassPath() {
	}

	/**
	 * Gives the options of the virtual machine.
	 */
	static synchronized List<String> options() {
		if (options == null) {
			try {
				String classPath = classPath();
				archive(classPath);
				options = List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-cp", classPath);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return options;
	}

	private static String classPath() throws IOException {
		Files.createDirectories(DIRECTORY);
		List<String> jars = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			jars.add(Files.isDirectory(path) ? jar(path, DIRECTORY.resolve(jars.size() + ".jar")) : entry);
		}
		return String.join(File.pathSeparator, jars);
	}

	private static String jar(Path directory, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new JarEntry(directory.relativize(file).toString().replace(File.separatorChar, '/')));
				Files.copy(file, out);
			}
		}
		return jar.toString();
	}

	/** Has a node of another application write down what it loads until it is ready. */
	private static void archive(String classPath) throws IOException {
		Files.deleteIfExists(ARCHIVE);
		Process process = NodeCommand.on(TestDatabase.POSTGRES_NEWEST)
			.with("webhooks.inbox.application=archive", "webhooks.inbox.lease=2s", "test.ends=true")
			.engineOnly()
			.run(List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", classPath));
		byte[] output = process.getInputStream().readAllBytes();
		if (!Files.exists(ARCHIVE)) {
			System.out
				.println("Nodes start without an archive of classes: " + new String(output, Charset.defaultCharset()));
		}
	}

}
