package dev.webhooks.signature.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * The one URL where a provider is asked. It is all configuration: nothing of a request
 * can lead elsewhere. Immutable.
 *
 * @param base the URL without query string
 */
record CallbackUrl(URI base) {

	private static final String KEY = "signature.callback.url";

	/** This machine, where a stand-in for the provider runs in tests. */
	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

	/**
	 * Reads the URL. It is not shown, since somebody may have put a password there.
	 */
	static CallbackUrl of(@Nullable String text) {
		if (text == null || text.isBlank()) {
			throw InvalidSettingException.of(KEY, "It is not set, so the provider could not be asked.",
					"Set the URL that verifies requests, such as https://api.example.com/verify.");
		}
		URI uri = parse(text.strip());
		boolean https = "https".equals(uri.getScheme());
		boolean local = "http".equals(uri.getScheme()) && uri.getHost() != null
				&& LOOPBACK.matcher(uri.getHost()).matches();
		if (!(https || local) || uri.getHost() == null || uri.getRawUserInfo() != null) {
			throw unusable("It does not begin with https:// and a host.");
		}
		if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw unusable("It has a query string or a fragment.");
		}
		return new CallbackUrl(uri);
	}

	private static URI parse(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw unusable("It is not a URL.");
		}
	}

	private static InvalidSettingException unusable(String description) {
		return InvalidSettingException.of(KEY, description, "Use a URL such as https://api.example.com/verify, without "
				+ "placeholders, user name or query string: 'signature.callback.query' is for that. In tests it may be "
				+ "one of this machine, such as http://localhost:8080/verify.");
	}

	/**
	 * Tells whether a template can be the query string, whatever is filled in.
	 */
	boolean takes(String template) {
		try {
			return with(PLACEHOLDER.matcher(template).replaceAll("x")).getRawFragment() == null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Adds a query string.
	 * @param query the query string, percent-encoded, or {@code null}
	 */
	URI with(@Nullable String query) {
		return (query != null) ? URI.create(this.base + "?" + query) : this.base;
	}

}
