package dev.webhooks.sender.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.address.EndpointUrl;

/**
 * One {@code POST} to an endpoint.
 *
 * @param endpoint the id of the endpoint, by which its attempts are counted
 * @param url where to send to
 * @param headers all headers but those that the connection has
 * @param body the exact bytes; they are not copied and must not be changed
 * @param timeout how long all of it may take, from the look-up of the name to the last
 * byte of the answer
 * @param identity the client certificate of the endpoint, or {@code null} for none
 */
public record AttemptRequest(String endpoint, EndpointUrl url, WebhookHeaders headers, byte[] body, Duration timeout,
		@Nullable TlsIdentity identity) {

	private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[ -~\t]*[!-~])?)?");

	private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length", "transfer-encoding",
			"connection", "keep-alive", "te", "trailer", "upgrade", "expect", "http2-settings", "proxy-connection",
			"proxy-authorization", "proxy-authenticate");

	/**
	 * Checks the headers.
	 * @throws IllegalArgumentException if a header cannot be sent as it is, or belongs to
	 * the connection, or the timeout is not positive; the message has no value
	 */
	public AttemptRequest {
		Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
		headers.forEach(AttemptRequest::check);
	}

	private static void check(String name, String value) {
		if (!isSendable(name, value)) {
			throw new IllegalArgumentException("Header '" + name.replaceAll("[^!-~]", "?") + "' cannot be sent");
		}
	}

	/**
	 * Tells whether a header can be sent: it is a name with a value in visible ASCII, and
	 * none that belongs to the connection.
	 * @param name the name of the header
	 * @param value the value
	 * @return whether a request may have it
	 */
	public static boolean isSendable(String name, String value) {
		return NAME.matcher(name).matches() && VALUE.matcher(value).matches()
				&& !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Shows neither headers nor body.
	 */
	@Override
	public String toString() {
		return "POST " + this.url + " (" + this.body.length + " bytes)";
	}

}
