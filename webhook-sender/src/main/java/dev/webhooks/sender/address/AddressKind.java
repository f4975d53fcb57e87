package dev.webhooks.sender.address;

/**
 * The kinds of addresses, by what a connection to one of them reaches.
 *
 * @see <a href=
 * "https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml">IANA
 * IPv4 Special-Purpose Address Registry</a>
 * @see <a href=
 * "https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml">IANA
 * IPv6 Special-Purpose Address Registry</a>
 */
public enum AddressKind {

	/** An address of the internet. */
	GLOBAL("of the internet", true),

	/** This machine. */
	LOOPBACK("of the machine itself", true),

	/** Networks of one's own, unique local and site-local ones of IPv6 among them. */
	PRIVATE("of a private network", true),

	/** Addresses that a carrier shares among its customers. */
	SHARED("of a carrier's own network", true),

	/** Documentation and benchmarks. */
	EXAMPLE("for examples and benchmarks", true),

	/** All else that is set apart, or not assigned at all. */
	RESERVED("reserved", true),

	/** The network that the machine is plugged into. */
	LINK_LOCAL("of the local link", false),

	/** Where machines in a cloud find their credentials. */
	METADATA("of a cloud's metadata", false),

	/** No address, which systems take for the machine itself. */
	UNSPECIFIED("no address of a host", false),

	/** Many machines at once. */
	MULTICAST("of a group of machines", false);

	private final String text;

	private final boolean allowable;

	AddressKind(String text, boolean allowable) {
		this.text = text;
		this.allowable = allowable;
	}

	/**
	 * Words for messages, such as {@code of a private network}.
	 * @return what follows "an address that is"
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Tells whether allowed networks can open the way to addresses of this kind.
	 * @return {@code false} if nothing can
	 */
	public boolean isAllowable() {
		return this.allowable;
	}

}
