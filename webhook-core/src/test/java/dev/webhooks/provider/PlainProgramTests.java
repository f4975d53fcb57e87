package dev.webhooks.provider;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs in a Java of their own, with nothing on their class path but the core and some
 * of the libraries that it knows.
 */
class PlainProgramTests {

	private static final List<String> LIBRARIES = List.of("spring-core", "jackson-", "snakeyaml", "ipaddress",
			"caffeine", "bucket4j", "slf4j-api", "jspecify", "commons-logging", "nimbus-jose-jwt",
			"commons-fileupload2-core", "commons-io");

	@Test
	void aPresetSignsAndVerifies() throws Exception {
		assertThat(run(PlainSignature.class, (library) -> true, "{\"type\":\"invoice.paid\",\"id\":\"evt_1\"}"))
			.containsSubsequence("t=1772366400,v1=", "invoice.paid evt_1");
	}

	@Test
	void aPresetThatNeedsNoTokensNeedsNoNimbus() throws Exception {
		assertThat(run(PlainSignature.class, withoutNimbus(), "{\"type\":\"invoice.paid\",\"id\":\"evt_1\"}"))
			.contains("invoice.paid evt_1");
	}

	@Test
	void aPresetThatNeedsNimbusNamesItWhereItIsNotThere() throws Exception {
		assertThat(run(PlainTokens.class, withoutNimbus())).contains("com.nimbusds:nimbus-jose-jwt");
	}

	@Test
	void aPresetThatNeedsNimbusIsMadeWithIt() throws Exception {
		assertThat(run(PlainTokens.class, (library) -> true)).contains("monday");
	}

	@Test
	void aFormatThatNeedsALibraryNamesItWhereItIsNotThere() throws Exception {
		assertThat(run(PlainForms.class, (library) -> !library.startsWith("commons-fileupload2"))).contains(
				"event.format: Add the dependency org.apache.commons:commons-fileupload2-core:2.0.0-M5.",
				"SIGNATURE_MALFORMED: A form in parts cannot be read without the dependency org.apache.commons:commons");
	}

	@Test
	void aFormatThatNeedsALibraryIsReadWithIt() throws Exception {
		assertThat(run(PlainForms.class, (library) -> true)).contains("mail",
				"SIGNATURE_MISSING: There is no signature");
	}

	private static Predicate<String> withoutNimbus() {
		return (library) -> !library.startsWith("nimbus-");
	}

	private static String run(Class<?> program, Predicate<String> libraries, String... arguments)
			throws IOException, InterruptedException {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> isNeeded(Path.of(entry).getFileName().toString(), libraries))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath,
					program.getName()), Stream.of(arguments))
			.toList();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	private static boolean isNeeded(String entry, Predicate<String> libraries) {
		boolean library = LIBRARIES.stream().anyMatch(entry::startsWith) && libraries.test(entry);
		return library || entry.equals("classes") || entry.equals("test-classes");
	}

}
