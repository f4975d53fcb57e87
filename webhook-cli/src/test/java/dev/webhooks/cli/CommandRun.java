package dev.webhooks.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.terminal.Person;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Runs a command in this process, with nothing of the world but what a test gives it.
 */
public final class CommandRun {

	private final Map<String, String> environment = new HashMap<>();

	private byte[] input = new byte[0];

	private String answer;

	private Clock clock = Clock.systemUTC();

	private CommandRun() {
	}

	public static CommandRun with() {
		return new CommandRun();
	}

	public static Result of(String... arguments) {
		return with().run(arguments);
	}

	public CommandRun environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	public CommandRun input(String text) {
		return input(text.getBytes(StandardCharsets.UTF_8));
	}

	public CommandRun input(byte[] bytes) {
		this.input = bytes;
		return this;
	}

	/** Somebody looks on, and answers to every question. */
	public CommandRun person(String answer) {
		this.answer = answer;
		return this;
	}

	public CommandRun at(Instant time) {
		this.clock = Clock.fixed(time, ZoneOffset.UTC);
		return this;
	}

	public Result run(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal terminal = Terminal.builder()
			.streams(new ByteArrayInputStream(this.input), out, err)
			.environment(this.environment::get)
			.clock(this.clock)
			.person(new Answering(this.answer))
			.build();
		int exitCode = WebhookCommand.run(terminal, arguments);
		return new Result(exitCode, out.toByteArray(), out.toString(StandardCharsets.UTF_8),
				err.toString(StandardCharsets.UTF_8));
	}

	private record Answering(String answer) implements Person {

		@Override
		public boolean isThere() {
			return this.answer != null;
		}

		@Override
		public String ask(String prompt) {
			return this.answer;
		}

	}

	public record Result(int exitCode, byte[] bytes, String out, String err) {

		public JsonNode json() {
			return new JsonMapper().readTree(this.out);
		}

	}

}
