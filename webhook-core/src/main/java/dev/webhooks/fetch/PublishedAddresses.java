package dev.webhooks.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

import org.springframework.util.Assert;

/**
 * A list of addresses that a provider publishes, such as that of GitHub at
 * {@code https://api.github.com/meta#/hooks}. The last good list stays until there is
 * another one: a document is taken as a whole or not at all. Safe for use by several
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901#section-6">RFC 6901, section 6:
 * JSON pointers as fragments of a URL</a>
 */
public final class PublishedAddresses {

	private final URI url;

	private final String pointer;

	private final AddressDocument document;

	private final Duration interval;

	private final ResourceFetcher fetcher;

	/** Nothing, and so nobody, until the first list is fetched. */
	private volatile AddressRanges ranges = AddressRanges.parse(List.of());

	/**
	 * Creates a list that is to be fetched.
	 * @param url the {@code https} URL of the document; its fragment is the JSON pointer
	 * to an array of strings, or with {@code *} in it to each string, such as
	 * <code>#/items/&#42;/cidr</code>. Without one the document is the array, or has an
	 * address on each line
	 * @param interval how often to fetch it again
	 * @param fetcher fetches the document
	 * @throws IllegalArgumentException if the URL cannot be used; the message says why
	 */
	public PublishedAddresses(String url, Duration interval, ResourceFetcher fetcher) {
		URI uri = uriOf(url);
		Assert.isTrue("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null,
				"It is not a URL that begins with https:// and a host");
		this.pointer = (uri.getFragment() != null) ? uri.getFragment() : "";
		this.document = new AddressDocument(this.pointer);
		this.url = URI.create(url.replaceFirst("#.*", ""));
		this.interval = interval;
		this.fetcher = fetcher;
	}

	/** The parser's own message would repeat the URL, in which there may be a token. */
	private static URI uriOf(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("It is not a URL: " + ex.getReason());
		}
	}

	/**
	 * Fetches the list, and replaces the former one by it.
	 * @return whether it differs from the former one
	 * @throws IOException if there is no answer, or something in it that is not an
	 * address. The former list stays
	 */
	public boolean fetch() throws IOException {
		AddressRanges former = this.ranges;
		this.ranges = parse(this.document.read(this.fetcher.fetch(this.url, null)));
		return !this.ranges.equals(former);
	}

	private static AddressRanges parse(List<String> texts) throws IOException {
		try {
			AddressRanges parsed = AddressRanges.parse(texts);
			if (parsed.hasAllOfAFamily()) {
				throw new IOException("Every address there is would be allowed");
			}
			return parsed;
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("Something in the list is not an address or CIDR range", ex);
		}
	}

	/**
	 * Tells whether an address is in the last good list.
	 * @param address the address in text
	 * @return whether it is
	 */
	public boolean contains(String address) {
		return this.ranges.contains(address);
	}

	/**
	 * How often the list is to be fetched again.
	 * @return the time between two attempts
	 */
	public Duration interval() {
		return this.interval;
	}

	/**
	 * Where the list comes from, without query string.
	 */
	@Override
	public String toString() {
		return this.url.toString().replaceFirst("\\?.*", "") + "#" + this.pointer;
	}

}
