package dev.webhooks.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.webhooks.cli.provider.ProviderOptions;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.test.SigningKeys;

/**
 * Makes up a secret or a key pair that is right for a provider.
 */
@Command(name = "secret", header = "Make up a secret or a key pair that is right for a provider.",
		description = "Writes a new random secret, in the form that the provider's secrets have, to the output and nowhere "
				+ "else. Of a provider that signs with a private key, it is a key pair.",
		footer = { "  webhook secret stripe", "  export STRIPE_WEBHOOK_SECRET=$(webhook secret stripe)",
				"  webhook secret discord --json", "", "Exit codes: 0 there it is, 2 wrong usage." })
final class SecretCommand extends ReportingCommand {

	@Mixin
	final ProviderOptions provider = new ProviderOptions();

	SecretCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		try {
			return new Keys(SigningKeys.random(this.provider.choose(this.terminal).settings()));
		}
		catch (IllegalStateException ex) {
			throw CommandFailure.usage("Nobody but the provider has keys to sign its requests with.",
					"It is configured with what the provider shows, see: webhook providers NAME.");
		}
	}

	/**
	 * Keys that were made up. Their text does not show them.
	 *
	 * @param keys the keys
	 */
	private record Keys(SigningKeys keys) implements Report {

		private boolean isPair() {
			return !this.keys.configured().equals(this.keys.signing());
		}

		@Override
		public Object json() {
			Map<String, Object> tree = new LinkedHashMap<>();
			tree.put("secret", this.keys.configured());
			if (isPair()) {
				tree.put("privateKey", this.keys.signing());
			}
			if (this.keys.keyId() != null) {
				tree.put("keyId", this.keys.keyId());
			}
			return tree;
		}

		@Override
		public void print(Terminal terminal) {
			if (!isPair()) {
				terminal.println(this.keys.configured());
				return;
			}
			terminal.println(terminal.styled(Style.FAINT, "# the public key, for the 'secret' of the application"));
			terminal.println(this.keys.configured());
			terminal.println(terminal.styled(Style.FAINT, "# the private key, to sign with"));
			terminal.println(this.keys.signing());
		}

	}

}
