package dev.webhooks.autoconfigure.actuate;

import java.util.HashSet;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of the actuator endpoint.
 */
@ConfigurationProperties("management.endpoint.webhooks")
public class WebhooksEndpointProperties {

	/**
	 * Readers of headers and payloads of events and of the messages of exceptions. Over
	 * JMX only 'always' shows them.
	 */
	private Show showValues = Show.NEVER;

	/**
	 * Roles of those who see values 'when-authorized'. Everybody who is authenticated, if
	 * there are none.
	 */
	private final Set<String> roles = new HashSet<>();

	public Show getShowValues() {
		return this.showValues;
	}

	public void setShowValues(Show showValues) {
		this.showValues = showValues;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

}
