package dev.webhooks.cli.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks on, if there is anybody.
 */
public interface Person {

	/**
	 * Tells whether somebody is there.
	 * @return whether input and output are a terminal
	 */
	boolean isThere();

	/**
	 * Asks without echo.
	 * @param prompt the question
	 * @return the answer or {@code null}
	 */
	@Nullable String ask(String prompt);

}
