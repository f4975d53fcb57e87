package dev.webhooks.sender.endpoint;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Whose endpoints somebody may see and change. What is outside is as if it were not
 * there. Immutable.
 *
 * @param everything whether those of all tenants
 * @param tenant the tenant, or {@code null} for the application's own
 */
public record EndpointScope(boolean everything, @Nullable String tenant) {

	private static final EndpointScope ALL = new EndpointScope(true, null);

	/**
	 * Checks the name of the tenant.
	 * @throws dev.webhooks.InvalidSettingException if it is too long or no text
	 */
	public EndpointScope {
		Endpoint.checkTenant(tenant);
	}

	/**
	 * The endpoints of all tenants, and the application's own: for operators.
	 * @return the scope
	 */
	public static EndpointScope all() {
		return ALL;
	}

	/**
	 * The endpoints of one tenant.
	 * @param tenant the tenant, or {@code null} for the application's own
	 * @return the scope
	 */
	public static EndpointScope of(@Nullable String tenant) {
		return new EndpointScope(false, tenant);
	}

	/**
	 * Tells whether an endpoint of a tenant is in it. Names are compared character by
	 * character, whatever the database does.
	 * @param tenant the tenant, or {@code null} for the application itself
	 * @return whether it is
	 */
	public boolean has(@Nullable String tenant) {
		return this.everything || Objects.equals(this.tenant, tenant);
	}

}
