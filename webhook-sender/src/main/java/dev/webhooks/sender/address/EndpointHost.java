package dev.webhooks.sender.address;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import inet.ipaddr.IPAddressString;
import org.jspecify.annotations.Nullable;

import dev.webhooks.request.ClientAddress;

/**
 * The host of a URL: a name in ASCII, in small letters and without trailing dot, or an
 * address. Immutable.
 * <p>
 * What parsers read in different ways is none: addresses in decimal, octal, hexadecimal
 * or short forms, zones, escapes, and letters that one version of IDNA maps and the other
 * keeps.
 *
 * @param text the name or the canonical form of the address, without brackets
 * @param address the address or {@code null} if it is a name
 * @see <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL Standard,
 * hosts that end in a number</a>
 */
record EndpointHost(String text, @Nullable InetAddress address) {

	private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

	private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

	/** IDNA of 2003 and of 2008 do not mean the same domain by these. */
	private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

	private static final Set<String> LOCAL_DOMAINS = Set.of("localhost", "localdomain", "local", "internal", "intranet",
			"private", "corp", "home", "lan", "home.arpa");

	private static final int MAX_LENGTH = 253;

	/**
	 * Parses the host of a URL.
	 * @param host the host as the URL has it
	 * @return the host
	 * @throws RefusedUrlException if it is none
	 */
	static EndpointHost parse(String host) throws RefusedUrlException {
		if (host.startsWith("[") && host.endsWith("]")) {
			return ofAddress(host.substring(1, host.length() - 1), true);
		}
		String name = toAscii(host);
		String last = name.substring(name.lastIndexOf('.') + 1);
		return NUMBER.matcher(last).matches() ? ofAddress(name, false) : new EndpointHost(name, null);
	}

	private static EndpointHost ofAddress(String text, boolean ipv6) throws RefusedUrlException {
		var ip = new IPAddressString(text, ClientAddress.SPELLING).getAddress();
		if (ip == null || ip.isIPv6() != ipv6 || !ipv6 && !IPV4.matcher(text).matches()) {
			throw new RefusedUrlException(UrlRefusal.HOST);
		}
		try {
			return new EndpointHost(ip.toCanonicalString(), InetAddress.getByAddress(ip.getBytes()));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String toAscii(String host) throws RefusedUrlException {
		if (host.indexOf('%') >= 0 || AMBIGUOUS.matcher(host).find()) {
			throw new RefusedUrlException(UrlRefusal.HOST);
		}
		try {
			String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
			String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
			if (name.isEmpty() || name.endsWith(".") || name.startsWith(".") || name.contains("..")
					|| name.length() > MAX_LENGTH) {
				throw new RefusedUrlException(UrlRefusal.HOST);
			}
			return name;
		}
		catch (IllegalArgumentException ex) {
			throw new RefusedUrlException(UrlRefusal.HOST);
		}
	}

	/**
	 * Tells whether it is a name that private networks use.
	 * @return whether it has one label, or the last is none of the internet
	 */
	boolean isLocalName() {
		return this.address == null && (this.text.indexOf('.') < 0 || LOCAL_DOMAINS.stream()
			.anyMatch((domain) -> this.text.equals(domain) || this.text.endsWith("." + domain)));
	}

	/**
	 * Form in URLs.
	 * @return the name, or the address with brackets if it is of IPv6
	 */
	String inUrl() {
		return (this.text.indexOf(':') >= 0) ? "[" + this.text + "]" : this.text;
	}

}
