package dev.webhooks.docs.readme;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the README from top to bottom in an empty folder, and does what each of its
 * listings says: commands are run in a copy of the project, the rest goes into an
 * application, which is started after the steps that change it. All tests of the build
 * are left out. It takes some minutes, so it has to be asked for:
 * {@code -Dtests.readme=true}, with options of Maven in {@code tests.readme.options}.
 */
@EnabledIf(value = "isAskedFor", disabledReason = ReadmeTests.REASON)
class ReadmeTests {

	static final String REASON = "That takes minutes, and -Dtests.readme=true asks for it";

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Set<String> NOT_COPIED = Set.of("target", ".git", ".cifuzz-corpus");

	private static final String SECRET = "any-text-can-be-the-secret";

	@TempDir
	Path folder;

	private Path clone;

	private Path application;

	private Path repository;

	private Command sample;

	private int samplePort;

	static boolean isAskedFor() {
		boolean asked = Boolean.getBoolean("tests.readme");
		if (!asked) {
			System.out.println("The README is not followed: " + REASON);
		}
		return asked;
	}

	@BeforeEach
	void makeFolders() throws IOException {
		this.clone = this.folder.resolve("clone");
		this.application = this.folder.resolve("shop");
		this.repository = this.folder.resolve("repository");
		copy(ROOT, this.clone);
		shareRepository(
				Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository")));
	}

	/** The links go before the folder is deleted, so that nothing behind them is. */
	@AfterEach
	void leave() throws IOException {
		if (this.sample != null) {
			this.sample.close();
		}
		for (Path shared : List.of(this.repository, this.repository.resolve("dev"))) {
			try (Stream<Path> links = Files.list(shared)) {
				for (Path link : links.filter(Files::isSymbolicLink).toList()) {
					Files.delete(link);
				}
			}
		}
	}

	@Test
	void eachListingDoesWhatTheReadmeSays() throws Exception {
		ReaderProject project = new ReaderProject(this.application, this.clone);
		String heading = "";
		for (Listing listing : Listing.of(ROOT.resolve("README.md"))) {
			if (!listing.heading().equals(heading)) {
				finish(heading);
				heading = listing.heading();
			}
			if (listing.language().equals("shell")) {
				for (String line : listing.text().lines().toList()) {
					run(line.replaceFirst("\\s+#.*", ""));
				}
			}
			else {
				project.add(listing);
			}
		}
		finish(heading);
		assertThat(heading).isEqualTo("A test");
	}

	private void run(String command) throws Exception {
		if (command.contains("spring-boot:run")) {
			this.samplePort = TestSocketUtils.findAvailableTcpPort();
			this.sample = Command.start(this.clone, Map.of("SERVER_PORT", "" + this.samplePort), maven(command));
			this.sample.await("/shop shows what became of the events");
		}
		else if (command.startsWith("java -jar")) {
			assertThat(Command.run(this.clone, Map.of(), command.replace(":8080", ":" + this.samplePort)))
				.contains("200 in ", "{\"status\":\"processed\"");
			this.sample.await("Deploying commit ");
		}
		else {
			Command.run(this.clone, Map.of(), maven(command.replace("verify", "verify -Dmaven.test.skip")));
		}
	}

	/** What the reader tries at the end of a section. */
	private void finish(String heading) throws Exception {
		switch (heading) {
			case "In your application" -> {
				assertSourcesAndJavadocAreInstalled();
				payIn("There is no inbox", "processed");
			}
			case "The step to the inbox" -> payIn("tables webhook_*, application", "accepted");
			case "A test" -> assertThat(Command.run(this.application, Map.of(), maven("mvn -B test")))
				.contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
			default -> assertThat(heading).isIn("", "Try it");
		}
	}

	private void assertSourcesAndJavadocAreInstalled() throws IOException {
		try (Stream<Path> files = Files.walk(this.repository.resolve("dev/webhooks/webhook-core"))) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.anyMatch((name) -> name.endsWith("-sources.jar"))
				.anyMatch((name) -> name.endsWith("-javadoc.jar"));
		}
	}

	/** Starts the application, which says what inbox it has, and pays. */
	private void payIn(String inbox, String status) throws Exception {
		int port = TestSocketUtils.findAvailableTcpPort();
		Map<String, String> environment = Map.of("SERVER_PORT", "" + port, "STRIPE_WEBHOOK_SECRET", SECRET);
		try (Command shop = Command.start(this.application, environment, maven("mvn -q spring-boot:run"))) {
			shop.await("Started ShopApplication");
			shop.await(inbox);
			assertThat(Command.run(this.clone, Map.of("STRIPE_WEBHOOK_SECRET", SECRET),
					"java -jar webhook-cli/target/webhook-cli-0.1.0-SNAPSHOT-all.jar send stripe"
							+ " payment_intent.succeeded --url http://localhost:" + port + "/webhooks/stripe"))
				.contains("200 in ", "{\"status\":\"" + status + "\"");
			shop.await(": 4250 usd paid");
		}
	}

	private String maven(String command) {
		return command.replaceFirst("^mvn ", "exec mvn -Dmaven.repo.local=%s %s ".formatted(this.repository,
				System.getProperty("tests.readme.options", "")));
	}

	/** What is installed must not get into the repository of whoever runs this. */
	private void shareRepository(Path original) throws IOException {
		Path own = Files.createDirectories(this.repository.resolve("dev"));
		link(original, this.repository, "dev");
		if (Files.isDirectory(original.resolve("dev"))) {
			link(original.resolve("dev"), own, "webhooks");
		}
	}

	private static void link(Path original, Path copy, String except) throws IOException {
		try (Stream<Path> entries = Files.list(original)) {
			for (Path entry : entries.filter((entry) -> !entry.endsWith(except)).toList()) {
				Files.createSymbolicLink(copy.resolve(entry.getFileName()), entry.toAbsolutePath());
			}
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		Files.walkFileTree(from, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				if (NOT_COPIED.contains(folder.getFileName().toString())) {
					return FileVisitResult.SKIP_SUBTREE;
				}
				Files.createDirectories(to.resolve(from.relativize(folder).toString()));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (!file.getFileName().toString().equals(".git")) {
					Files.copy(file, to.resolve(from.relativize(file).toString()));
				}
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
