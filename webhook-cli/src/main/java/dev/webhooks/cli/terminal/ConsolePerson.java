package dev.webhooks.cli.terminal;

import java.io.Console;

import org.jspecify.annotations.Nullable;

/**
 * The one at the console of the process.
 */
final class ConsolePerson implements Person {

	/**
	 * The console of JLine, which some versions of Java have by default, starts slowly.
	 */
	private static final String CONSOLE = "jdk.console";

	private @Nullable Boolean there;

	@Override
	public boolean isThere() {
		if (this.there == null) {
			this.there = find();
		}
		return this.there;
	}

	private static boolean find() {
		if (System.getProperty(CONSOLE) == null) {
			System.setProperty(CONSOLE, "java.base");
		}
		Console console = System.console();
		if (console == null) {
			return false;
		}
		try {
			// From Java 22 on there is always a console
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (ReflectiveOperationException ex) {
			return true;
		}
	}

	@Override
	public @Nullable String ask(String prompt) {
		Console console = System.console();
		char[] answer = (console != null) ? console.readPassword("%s", prompt) : null;
		return (answer != null) ? new String(answer) : null;
	}

}
