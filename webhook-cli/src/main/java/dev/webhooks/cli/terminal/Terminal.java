package dev.webhooks.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * All that a command knows of the world around it: streams, environment, clock, and
 * whether somebody looks on. Text is UTF-8, whatever the locale is. Commands write to it
 * from one thread at a time.
 */
public final class Terminal {

	private final TerminalInput in;

	private final OutputStream bytes;

	private final PrintWriter out;

	private final PrintWriter err;

	private final Function<String, @Nullable String> environment;

	private final Clock clock;

	private final Person person;

	private boolean colored;

	private Terminal(Builder builder) {
		this.in = new TerminalInput(builder.in);
		this.bytes = builder.out;
		this.out = new PrintWriter(new OutputStreamWriter(builder.out, StandardCharsets.UTF_8), false);
		this.err = new PrintWriter(new OutputStreamWriter(builder.err, StandardCharsets.UTF_8), false);
		this.environment = builder.environment;
		this.clock = builder.clock;
		this.person = builder.person;
		color(ColorMode.AUTO);
	}

	/**
	 * Starts building a terminal.
	 * @return a builder, which has the streams, the environment and the clock of the
	 * process
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Decides whether there are colours.
	 * @param mode when
	 */
	public void color(ColorMode mode) {
		this.colored = switch (mode) {
			case ALWAYS -> true;
			case NEVER -> false;
			case AUTO -> isSet("CLICOLOR_FORCE") || (this.person.isThere() && !isSet("NO_COLOR") && showsColors());
		};
	}

	private boolean showsColors() {
		String name = this.environment.apply("TERM");
		boolean windows = this.environment.apply("OS") != null && isSet("SystemRoot");
		return !"dumb".equals(name) && (!windows || name != null || isSet("WT_SESSION") || isSet("ANSICON"));
	}

	private boolean isSet(String variable) {
		String value = this.environment.apply(variable);
		return value != null && !value.isEmpty() && !(variable.equals("CLICOLOR_FORCE") && value.equals("0"));
	}

	/**
	 * Whether there are colours.
	 * @return whether there are
	 */
	public boolean isColored() {
		return this.colored;
	}

	/**
	 * Whether somebody looks on, who may be asked and sees how things go.
	 * @return whether input and output are a terminal
	 */
	public boolean isInteractive() {
		return this.person.isThere();
	}

	/**
	 * Puts a text into a style, if there are colours.
	 * @param style the style
	 * @param text the text
	 * @return the text, with escape sequences where there are colours
	 */
	public String styled(Style style, String text) {
		return this.colored ? style.around(text) : text;
	}

	/**
	 * Writes one line of the result.
	 * @param line the line, without its end
	 */
	public void println(String line) {
		this.out.print(line);
		this.out.print('\n');
		this.out.flush();
	}

	/**
	 * Writes a remark, an error or the progress: not to the result.
	 * @param text the text, with the end of the line if there is to be one
	 */
	public void remark(String text) {
		this.out.flush();
		this.err.print(text);
		this.err.flush();
	}

	/**
	 * Writes bytes of the result as they are, unless somebody looks on.
	 * @param raw the bytes
	 */
	public void write(byte[] raw) {
		this.out.flush();
		try {
			this.bytes.write(isInteractive() ? Printable.of(raw) : raw);
			this.bytes.flush();
		}
		catch (IOException ex) {
			throw new CommandFailure(ExitCode.UNEXPECTED, "The output cannot be written.", null, ex);
		}
	}

	/**
	 * Writer of the result, for what writes by itself.
	 * @return the writer
	 */
	public PrintWriter out() {
		return this.out;
	}

	/**
	 * Writer of remarks and errors, for what writes by itself.
	 * @return the writer
	 */
	public PrintWriter err() {
		return this.err;
	}

	/**
	 * Reads the whole input.
	 * @param limit how many bytes there may be
	 * @return the bytes
	 */
	public byte[] readInput(int limit) {
		return this.in.readAll(limit);
	}

	/**
	 * Reads one line of the input.
	 * @return the line without its end, or {@code null} if there is none
	 */
	public @Nullable String readLine() {
		return this.in.readLine();
	}

	/**
	 * Asks for something that is not shown while it is typed.
	 * @param prompt the question
	 * @return the answer, or {@code null} if nobody is there
	 */
	public @Nullable String ask(String prompt) {
		return this.person.isThere() ? this.person.ask(prompt) : null;
	}

	/**
	 * Reads a variable of the environment.
	 * @param name the name
	 * @return the value or {@code null}
	 */
	public @Nullable String environment(String name) {
		return this.environment.apply(name);
	}

	/**
	 * The time.
	 * @return the clock
	 */
	public Clock clock() {
		return this.clock;
	}

	/**
	 * Builds a {@link Terminal}.
	 */
	public static final class Builder {

		private InputStream in = System.in;

		private OutputStream out = System.out;

		private OutputStream err = System.err;

		private Function<String, @Nullable String> environment = SpoiltText::variable;

		private Clock clock = Clock.systemUTC();

		private Person person = new ConsolePerson();

		private Builder() {
		}

		/**
		 * Sets the streams.
		 * @param in the input
		 * @param out the result
		 * @param err remarks and errors
		 * @return this builder
		 */
		public Builder streams(InputStream in, OutputStream out, OutputStream err) {
			this.in = in;
			this.out = out;
			this.err = err;
			return this;
		}

		/**
		 * Sets the environment.
		 * @param environment finds the value of a variable
		 * @return this builder
		 */
		public Builder environment(Function<String, @Nullable String> environment) {
			this.environment = environment;
			return this;
		}

		/**
		 * Sets the clock.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets who looks on.
		 * @param person the one
		 * @return this builder
		 */
		public Builder person(Person person) {
			this.person = person;
			return this;
		}

		/**
		 * Builds the terminal.
		 * @return the terminal
		 */
		public Terminal build() {
			return new Terminal(this);
		}

	}

}
