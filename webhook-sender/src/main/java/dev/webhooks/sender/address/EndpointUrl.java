package dev.webhooks.sender.address;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * A URL that an endpoint may have. Only an {@link AddressGuard} makes one, so that what
 * takes it need not check it again. Immutable.
 */
public final class EndpointUrl {

	private final boolean secure;

	private final EndpointHost host;

	private final int port;

	private final String target;

	EndpointUrl(boolean secure, EndpointHost host, int port, String target) {
		this.secure = secure;
		this.host = host;
		this.port = port;
		this.target = target;
	}

	/**
	 * Tells whether the scheme is https.
	 * @return {@code false} if it is http
	 */
	public boolean isSecure() {
		return this.secure;
	}

	/**
	 * Name of the scheme.
	 * @return {@code https} or {@code http}
	 */
	public String scheme() {
		return this.secure ? "https" : "http";
	}

	/**
	 * Host of the URL.
	 * @return the name in ASCII, in small letters and without trailing dot, or the
	 * address without brackets
	 */
	public String host() {
		return this.host.text();
	}

	/**
	 * Address that stands for the host.
	 * @return the address or {@code null} if the host is a name
	 */
	public @Nullable InetAddress address() {
		return this.host.address();
	}

	/**
	 * Port of the URL.
	 * @return the port, that of the scheme if the URL has none
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Path and query string, as they are sent.
	 * @return the target, with a {@code /} at its beginning
	 */
	public String target() {
		return this.target;
	}

	/**
	 * The URL in its canonical form, which is what to store and to show to its owner. It
	 * may hold secrets.
	 * @return the URL
	 */
	public String value() {
		return origin() + this.target;
	}

	private String origin() {
		boolean usual = this.port == (this.secure ? AddressGuard.HTTPS_PORT : AddressGuard.HTTP_PORT);
		return scheme() + "://" + this.host.inUrl() + (usual ? "" : ":" + this.port);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EndpointUrl that && value().equals(that.value());
	}

	@Override
	public int hashCode() {
		return value().hashCode();
	}

	/**
	 * Shows neither path nor query string, which may hold secrets.
	 */
	@Override
	public String toString() {
		return origin();
	}

}
