package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.webhooks.WebhookRequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Atlassian's hash of method, path and query string, which its tokens carry.
 *
 * @see <a href=
 * "https://developer.atlassian.com/cloud/bitbucket/query-string-hash/">Atlassian, Query
 * string hash</a>
 */
final class QueryStringHash {

	private static final char SEPARATOR = '&';

	private QueryStringHash() {
	}

	/**
	 * Computes the hash.
	 * @param basePath path of the app's base URL
	 * @return the hash or {@code null} if the URL is not below that path
	 */
	static @Nullable String of(WebhookRequestHead head, String basePath) {
		String canonical = canonical(head, basePath);
		return (canonical != null)
				? HexFormat.of().formatHex(Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8))) : null;
	}

	static @Nullable String canonical(WebhookRequestHead head, String basePath) {
		String path = SignedUrl.pathOf(head.url());
		String base = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
		boolean below = path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
		if (!below) {
			return null;
		}
		String relative = path.substring(base.length());
		return head.method().toUpperCase(Locale.ROOT) + SEPARATOR + canonicalPath(relative) + SEPARATOR
				+ canonicalQuery(head.query());
	}

	private static String canonicalPath(String path) {
		String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		return trimmed.isEmpty() ? "/" : trimmed.replace("&", "%26");
	}

	private static String canonicalQuery(@Nullable String query) {
		Map<String, List<String>> parameters = new TreeMap<>();
		FormFields.parse((query != null) ? query : "").forEach((name, values) -> {
			if (!name.equals("jwt") && !name.isEmpty()) {
				parameters.computeIfAbsent(PercentEncoding.RFC3986.encode(name), (key) -> new ArrayList<>())
					.addAll(values.stream().map(PercentEncoding.RFC3986::encode).sorted().toList());
			}
		});
		List<String> written = new ArrayList<>();
		parameters.forEach((name, values) -> written.add(name + '=' + String.join(",", values)));
		return String.join("&", written);
	}

}
