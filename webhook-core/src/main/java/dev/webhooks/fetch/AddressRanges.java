package dev.webhooks.fetch;

import java.util.List;

import dev.webhooks.request.ClientAddress;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and CIDR ranges, IPv4 and IPv6. An IPv4 address that is written as IPv6
 * ({@code ::ffff:10.0.0.1}) is the IPv4 address. Immutable.
 */
public final class AddressRanges {

	private static final IPAddressStringParameters RANGE = ClientAddress.SPELLING.toBuilder()
		.allowPrefix(true)
		.toParams();

	private final List<IPAddress> ranges;

	/** Finds one of many thousand ranges by the bits of an address. */
	private final DualIPv4v6Tries trie = new DualIPv4v6Tries();

	private AddressRanges(List<IPAddress> ranges) {
		this.ranges = ranges;
		ranges.forEach(this.trie::add);
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
				return ClientAddress.normalize(address.toPrefixBlock());
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
		IPAddress parsed = ClientAddress.of(address).ip();
		return parsed != null && this.trie.elementContains(parsed);
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
		return ClientAddress.of(address).isLocal();
	}

	/**
	 * The network that one client is taken to have: its address, or the first half of an
	 * IPv6 address, of which a client has the rest to itself.
	 * @param address the address in text
	 * @return the network; the same one for all texts that are not addresses
	 */
	public static String networkOf(String address) {
		return ClientAddress.of(address).client();
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
