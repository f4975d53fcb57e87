package dev.webhooks.sender.endpoint;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * A place that messages are sent to, without its secrets. Immutable.
 *
 * @param id the id, which begins with {@code ep_}, or the name of a configured endpoint
 * @param tenant whose it is, up to 255 characters; {@code null} for the application's
 * own, which gets the messages of all tenants
 * @param settings where and how messages are sent
 * @param headerNames names of the headers that each request has; their values are among
 * the {@link EndpointCredentials}
 * @param state whether messages are sent to it
 * @param version a number that is higher after each change, from 1
 * @param created when it was made
 * @param updated when it was last changed
 */
public record Endpoint(String id, @Nullable String tenant, EndpointSettings settings, List<String> headerNames,
		EndpointState state, long version, Instant created, Instant updated) {

	/**
	 * How long the name of a tenant may be.
	 */
	public static final int MAX_TENANT_LENGTH = 255;

	/**
	 * Checks id and tenant.
	 * @throws InvalidSettingException if one of them is too long or no text
	 */
	public Endpoint {
		EndpointIds.check(id);
		checkTenant(tenant);
		headerNames = List.copyOf(headerNames);
	}

	/**
	 * Checks the name of a tenant.
	 */
	static void checkTenant(@Nullable String tenant) {
		if (tenant != null) {
			TextRules.required("tenant", tenant, MAX_TENANT_LENGTH);
		}
	}

	/**
	 * Tells whether messages are sent to it.
	 * @return whether it is neither paused nor disabled
	 */
	public boolean isActive() {
		return this.state.status() == EndpointStatus.ACTIVE;
	}

	/**
	 * Shows the id and the state.
	 */
	@Override
	public String toString() {
		return "Endpoint[" + this.id + ", " + this.state.status() + ", version " + this.version + "]";
	}

}
