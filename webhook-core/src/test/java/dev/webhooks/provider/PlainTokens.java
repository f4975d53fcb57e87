package dev.webhooks.provider;

import dev.webhooks.InvalidSettingException;

/**
 * A program that makes a provider whose requests carry tokens.
 */
final class PlainTokens {

	private PlainTokens() {
	}

	public static void main(String[] arguments) {
		try {
			System.out.println(WebhookProvider.ofPreset("monday").secret("a secret of thirty-two bytes....").build());
		}
		catch (InvalidSettingException ex) {
			System.out.println(ex.key() + ": " + ex.fix());
		}
	}

}
