package dev.webhooks.test.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

import dev.webhooks.test.inbox.WebhookDeliveryMode;

/**
 * {@link ConfigurationProperties Properties} of tests with webhooks.
 */
@ConfigurationProperties("webhooks.test")
public class WebhookTestProperties {

	/**
	 * Whether providers without a secret get a random one, where a test has the test kit.
	 */
	private boolean generateSecrets = true;

	/**
	 * When deliveries of the inbox are run: by themselves, or when a test asks for them.
	 */
	private WebhookDeliveryMode deliveries = WebhookDeliveryMode.AUTOMATIC;

	public WebhookDeliveryMode getDeliveries() {
		return this.deliveries;
	}

	public void setDeliveries(WebhookDeliveryMode deliveries) {
		this.deliveries = deliveries;
	}

	public boolean isGenerateSecrets() {
		return this.generateSecrets;
	}

	public void setGenerateSecrets(boolean generateSecrets) {
		this.generateSecrets = generateSecrets;
	}

}
