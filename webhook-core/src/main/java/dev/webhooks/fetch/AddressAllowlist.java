package dev.webhooks.fetch;

import java.util.List;

/**
 * The addresses that requests may come from: those that are configured, and those that
 * the provider publishes. Safe for use by several threads.
 */
public final class AddressAllowlist {

	private final AddressRanges configured;

	private final List<PublishedAddresses> published;

	/**
	 * Creates an allowlist.
	 * @param configured the addresses that are configured
	 * @param published the lists that are fetched. While such a list has nothing in it,
	 * nothing of it is allowed
	 */
	public AddressAllowlist(AddressRanges configured, List<PublishedAddresses> published) {
		this.configured = configured;
		this.published = List.copyOf(published);
	}

	/**
	 * Tells whether there is nothing to compare an address with.
	 * @return whether requests may come from anywhere
	 */
	public boolean isEmpty() {
		return this.configured.isEmpty() && this.published.isEmpty();
	}

	/**
	 * Tells whether an address is in one of the lists.
	 * @param address the address in text
	 * @return whether it is; {@code false} if the text is not an address
	 */
	public boolean contains(String address) {
		return this.configured.contains(address) || this.published.stream().anyMatch((list) -> list.contains(address));
	}

	/**
	 * The lists that are fetched.
	 * @return the lists
	 */
	public List<PublishedAddresses> published() {
		return this.published;
	}

}
