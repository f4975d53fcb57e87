package dev.webhooks.cli.provider;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.terminal.Terminal;

/**
 * Options that say which provider a command is about: a preset, or one that an
 * application has configured. Only the file of its preset is read.
 */
public final class ProviderOptions {

	@Parameters(index = "0", paramLabel = "PROVIDER",
			description = "Name of a preset such as stripe (see: webhook providers), or, with --config, of a provider below "
					+ "webhooks.providers.")
	String name = "";

	@Mixin
	final ProviderSource source = new ProviderSource();

	/**
	 * Finds the provider.
	 * @param terminal the terminal
	 * @return what is known of it
	 */
	public ChosenProvider choose(Terminal terminal) {
		return this.source.choose(terminal, this.name);
	}

}
