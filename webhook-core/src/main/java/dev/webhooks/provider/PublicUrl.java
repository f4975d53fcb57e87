package dev.webhooks.provider;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;

/**
 * Checks configured URLs: one without a scheme would never match what a provider signs.
 */
@Internal
public final class PublicUrl {

	private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]*)");

	private PublicUrl() {
	}

	/**
	 * Checks a URL.
	 * @param key the key, for the message
	 * @param url the configured URL or {@code null}
	 * @return the URL
	 * @throws InvalidSettingException if it is not an absolute URL
	 */
	public static @Nullable String check(String key, @Nullable String url) {
		if (url != null && !url.matches("https?://[^/\\s].*")) {
			throw InvalidSettingException.of(key, "'%s' is not an absolute URL.".formatted(url),
					"Use a URL such as https://hooks.example.com.");
		}
		return url;
	}

	/**
	 * Checks the URL of an endpoint: the same variables must be in it as in the path, so
	 * that what is signed for one tenant is not valid for another.
	 */
	static @Nullable String check(String key, @Nullable String url, String path) {
		if (url != null && !variables(url).equals(variables(path))) {
			throw InvalidSettingException.of(key,
					"'%s' does not have the variables of the path %s.".formatted(url, path),
					"Use each variable of the path once, as in https://hooks.example.com/in/{tenant}.");
		}
		return check(key, url);
	}

	private static List<String> variables(String text) {
		return VARIABLE.matcher(text).results().map((match) -> match.group(1)).sorted().toList();
	}

	/**
	 * Takes the slashes from the end of a URL that paths are appended to.
	 * @param key the key, for the message
	 * @param url the configured URL or {@code null}
	 * @return the URL without slashes at its end
	 * @throws InvalidSettingException if it is not an absolute URL
	 */
	public static @Nullable String base(String key, @Nullable String url) {
		String checked = check(key, url);
		return (checked != null) ? checked.replaceAll("/+$", "") : null;
	}

}
