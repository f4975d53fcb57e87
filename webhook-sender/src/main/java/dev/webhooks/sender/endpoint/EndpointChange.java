package dev.webhooks.sender.endpoint;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * A change of an endpoint. What is {@code null} stays as it is. Immutable;
 * {@code toString} shows no secret.
 *
 * @param settings the new settings
 * @param headers the new headers for each request, in place of those that are there
 * @param state the new state
 */
public record EndpointChange(@Nullable EndpointSettings settings, @Nullable Map<String, String> headers,
		@Nullable EndpointState state) {

	/**
	 * Checks the headers.
	 * @throws InvalidSettingException if they cannot be used, without showing a value
	 */
	public EndpointChange {
		headers = (headers != null) ? StaticHeaders.check(headers) : null;
	}

	/**
	 * A change of the settings.
	 * @param settings the new settings
	 * @return the change
	 */
	public static EndpointChange of(EndpointSettings settings) {
		return new EndpointChange(settings, null, null);
	}

	/**
	 * A change of the state.
	 * @param state the new state
	 * @return the change
	 */
	public static EndpointChange of(EndpointState state) {
		return new EndpointChange(null, null, state);
	}

	/**
	 * Adds new headers.
	 * @param headers the headers, in place of those that are there
	 * @return the change
	 */
	public EndpointChange headers(Map<String, String> headers) {
		return new EndpointChange(this.settings, headers, this.state);
	}

	@Override
	public String toString() {
		return "EndpointChange[settings=" + (this.settings != null) + ", headers=" + (this.headers != null) + ", state="
				+ this.state + "]";
	}

}
