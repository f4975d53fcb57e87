package dev.webhooks.cli.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import picocli.CommandLine.Option;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Options that say where the secret comes from. None takes the secret itself, which
 * everybody on the machine could read in the list of processes.
 */
public final class SecretOptions {

	/** Anything else might be the secret itself, and is not repeated. */
	private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

	private static final String REMEDY = "Name where it is: --secret-env NAME, --secret-file FILE, or --secret-stdin.";

	@Option(names = "--secret-env", order = 10, paramLabel = "NAME",
			description = "Variable of the environment that holds the secret, or the private key to sign with. Several, "
					+ "newest first, are all tried when verifying. Without any option <PROVIDER>_WEBHOOK_SECRET is read, "
					+ "and asked for if it is not set.")
	List<String> variables = new ArrayList<>();

	@Option(names = "--secret-file", order = 11, paramLabel = "FILE",
			description = "File that holds the secret; a line break at its end is not a part of it.")
	List<Path> files = new ArrayList<>();

	@Option(names = "--secret-stdin", order = 12, description = "Read the secret from the first line of the input.")
	boolean input;

	@Option(names = "--secret", hidden = true, arity = "0..1", fallbackValue = "", paramLabel = "SECRET")
	void refuse(String secret) {
		throw CommandFailure.usage("A secret on the command line would be shown in the list of processes.", REMEDY);
	}

	/**
	 * Tells whether one of the options was given.
	 * @return whether one was
	 */
	public boolean areGiven() {
		return this.input || !this.variables.isEmpty() || !this.files.isEmpty();
	}

	/**
	 * The newest secret as a shell has it.
	 * @param provider the name of the provider
	 * @return an expression that stands for it between double quotation marks
	 */
	public String shell(String provider) {
		if (this.variables.isEmpty() && !this.files.isEmpty()) {
			return "$(cat '" + this.files.get(0).toString().replace("'", "'\\''") + "')";
		}
		return "$" + (this.variables.isEmpty() ? variableOf(provider) : this.variables.get(0));
	}

	/**
	 * Reads the secrets that the options name.
	 * @param terminal the terminal
	 * @return the secrets, newest first, empty if no option was given
	 */
	public List<String> read(Terminal terminal) {
		List<String> secrets = new ArrayList<>();
		this.variables.forEach((variable) -> secrets.add(variable(terminal, variable)));
		this.files.forEach((file) -> secrets.add(file(file)));
		if (this.input) {
			String line = terminal.readLine();
			secrets.add((line != null) ? line : "");
		}
		if (secrets.stream().anyMatch(String::isBlank)) {
			throw CommandFailure.usage("The secret is blank.", REMEDY);
		}
		return secrets;
	}

	/**
	 * Reads the secret of a provider where no option says where it is: the variable that
	 * is named like the provider, or else what is asked for.
	 * @param terminal the terminal
	 * @param provider the name of the provider
	 * @return the secret
	 */
	public static String ask(Terminal terminal, String provider) {
		return ask(terminal, provider, "Secret", variableOf(provider));
	}

	/**
	 * Reads the private key of a provider where no option says where it is.
	 * @param terminal the terminal
	 * @param provider the name of the provider
	 * @return the private key
	 */
	public static String askKey(Terminal terminal, String provider) {
		return ask(terminal, provider, "Private key", variableOf(provider).replaceFirst("SECRET$", "PRIVATE_KEY"));
	}

	private static String ask(Terminal terminal, String provider, String what, String variable) {
		String secret = terminal.environment(variable);
		if (secret != null && !secret.isBlank()) {
			return secret;
		}
		String asked = terminal.ask("%s of %s (not shown): ".formatted(what, provider));
		if (asked == null || asked.isBlank()) {
			throw CommandFailure.usage("There is no %s of '%s'.".formatted(what.toLowerCase(Locale.ROOT), provider),
					"Set %s, or name where it is: --secret-env NAME, --secret-file FILE, or --secret-stdin."
						.formatted(variable));
		}
		return asked;
	}

	/**
	 * Variable that is read by default.
	 * @param provider the name of the provider
	 * @return the name of the variable
	 */
	public static String variableOf(String provider) {
		return provider.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_WEBHOOK_SECRET";
	}

	/**
	 * Reads a secret of a variable.
	 * @param terminal the terminal
	 * @param variable the name of the variable
	 * @return the secret
	 */
	public static String variable(Terminal terminal, String variable) {
		String secret = terminal.environment(variable);
		if (secret == null) {
			boolean name = VARIABLE.matcher(variable).matches();
			throw CommandFailure.usage(
					name ? "The variable %s is not set.".formatted(variable)
							: "There is no variable of the name that --secret-env has.",
					name ? "Export it, or name another one."
							: "It takes the name of a variable of the environment, never the secret itself.");
		}
		return secret;
	}

	/**
	 * Reads a secret of a file.
	 * @param file the file
	 * @return the secret
	 */
	public static String file(Path file) {
		try {
			return Files.readString(file).replaceFirst("\\r?\\n\\z", "");
		}
		catch (IOException ex) {
			throw CommandFailure.usage("The file that --secret-file names cannot be read.",
					"It takes the name of a file, never the secret itself.");
		}
	}

}
