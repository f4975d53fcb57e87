package dev.webhooks.cli.terminal;

/**
 * When there are colours.
 */
public enum ColorMode {

	/** On a terminal, unless NO_COLOR says otherwise. */
	AUTO,

	/** In pipes and files, too. */
	ALWAYS,

	/** At no time. */
	NEVER

}
