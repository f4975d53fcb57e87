package dev.webhooks.cli.listen;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import dev.webhooks.cli.WebhookCommand;
import dev.webhooks.cli.terminal.Person;
import dev.webhooks.cli.terminal.Terminal;

/**
 * A command that runs in a thread of its own, and listens.
 */
final class RunningCommand {

	private static final Pattern LISTENING = Pattern.compile("Listening on (http://localhost:\\d+)");

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final CompletableFuture<Integer> exitCode;

	private RunningCommand(Map<String, String> environment, Clock clock, boolean person, String... arguments) {
		Terminal terminal = Terminal.builder()
			.streams(InputStream.nullInputStream(), this.out, this.err)
			.environment(environment::get)
			.clock(clock)
			.person(new Onlooker(person))
			.build();
		this.exitCode = CompletableFuture.supplyAsync(() -> WebhookCommand.run(terminal, arguments),
				(task) -> new Thread(task, "command").start());
	}

	static RunningCommand of(Map<String, String> environment, Clock clock, String... arguments) {
		return new RunningCommand(environment, clock, false, arguments);
	}

	static RunningCommand watched(Map<String, String> environment, Clock clock, String... arguments) {
		return new RunningCommand(environment, clock, true, arguments);
	}

	/** Waits until it listens. */
	String url() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			if (this.exitCode.isDone()) {
				throw new AssertionError("It has ended: " + err());
			}
			Matcher matcher = LISTENING.matcher(err());
			return matcher.find() ? matcher.group(1) : null;
		}, (url) -> url != null);
	}

	int exitCode() {
		return this.exitCode.orTimeout(30, TimeUnit.SECONDS).join();
	}

	String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private record Onlooker(boolean isThere) implements Person {

		@Override
		public String ask(String prompt) {
			return null;
		}

	}

}
