package dev.webhooks.autoconfigure;

import java.util.regex.Pattern;

import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

import dev.webhooks.InvalidSettingException;

/**
 * Checks the configured paths of endpoints: what cannot be mapped, or would be mapped to
 * more than it looks like, fails the start.
 */
final class EndpointPath {

	/**
	 * Wildcards, what containers take away from a path, and what no path has.
	 */
	private static final Pattern UNUSABLE = Pattern.compile("[*?#;%\\\\\\s]|//|/\\.{1,2}(/|$)");

	private EndpointPath() {
	}

	/**
	 * Takes one slash from the end of a path and checks it.
	 * @param key the key, for the message
	 * @param path the configured path
	 * @return the path without slash at its end
	 * @throws InvalidSettingException if the path cannot be used
	 */
	static String of(String key, String path) {
		String trimmed = withoutSlash(path);
		if (!trimmed.startsWith("/") || UNUSABLE.matcher(trimmed).find() || !isPattern(trimmed)) {
			throw InvalidSettingException.of(key, "'%s' is not a path.".formatted(path),
					"Use a path such as /webhooks/acme, with variables such as {tenant} if need be.");
		}
		return trimmed.equals("/") ? "" : trimmed;
	}

	private static String withoutSlash(String path) {
		return (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
	}

	private static boolean isPattern(String path) {
		try {
			PathPatternParser.defaultInstance.parse(path);
			return true;
		}
		catch (PatternParseException ex) {
			return false;
		}
	}

}
