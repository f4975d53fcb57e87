package dev.webhooks.sender.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

import dev.webhooks.fetch.AddressRanges;

/**
 * Decides which URLs endpoints may have, and which addresses may be connected to, so that
 * nobody who registers an endpoint has this network, or this machine, send to itself.
 * Immutable.
 * <p>
 * A name says nothing about its addresses, and may have others with each look-up. So
 * {@link #check} alone is not enough: each connection has to go to an address that
 * {@link #resolve} has returned, without another look-up.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP,
 * Server-Side Request Forgery Prevention</a>
 */
public final class AddressGuard {

	static final int HTTPS_PORT = 443;

	static final int HTTP_PORT = 80;

	private static final int MAX_LENGTH = 2048;

	private static final int MAX_PORT = 65535;

	private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{1,5}))?");

	private final AddressRanges allowedNetworks;

	private final Set<Integer> allowedPorts;

	private final NameResolver resolver;

	/**
	 * Creates a guard.
	 * @param allowedNetworks addresses and ranges that endpoints may have though they are
	 * not of the internet, over plain http too
	 * @param allowedPorts the ports that endpoints may have
	 * @param resolver looks up names
	 * @throws IllegalArgumentException if a network is none, or there is no port
	 */
	public AddressGuard(List<String> allowedNetworks, Set<Integer> allowedPorts, NameResolver resolver) {
		Assert.notEmpty(allowedPorts, "'allowedPorts' must not be empty");
		this.allowedNetworks = AddressRanges.parse(allowedNetworks);
		this.allowedPorts = Set.copyOf(allowedPorts);
		this.resolver = resolver;
	}

	/**
	 * Checks the URL of an endpoint when it is registered or loaded. No name is looked
	 * up.
	 * @param url the URL
	 * @return the URL in its canonical form
	 * @throws RefusedUrlException if endpoints may not have it
	 */
	public EndpointUrl check(String url) throws RefusedUrlException {
		URI uri = parse(url);
		boolean secure = "https".equalsIgnoreCase(uri.getScheme());
		if (!secure && (!"http".equalsIgnoreCase(uri.getScheme()) || this.allowedNetworks.isEmpty())) {
			throw new RefusedUrlException(UrlRefusal.SCHEME);
		}
		String authority = uri.getRawAuthority();
		if (authority == null) {
			throw new RefusedUrlException(UrlRefusal.MALFORMED);
		}
		if (authority.indexOf('@') >= 0) {
			throw new RefusedUrlException(UrlRefusal.USER_INFO);
		}
		if (uri.getRawFragment() != null) {
			throw new RefusedUrlException(UrlRefusal.FRAGMENT);
		}
		Matcher parts = AUTHORITY.matcher(authority);
		if (!parts.matches()) {
			throw new RefusedUrlException(UrlRefusal.HOST);
		}
		EndpointHost host = checkHost(parts.group(1), secure);
		return new EndpointUrl(secure, host, checkPort(parts.group(2), secure), target(uri));
	}

	private static URI parse(String url) throws RefusedUrlException {
		try {
			if (url.length() <= MAX_LENGTH) {
				return new URI(url);
			}
		}
		catch (URISyntaxException ex) {
			// The message would have the URL
		}
		throw new RefusedUrlException(UrlRefusal.MALFORMED);
	}

	private EndpointHost checkHost(String text, boolean secure) throws RefusedUrlException {
		EndpointHost host = EndpointHost.parse(text);
		InetAddress address = host.address();
		if (address != null && !mayConnect(address, secure)) {
			throw new RefusedUrlException(UrlRefusal.ADDRESS);
		}
		if (host.isLocalName() && this.allowedNetworks.isEmpty()) {
			throw new RefusedUrlException(UrlRefusal.LOCAL_NAME);
		}
		return host;
	}

	private int checkPort(String text, boolean secure) throws RefusedUrlException {
		int port = (text != null) ? Integer.parseInt(text) : (secure ? HTTPS_PORT : HTTP_PORT);
		if (port == 0 || port > MAX_PORT || !this.allowedPorts.contains(port)) {
			throw new RefusedUrlException(UrlRefusal.PORT);
		}
		return port;
	}

	private static String target(URI uri) {
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
		String origin = "https://host";
		return URI.create(origin + path + query).toASCIIString().substring(origin.length());
	}

	/**
	 * Looks up the addresses of an endpoint, once, and judges each of them. It may block
	 * for as long as the resolver does.
	 * @param url the URL of the endpoint
	 * @return the addresses that may be connected to, in the order of the resolver; not
	 * empty
	 * @throws UnknownHostException if the name has no address
	 * @throws BlockedAddressException if one of the addresses may not be connected to,
	 * even if others may
	 */
	public List<InetAddress> resolve(EndpointUrl url) throws UnknownHostException, BlockedAddressException {
		InetAddress literal = url.address();
		List<InetAddress> addresses = (literal != null) ? List.of(literal) : List.of(this.resolver.resolve(url.host()));
		if (addresses.isEmpty()) {
			throw new UnknownHostException(url.host());
		}
		for (InetAddress address : addresses) {
			if (!mayConnect(address, url.isSecure())) {
				throw blocked(AddressKinds.of(address));
			}
		}
		return addresses;
	}

	/**
	 * Judges what can be judged without a look-up, for connections that a proxy makes.
	 * @param url the URL of the endpoint
	 * @throws BlockedAddressException if the host is an address that may not be connected
	 * to, or the scheme is http: nothing would tell the proxy's answers from the
	 * endpoint's
	 */
	public void checkWithoutLookup(EndpointUrl url) throws BlockedAddressException {
		InetAddress literal = url.address();
		if (literal != null && !mayConnect(literal, url.isSecure())) {
			throw blocked(AddressKinds.of(literal));
		}
		if (!url.isSecure()) {
			throw new BlockedAddressException(AddressKind.GLOBAL, "Plain http is not sent through a proxy");
		}
	}

	private static BlockedAddressException blocked(AddressKind kind) {
		return new BlockedAddressException(kind, (kind == AddressKind.GLOBAL)
				? "Plain http is sent to allowed networks alone" : "The host has an address that is " + kind.text());
	}

	private boolean mayConnect(InetAddress address, boolean secure) {
		AddressKind kind = AddressKinds.of(address);
		return secure && kind == AddressKind.GLOBAL
				|| kind.isAllowable() && this.allowedNetworks.contains(address.getHostAddress());
	}

}
