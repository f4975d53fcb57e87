package dev.webhooks.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;

/**
 * The hosts that may be fetched from when a request says what to fetch. Immutable.
 * <p>
 * A host is {@code api.paypal.com}, or has one label of its own: {@code *} for any, or
 * <code>{region}</code> for the name of an AWS region. A <code>*</code> would not do for
 * {@code sns.*.amazonaws.com}, where {@code sns.s3.amazonaws.com} is a bucket of
 * anybody's. What a URL may be is a narrow form, compared as text: everything that
 * different parsers read differently is out.
 *
 * @see <a href=
 * "https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP,
 * Server-Side Request Forgery Prevention</a>
 */
@Internal
public final class AllowedHosts {

	private static final int MAX_LENGTH = 2048;

	private static final Pattern URL = Pattern
		.compile("https://([a-z0-9.-]+)(/[A-Za-z0-9._~/-]*)(\\?[A-Za-z0-9._~/?:@!$&'()*+,;=%-]*)?");

	private static final Pattern LITERAL_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

	private static final Pattern TOP_LEVEL = Pattern.compile("[a-z][a-z0-9-]*");

	private static final String ANY_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";

	private static final String REGION = "[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}";

	private final Pattern hosts;

	private final String path;

	private final boolean query;

	private AllowedHosts(Pattern hosts, String path, boolean query) {
		this.hosts = hosts;
		this.path = path;
		this.query = query;
	}

	/**
	 * Creates the list.
	 * @param key the configuration key it comes from, for messages
	 * @param hosts the hosts
	 * @param path what the path has to begin with, or {@code null} for any path
	 * @return the list, which allows URLs without query string
	 * @throws InvalidSettingException if there is no host, or one is too wide
	 */
	public static AllowedHosts of(String key, List<String> hosts, @Nullable String path) {
		if (hosts.isEmpty()) {
			throw new InvalidSettingException(key, null, "It must name the hosts that may be fetched from.");
		}
		if (path != null && !path.startsWith("/")) {
			throw new InvalidSettingException(key, path, "The path must begin with '/'.");
		}
		String any = hosts.stream().map((host) -> expression(key, host)).collect(Collectors.joining("|"));
		return new AllowedHosts(Pattern.compile(any), (path != null) ? path : "/", false);
	}

	/**
	 * Allows URLs with a query string too.
	 * @return the new list
	 */
	public AllowedHosts withQuery() {
		return new AllowedHosts(this.hosts, this.path, true);
	}

	private static String expression(String key, String host) {
		List<String> labels = Arrays.asList(host.split("\\.", -1));
		List<String> expressions = new ArrayList<>();
		int own = -1;
		for (int i = 0; i < labels.size(); i++) {
			String label = labels.get(i);
			boolean wildcard = label.equals("*") || label.equals("{region}");
			if (wildcard ? own >= 0 : !LITERAL_LABEL.matcher(label).matches()) {
				throw tooWide(key, host);
			}
			own = wildcard ? i : own;
			expressions.add(wildcard ? (label.equals("*") ? ANY_LABEL : REGION) : Pattern.quote(label));
		}
		if (own > labels.size() - 3 && own >= 0 || !TOP_LEVEL.matcher(labels.get(labels.size() - 1)).matches()) {
			throw tooWide(key, host);
		}
		return String.join("\\.", expressions);
	}

	private static InvalidSettingException tooWide(String key, String host) {
		return new InvalidSettingException(key, host,
				"Use a name such as api.example.com, or one '*' in front of at least two labels.");
	}

	/**
	 * Finds the URI to fetch.
	 * @param url the URL as a request says it
	 * @return the URI, or {@code null} if it is not allowed
	 */
	public @Nullable URI find(String url) {
		Matcher matcher = URL.matcher((url.length() <= MAX_LENGTH) ? url : "");
		boolean allowed = matcher.matches() && this.hosts.matcher(matcher.group(1)).matches()
				&& (this.query || matcher.group(3) == null) && isAllowedPath(matcher.group(2));
		try {
			return allowed ? URI.create(url) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private boolean isAllowedPath(String path) {
		return path.startsWith(this.path) && !path.contains("//")
				&& Arrays.stream(path.split("/")).noneMatch((segment) -> segment.equals(".") || segment.equals(".."));
	}

}
