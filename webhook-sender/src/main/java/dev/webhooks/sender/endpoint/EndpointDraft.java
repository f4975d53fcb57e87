package dev.webhooks.sender.endpoint;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * An endpoint that is to be created. Immutable; {@code toString} shows no secret.
 *
 * @param id the id that it gets
 * @param tenant whose it is, or {@code null} for the application's own
 * @param clientKey a text of up to 255 characters by which a second attempt to create it
 * is recognised, for each tenant; or {@code null} to create one in any case
 * @param settings where and how messages are sent
 * @param credentials its secrets
 */
public record EndpointDraft(String id, @Nullable String tenant, @Nullable String clientKey, EndpointSettings settings,
		EndpointCredentials credentials) {

	private static final int MAX_KEY_LENGTH = 255;

	/**
	 * Checks id, tenant and key.
	 * @throws InvalidSettingException if one of them is too long or no text
	 */
	public EndpointDraft {
		EndpointIds.check(id);
		Endpoint.checkTenant(tenant);
		if (clientKey != null) {
			TextRules.required("client-key", clientKey, MAX_KEY_LENGTH);
		}
	}

	@Override
	public String toString() {
		return "EndpointDraft[" + this.id + "]";
	}

}
