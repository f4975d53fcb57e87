package dev.webhooks.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.cli.terminal.Terminal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a command loads, on which depends how fast it starts.
 */
class LoadingTests {

	private static final String PRESETS = "dev/webhooks/provider/preset/";

	private final Recording loader = new Recording();

	@AfterEach
	void close() throws IOException {
		this.loader.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "--version" })
	void whatOnlyTellsOfItselfLoadsNothingElse(String argument) throws Exception {
		assertThat(run(argument)).isNotEmpty();
		assertThat(this.loader.classes).noneMatch((name) -> Stream
			.of("tools.jackson.", "com.github.benmanes.", "inet.ipaddr.", "com.nimbusds.", "org.yaml.",
					"org.springframework.", "dev.webhooks.provider.preset.", "java.net.http.")
			.anyMatch(name::startsWith));
	}

	@Test
	void helpOfACommandLoadsNoneOfTheLargeLibraries() throws Exception {
		assertThat(run("send", "--help")).contains("--concurrency");
		assertThat(this.loader.classes).noneMatch((name) -> Stream
			.of("com.github.benmanes.", "inet.ipaddr.", "com.nimbusds.", "org.yaml.", "tools.jackson.databind.ser")
			.anyMatch(name::startsWith));
	}

	@Test
	void onlyTheCommandThatIsRunIsLookedAt() throws Exception {
		run("events", "stripe");
		assertThat(this.loader.classes).contains("dev.webhooks.cli.EventsCommand")
			.doesNotContain("dev.webhooks.cli.send.Tally", "dev.webhooks.cli.Verdict");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sign github --event issues.opened", "send github issues.opened --url http://h/ --dry-run",
			"secret github", "events github", "providers github", "verify github" })
	void noPresetIsReadButTheOneThatItIsAbout(String command) throws Exception {
		run(command.split(" "));
		assertThat(this.loader.presets).containsExactly("github");
	}

	private String run(String... arguments) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Class<?> terminal = this.loader.loadClass(Terminal.class.getName());
		Object builder = terminal.getMethod("builder").invoke(null);
		Function<String, String> environment = (name) -> name.equals("GITHUB_WEBHOOK_SECRET") ? "a secret of GitHub's"
				: null;
		InputStream input = new ByteArrayInputStream(
				"POST /webhooks/github HTTP/1.1\nX-Hub-Signature-256: sha256=00\n\n{}"
					.getBytes(StandardCharsets.UTF_8));
		builder.getClass()
			.getMethod("streams", InputStream.class, OutputStream.class, OutputStream.class)
			.invoke(builder, input, out, out);
		builder.getClass().getMethod("environment", Function.class).invoke(builder, environment);
		Object built = builder.getClass().getMethod("build").invoke(builder);
		this.loader.loadClass(WebhookCommand.class.getName())
			.getMethod("run", terminal, String[].class)
			.invoke(null, built, arguments);
		return out.toString(StandardCharsets.UTF_8);
	}

	/** Loads the command line anew, and remembers what that takes. */
	private static final class Recording extends URLClassLoader {

		final Set<String> classes = new ConcurrentSkipListSet<>();

		final Set<String> presets = new ConcurrentSkipListSet<>();

		Recording() {
			super(classPath(), ClassLoader.getPlatformClassLoader());
		}

		private static URL[] classPath() {
			return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map((entry) -> {
				try {
					return new File(entry).toURI().toURL();
				}
				catch (MalformedURLException ex) {
					throw new UncheckedIOException(ex);
				}
			}).toArray(URL[]::new);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			this.classes.add(name);
			return super.loadClass(name, resolve);
		}

		@Override
		public InputStream getResourceAsStream(String name) {
			if (name.startsWith(PRESETS) && name.endsWith(".yml")) {
				this.presets.add(name.substring(PRESETS.length(), name.length() - 4));
			}
			return super.getResourceAsStream(name);
		}

	}

}
