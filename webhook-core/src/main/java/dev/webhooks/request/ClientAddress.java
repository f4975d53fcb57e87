package dev.webhooks.request;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * The address of a client, as the container tells it in text. An IPv4 address that is
 * written as IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address. Immutable.
 */
@Internal
public final class ClientAddress {

	/**
	 * How addresses are written: in full, without wildcards or shorthand.
	 */
	public static final IPAddressStringParameters SPELLING = new IPAddressStringParameters.Builder().allowEmpty(false)
		.allowAll(false)
		.allowSingleSegment(false)
		.allowPrefix(false)
		.allowMask(false)
		.allowWildcardedSeparator(false)
		.setRangeOptions(RangeParameters.NO_RANGE)
		.getIPv4AddressParametersBuilder()
		.allow_inet_aton(false)
		.allowLeadingZeros(false)
		.getParentBuilder()
		.getIPv6AddressParametersBuilder()
		.allowZone(false)
		.getParentBuilder()
		.toParams();

	private static final String UNKNOWN = "unknown";

	private static final int IPV6_CLIENT = 64;

	private static final int IPV6_NETWORK = 56;

	private static final int IPV4_NETWORK = 24;

	private final @Nullable IPAddress ip;

	private ClientAddress(@Nullable IPAddress ip) {
		this.ip = ip;
	}

	/**
	 * Parses an address. Filters for forwarded headers put IPv6 addresses into brackets,
	 * as in a URL.
	 * @param text the address in text
	 * @return the address; one that is like no other if the text is none
	 */
	public static ClientAddress of(String text) {
		boolean bracketed = text.startsWith("[") && text.endsWith("]");
		String bare = bracketed ? text.substring(1, text.length() - 1) : text;
		int zone = bare.indexOf('%');
		IPAddress parsed = new IPAddressString((zone < 0) ? bare : bare.substring(0, zone), SPELLING).getAddress();
		return new ClientAddress((parsed != null) ? normalize(parsed) : null);
	}

	/**
	 * Makes an IPv4 address of one that is written as IPv6.
	 * @param ip an address or a range
	 * @return the IPv4 address, or the same if it is none
	 */
	public static IPAddress normalize(IPAddress ip) {
		boolean mapped = ip.isIPv6() && ip.toIPv6().isIPv4Mapped();
		return mapped ? ip.toIPv6().getEmbeddedIPv4Address() : ip;
	}

	/**
	 * The address itself.
	 * @return the address or {@code null} if the text is none
	 */
	public @Nullable IPAddress ip() {
		return this.ip;
	}

	/**
	 * Tells whether the address belongs to this machine or to a private network.
	 * @return whether it does; {@code false} if the text is not an address
	 */
	public boolean isLocal() {
		return this.ip != null && (this.ip.isLoopback() || this.ip.isLocal());
	}

	/**
	 * Network that one client is taken to have: its address, or the first half of an IPv6
	 * address, of which a client has the rest to itself.
	 * @return the client; the same one for all texts that are not addresses
	 */
	public String client() {
		if (this.ip == null) {
			return UNKNOWN;
		}
		return (this.ip.isIPv6() ? this.ip.toPrefixBlock(IPV6_CLIENT) : this.ip).toCanonicalString();
	}

	/**
	 * Network that one owner of several clients is taken to have: the network of 256 IPv4
	 * addresses or of 256 IPv6 clients.
	 * @return the network; the same one for all texts that are not addresses
	 */
	public String network() {
		if (this.ip == null) {
			return UNKNOWN;
		}
		return this.ip.toPrefixBlock(this.ip.isIPv6() ? IPV6_NETWORK : IPV4_NETWORK).toCanonicalString();
	}

}
