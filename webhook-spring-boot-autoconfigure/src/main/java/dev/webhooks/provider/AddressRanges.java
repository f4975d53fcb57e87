package dev.webhooks.provider;

import java.util.List;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and CIDR ranges, IPv4 and IPv6. An IPv4 address that is written as IPv6
 * ({@code ::ffff:10.0.0.1}) is the IPv4 address. Immutable.
 */
public final class AddressRanges {

	/**
	 * An address or a range with a prefix length, in full: no wildcards, no shorthand.
	 */
	private static final IPAddressStringParameters RANGE = new IPAddressStringParameters.Builder().allowEmpty(false)
		.allowAll(false)
		.allowSingleSegment(false)
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

	private static final IPAddressStringParameters ADDRESS = RANGE.toBuilder().allowPrefix(false).toParams();

	private static final int IPV6_NETWORK = 64;

	private final List<IPAddress> ranges;

	private AddressRanges(List<IPAddress> ranges) {
		this.ranges = ranges;
	}

	/**
	 * Parses ranges.
	 * @param texts addresses such as {@code 192.168.1.1} and ranges such as
	 * {@code 2001:db8::/32}
	 * @return the ranges
	 * @throws IllegalArgumentException if one of them is neither; the message names it
	 */
	public static AddressRanges parse(List<String> texts) {
		return new AddressRanges(texts.stream().map(AddressRanges::parseRange).toList());
	}

	private static IPAddress parseRange(String text) {
		try {
			IPAddress address = new IPAddressString(text, RANGE).toAddress();
			if (address != null) {
				return normalize(address.toPrefixBlock());
			}
			// A prefix length alone
			throw new IllegalArgumentException("'%s' is not an address or CIDR range".formatted(text));
		}
		catch (AddressStringException ex) {
			throw new IllegalArgumentException("'%s' is not an address or CIDR range".formatted(text), ex);
		}
	}

	/**
	 * Tells whether an address is in one of the ranges.
	 * @param address the address in text
	 * @return whether it is; {@code false} if the text is not an address
	 */
	public boolean contains(String address) {
		IPAddress parsed = parseAddress(address);
		return parsed != null && this.ranges.stream().anyMatch((range) -> range.contains(parsed));
	}

	/**
	 * Tells whether there is no range at all.
	 * @return whether the list is empty
	 */
	public boolean isEmpty() {
		return this.ranges.isEmpty();
	}

	/**
	 * Tells whether one of the ranges is all there is of IPv4 or IPv6.
	 * @return whether one is
	 */
	boolean hasAllOfAFamily() {
		return this.ranges.stream().anyMatch((range) -> range.includesZero() && range.includesMax());
	}

	/**
	 * Tells whether an address belongs to this machine or to a private network.
	 * @param address the address in text
	 * @return whether it does; {@code false} if the text is not an address
	 */
	public static boolean isLocal(String address) {
		IPAddress parsed = parseAddress(address);
		return parsed != null && (parsed.isLoopback() || parsed.isLocal());
	}

	/**
	 * The network that one client is taken to have: its address, or the first half of an
	 * IPv6 address, of which a client has the rest to itself.
	 * @param address the address in text
	 * @return the network; the same one for all texts that are not addresses
	 */
	public static String networkOf(String address) {
		IPAddress parsed = parseAddress(address);
		if (parsed == null) {
			return "unknown";
		}
		return (parsed.isIPv6() ? parsed.toPrefixBlock(IPV6_NETWORK) : parsed).toCanonicalString();
	}

	/**
	 * Filters for forwarded headers put IPv6 addresses into brackets, as in a URL.
	 */
	private static @Nullable IPAddress parseAddress(String address) {
		boolean bracketed = address.startsWith("[") && address.endsWith("]");
		String text = bracketed ? address.substring(1, address.length() - 1) : address;
		int zone = text.indexOf('%');
		IPAddress parsed = new IPAddressString((zone < 0) ? text : text.substring(0, zone), ADDRESS).getAddress();
		return (parsed != null) ? normalize(parsed) : null;
	}

	private static IPAddress normalize(IPAddress address) {
		boolean mapped = address.isIPv6() && address.toIPv6().isIPv4Mapped();
		return mapped ? address.toIPv6().getEmbeddedIPv4Address() : address;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AddressRanges that && this.ranges.equals(that.ranges);
	}

	@Override
	public int hashCode() {
		return this.ranges.hashCode();
	}

	@Override
	public String toString() {
		return this.ranges.toString();
	}

}
