package dev.webhooks.request;

import java.util.List;
import java.util.Locale;

import dev.webhooks.Internal;

/**
 * The ways in which providers write the URL that they sign.
 */
@Internal
public enum SignedUrl {

	/** As the application knows it. */
	AS_IT_IS,

	/** With the port, also where it is the usual one of the scheme. */
	WITH_PORT,

	/** The URL as it is where the sender leaves the port out. */
	WITHOUT_PORT,

	/** With the twelve escapes decoded that HubSpot decodes, and no other. */
	DECODED;

	private static final List<String> DECODED_CHARACTERS = List.of(":", "/", "?", "@", "!", "$", "'", "(", ")", "*",
			",", ";");

	String of(String url) {
		return switch (this) {
			case AS_IT_IS -> url;
			case WITH_PORT -> withPort(url);
			case WITHOUT_PORT -> withoutPort(url);
			case DECODED -> decoded(url);
		};
	}

	/**
	 * The path of an absolute URL, exactly as it stands there.
	 * @param url the URL
	 * @return the path, {@code /} where there is none
	 */
	public static String pathOf(String url) {
		int slash = url.indexOf('/', url.indexOf("://") + 3);
		return (slash < 0) ? "/" : url.substring(slash);
	}

	private static String withPort(String url) {
		int port = portOf(url);
		if (port < endOfAuthority(url)) {
			return url;
		}
		boolean secure = url.toLowerCase(Locale.ROOT).startsWith("https:");
		return url.substring(0, port) + (secure ? ":443" : ":80") + url.substring(port);
	}

	private static String withoutPort(String url) {
		return url.substring(0, portOf(url)) + url.substring(endOfAuthority(url));
	}

	/** Where the port begins with its colon, or would begin. */
	private static int portOf(String url) {
		int end = endOfAuthority(url);
		String authority = url.substring(0, end);
		int host = Math.max(url.indexOf("://") + 3, Math.max(authority.lastIndexOf('@'), authority.lastIndexOf(']')));
		int colon = authority.indexOf(':', host);
		return (colon < 0) ? end : colon;
	}

	private static int endOfAuthority(String url) {
		int start = url.indexOf("://") + 3;
		for (int i = start; i < url.length(); i++) {
			if ("/?#".indexOf(url.charAt(i)) >= 0) {
				return i;
			}
		}
		return url.length();
	}

	private static String decoded(String url) {
		String decoded = url;
		for (String character : DECODED_CHARACTERS) {
			String escape = "%%%02X".formatted((int) character.charAt(0));
			decoded = decoded.replace(escape, character).replace(escape.toLowerCase(Locale.ROOT), character);
		}
		return decoded;
	}

}
