package dev.webhooks.sender.endpoint;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * Checks that the address of an endpoint is written as one. Whether it may be sent to is
 * not decided here.
 */
final class EndpointUrls {

	private static final String KEY = "url";

	private static final int MAX_LENGTH = 2000;

	private EndpointUrls() {
	}

	static String check(@Nullable String url) {
		String text = TextRules.token(KEY, url, MAX_LENGTH);
		URI uri = parse(text);
		if (uri.getHost() == null
				|| !("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
			throw invalid("It is no address of a web server.");
		}
		if (uri.getRawUserInfo() != null) {
			throw invalid("It has a user or a password in it.");
		}
		if (uri.getRawFragment() != null) {
			throw invalid("It has a fragment, which is never sent.");
		}
		return text;
	}

	/** A failure to parse would show passwords. */
	private static URI parse(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw invalid("It is not written as an address.");
		}
	}

	private static InvalidSettingException invalid(String description) {
		return TextRules.invalid(KEY, description,
				"Write https://, a host and a path, such as https://example.com/webhooks.");
	}

}
