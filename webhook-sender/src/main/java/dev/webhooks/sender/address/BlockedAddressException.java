package dev.webhooks.sender.address;

/**
 * Thrown when the address of an endpoint is none that may be connected to. The message
 * has no address: whoever owns the endpoint may read it, and the address may be one of
 * the network that sends.
 */
@SuppressWarnings("serial")
public final class BlockedAddressException extends Exception {

	private final AddressKind kind;

	BlockedAddressException(AddressKind kind, String message) {
		super(message);
		this.kind = kind;
	}

	/**
	 * Kind of the address.
	 * @return the kind; {@code GLOBAL} where https would do
	 */
	public AddressKind kind() {
		return this.kind;
	}

}
