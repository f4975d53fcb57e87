package dev.webhooks.sender.address;

import java.net.InetAddress;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;

/**
 * Finds the kind of an address. One that carries an IPv4 address is of the kind of that:
 * what translates or tunnels it will go there. An IPv6 address is global only if it is of
 * the range that is assigned to be.
 */
final class AddressKinds {

	private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

	private static final DualIPv4v6AssociativeTries<AddressKind> BLOCKS = new DualIPv4v6AssociativeTries<>();

	private static final DualIPv4v6AssociativeTries<Embedding> EMBEDDINGS = new DualIPv4v6AssociativeTries<>();

	private static final IPAddress ISATAP = parse("::5efe:0:0");

	private static final IPAddress ISATAP_MASK = parse("::fdff:ffff:0:0");

	private static final long ALL_BITS = 0xffffffffL;

	static {
		kind(AddressKind.GLOBAL, "0.0.0.0/0", "2000::/3");
		kind(AddressKind.LOOPBACK, "127.0.0.0/8", "::1");
		kind(AddressKind.PRIVATE, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");
		kind(AddressKind.SHARED, "100.64.0.0/10");
		kind(AddressKind.EXAMPLE, "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "2001:2::/48",
				"2001:db8::/32", "3fff::/20");
		kind(AddressKind.RESERVED, "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "::/0", "2001::/23");
		kind(AddressKind.LINK_LOCAL, "169.254.0.0/16", "fe80::/10");
		kind(AddressKind.METADATA, "169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200",
				"192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254");
		kind(AddressKind.UNSPECIFIED, "0.0.0.0/8", "255.255.255.255", "::");
		kind(AddressKind.MULTICAST, "224.0.0.0/4", "ff00::/8");
		embedding((address) -> address.getEmbeddedIPv4Address(12), "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96",
				"64:ff9b::/96");
		embedding((address) -> address.getEmbeddedIPv4Address(2), "2002::/16");
	}

	private AddressKinds() {
	}

	private static void kind(AddressKind kind, String... blocks) {
		for (String block : blocks) {
			BLOCKS.put(parse(block), kind);
		}
	}

	private static void embedding(Embedding embedding, String... blocks) {
		for (String block : blocks) {
			EMBEDDINGS.put(parse(block), embedding);
		}
	}

	private static IPAddress parse(String text) {
		return new IPAddressString(text).getAddress();
	}

	/**
	 * Finds the kind of an address.
	 * @param address the address; its zone does not matter
	 * @return the kind
	 */
	static AddressKind of(InetAddress address) {
		IPAddress ip = ADDRESSES.from(address.getAddress());
		return ip.isIPv6() ? of(ip.toIPv6()) : nearest(ip);
	}

	private static AddressKind of(IPv6Address address) {
		AddressKind own = nearest(address);
		if (address.isTeredo()) {
			AddressKind server = nearest(address.getEmbeddedIPv4Address(4));
			return (server == AddressKind.GLOBAL) ? nearest(obscured(address)) : server;
		}
		var embedding = EMBEDDINGS.longestPrefixMatchNode(address);
		if (embedding != null && own != AddressKind.LOOPBACK && own != AddressKind.UNSPECIFIED) {
			return nearest(embedding.getValue().ipv4(address));
		}
		boolean isatap = address.mask(ISATAP_MASK.toIPv6()).equals(ISATAP);
		return (own == AddressKind.GLOBAL && isatap) ? nearest(address.getEmbeddedIPv4Address(12)) : own;
	}

	/** The client's address is written with each bit turned over. */
	private static IPv4Address obscured(IPv6Address teredo) {
		return new IPv4Address((int) (teredo.getEmbeddedIPv4Address(12).longValue() ^ ALL_BITS));
	}

	private static AddressKind nearest(IPAddress address) {
		return BLOCKS.longestPrefixMatchNode(address).getValue();
	}

	/** A place of an IPv4 address in an IPv6 address. */
	@FunctionalInterface
	private interface Embedding {

		IPv4Address ipv4(IPv6Address address);

	}

}
