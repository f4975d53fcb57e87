package dev.webhooks.sender.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.webhooks.InvalidSettingException;

/**
 * All that an endpoint has and nobody may see. Immutable; {@code toString} does not show
 * it.
 *
 * @param secrets the secrets, newest first: one, or two while customers change over
 * @param headers headers for each request, up to 20, in their order
 */
public record EndpointCredentials(List<EndpointSecret> secrets, Map<String, String> headers) {

	/**
	 * How many secrets an endpoint may have at a time.
	 */
	public static final int MAX_SECRETS = 2;

	/**
	 * Checks the headers and how many secrets there are.
	 * @throws InvalidSettingException if they cannot be used, without showing a value
	 */
	public EndpointCredentials {
		secrets = List.copyOf(secrets);
		headers = StaticHeaders.check(headers);
		if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
			throw TextRules.invalid("secrets", "There are none, or more than " + MAX_SECRETS + ".",
					"Keep one, and the one before it while customers change over.");
		}
	}

	/**
	 * The secrets that requests are signed with.
	 * @param now the current time
	 * @return those that have not expired, newest first
	 */
	public List<EndpointSecret> honoured(Instant now) {
		return this.secrets.stream().filter((secret) -> secret.isHonoured(now)).toList();
	}

	@Override
	public String toString() {
		return "EndpointCredentials[secrets=" + this.secrets.size() + ", headers=" + this.headers.size() + "]";
	}

}
