package dev.webhooks.test.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of tests with webhooks.
 */
@ConfigurationProperties("webhooks.test")
public class WebhookTestProperties {

	/**
	 * Whether providers without a secret get a random one, where a test has the test kit.
	 */
	private boolean generateSecrets = true;

	public boolean isGenerateSecrets() {
		return this.generateSecrets;
	}

	public void setGenerateSecrets(boolean generateSecrets) {
		this.generateSecrets = generateSecrets;
	}

}
