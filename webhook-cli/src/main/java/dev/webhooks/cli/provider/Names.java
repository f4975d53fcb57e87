package dev.webhooks.cli.provider;

import java.util.Collection;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.provider.settings.NearestName;

/**
 * Names that are not there, and the ones that were probably meant.
 */
public final class Names {

	private Names() {
	}

	/**
	 * Makes the failure of a command that names what is not there.
	 * @param what the thing with its name, such as {@code preset 'strpe'}
	 * @param name the name as it is written
	 * @param names the names that there are
	 * @return the failure, with the nearest name, or all if there are few
	 */
	public static CommandFailure unknown(String what, String name, Collection<String> names) {
		String nearest = NearestName.within(name, names);
		String remedy = (nearest != null) ? "Did you mean '%s'?".formatted(nearest)
				: names.isEmpty() ? "There are none."
						: (names.size() <= 20) ? "There are: %s.".formatted(String.join(", ", names))
								: "There are %s.".formatted(names.size());
		return CommandFailure.usage("There is no %s.".formatted(what), remedy);
	}

}
