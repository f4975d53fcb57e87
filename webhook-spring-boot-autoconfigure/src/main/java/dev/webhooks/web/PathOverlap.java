package dev.webhooks.web;

import java.util.List;
import java.util.stream.IntStream;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Tells whether there are paths that both a provider and a pattern of the application
 * match.
 */
final class PathOverlap {

	private PathOverlap() {
	}

	/**
	 * Compares the path of a provider, which has no wildcards, with a pattern. What
	 * matches all paths, as resources do, is not made for those of webhooks.
	 */
	static boolean of(String provider, String pattern) {
		if (isEverything(pattern)) {
			return false;
		}
		if (pattern.contains("**") || pattern.contains("{*")) {
			return matches(pattern, provider.replaceAll("\\{[^/]*}", "x"));
		}
		List<String> left = segments(provider);
		List<String> right = segments(pattern);
		return left.size() == right.size()
				&& IntStream.range(0, left.size()).allMatch((i) -> isSame(left.get(i), right.get(i)));
	}

	private static boolean isEverything(String pattern) {
		return pattern.matches("/?\\*\\*|/\\{\\*\\w+}");
	}

	private static List<String> segments(String path) {
		return List.of(StringUtils.tokenizeToStringArray(path, "/"));
	}

	private static boolean isSame(String provider, String segment) {
		if (isPattern(provider) && isPattern(segment)) {
			return true;
		}
		return isPattern(provider) ? matches("/" + provider, "/" + segment) : matches("/" + segment, "/" + provider);
	}

	private static boolean isPattern(String segment) {
		return segment.matches(".*[{*?].*");
	}

	private static boolean matches(String pattern, String path) {
		try {
			return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
		}
		catch (PatternParseException ex) {
			// One for another kind of matching
			return false;
		}
	}

}
