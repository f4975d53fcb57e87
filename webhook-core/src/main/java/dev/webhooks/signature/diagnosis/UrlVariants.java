package dev.webhooks.signature.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.LogText;

/**
 * The URLs that a provider may have called, where proxies stand between: what they say of
 * it, and what they usually change. None of it is believed, only tried.
 */
final class UrlVariants {

	private static final int MAX_VARIANTS = 160;

	private static final int MAX_LENGTH = 4096;

	private static final Pattern URL = Pattern
		.compile("(https?)://([^/?#:@\\[\\]]+|\\[[^\\]/]*])(:\\d{1,5})?(/[^?#]*)?", Pattern.CASE_INSENSITIVE);

	private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

	private static final Pattern FORWARDED_HOST = Pattern.compile("(?i)host=\"?([^\";,\\s]+)");

	private static final Pattern PORT = Pattern.compile("\\d{1,5}");

	private final WebhookRequestHead head;

	UrlVariants(WebhookRequestHead head) {
		this.head = head;
	}

	/**
	 * Finds the variant that is signed. Those that differ least come first.
	 * @param signed tells whether a head is
	 * @return what it is and what to do, or {@code null} if none is
	 */
	@Nullable String find(Predicate<WebhookRequestHead> signed) {
		Matcher url = URL.matcher(this.head.url());
		if (this.head.url().length() > MAX_LENGTH || !url.matches()) {
			return null;
		}
		Address own = new Address(url.group(1).toLowerCase(Locale.ROOT), url.group(2), orEmpty(url.group(3)),
				orEmpty(url.group(4)), this.head.query());
		return variantsOf(own).stream()
			.filter((variant) -> signed.test(variant.in(this.head)))
			.findFirst()
			.map((variant) -> describe(own, variant))
			.orElse(null);
	}

	private List<Address> variantsOf(Address own) {
		Set<Address> variants = new LinkedHashSet<>();
		for (Target target : targets(own)) {
			for (String host : hosts(own)) {
				for (String port : ports(own)) {
					for (String scheme : List.of("https", "http")) {
						variants.add(new Address(scheme, host, port, target.path(), target.query()));
					}
				}
			}
		}
		variants.remove(own);
		return variants.stream().sorted(Comparator.comparingInt(own::differences)).limit(MAX_VARIANTS).toList();
	}

	private Set<String> hosts(Address own) {
		Set<String> hosts = new LinkedHashSet<>(List.of(own.host()));
		authorities().forEach((authority) -> hosts.add(authority.group(1)));
		return hosts;
	}

	private Set<String> ports(Address own) {
		Set<String> ports = new LinkedHashSet<>(List.of(own.port(), "", ":443", ":80"));
		authorities().forEach((authority) -> ports.add(orEmpty(authority.group(2))));
		String forwarded = first("X-Forwarded-Port");
		if (PORT.matcher(forwarded).matches()) {
			ports.add(':' + forwarded);
		}
		ports.addAll(List.of(":8443", ":8080"));
		return ports;
	}

	/**
	 * The hosts that the request and its proxies name, with their ports.
	 */
	private List<Matcher> authorities() {
		Matcher forwarded = FORWARDED_HOST.matcher(orEmpty(headers().first("Forwarded")));
		return Stream
			.of(first("X-Forwarded-Host"), forwarded.find() ? forwarded.group(1) : "", first("Host"),
					first("X-Original-Host"))
			.map(HOST::matcher)
			.filter(Matcher::matches)
			.toList();
	}

	private Set<Target> targets(Address own) {
		Set<Target> targets = new LinkedHashSet<>();
		List<String> paths = new ArrayList<>(List.of(own.path(),
				own.path().endsWith("/") ? own.path().substring(0, own.path().length() - 1) : own.path() + '/'));
		String prefix = first("X-Forwarded-Prefix");
		if (prefix.startsWith("/")) {
			paths.add(prefix + own.path());
		}
		paths.forEach((path) -> targets.add(new Target(path, own.query())));
		paths.forEach((path) -> targets.add(new Target(path, null)));
		Stream.of("X-Original-URI", "X-Forwarded-Uri", "X-Original-URL", "X-Rewrite-URL")
			.map(this::first)
			.filter((target) -> target.startsWith("/"))
			.forEach((target) -> targets.add(Target.of(target)));
		return targets;
	}

	private String first(String name) {
		String value = orEmpty(headers().first(name));
		int comma = value.indexOf(',');
		String first = ((comma < 0) ? value : value.substring(0, comma)).strip();
		return (first.length() <= MAX_LENGTH) ? first : "";
	}

	private WebhookHeaders headers() {
		return this.head.headers();
	}

	private String describe(Address own, Address signed) {
		List<String> differences = new ArrayList<>();
		boolean origin = !own.origin().equals(signed.origin());
		if (!own.scheme().equals(signed.scheme())) {
			differences.add("'%s' in place of '%s'".formatted(signed.scheme(), own.scheme()));
		}
		if (!own.host().equals(signed.host())) {
			differences.add("the host '%s' in place of '%s'".formatted(signed.host(), own.host()));
		}
		if (!own.port().equals(signed.port())) {
			differences.add(signed.port().isEmpty() ? "no port" : "the port " + signed.port().substring(1));
		}
		if (!own.path().equals(signed.path())) {
			differences.add(signed.path().equals(own.path() + '/') ? "a slash at its end"
					: own.path().equals(signed.path() + '/') ? "no slash at its end" : "another path");
		}
		boolean query = !String.valueOf(own.query()).equals(String.valueOf(signed.query()));
		if (query) {
			differences.add((signed.query() == null) ? "no query string" : "another query string");
		}
		return "the provider signed another URL, %s: it has %s. ".formatted(LogText.of(signed.url()),
				LogText.of(String.join(" and ", differences)))
				+ advice(origin, !own.path().equals(signed.path()), query);
	}

	private String advice(boolean origin, boolean path, boolean query) {
		List<String> advice = new ArrayList<>();
		if (origin || path) {
			advice.add("Set 'public-url' to the URL that stands at the provider");
		}
		if (origin && isForwarded()) {
			advice.add("or have the application heed X-Forwarded-Host and -Proto of its proxy "
					+ "(server.forward-headers-strategy)");
		}
		if (query) {
			advice
				.add("something on the way changes the query string: have it pass that on, or leave it out of the URL "
						+ "at the provider");
		}
		return String.join("; ", advice);
	}

	private boolean isForwarded() {
		return Stream.of("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded")
			.anyMatch((name) -> headers().first(name) != null);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/**
	 * A path and a query string.
	 *
	 * @param path the path
	 * @param query the query string or {@code null}
	 */
	private record Target(String path, @Nullable String query) {

		static Target of(String text) {
			int mark = text.indexOf('?');
			return (mark < 0) ? new Target(text, null) : new Target(text.substring(0, mark), text.substring(mark + 1));
		}

	}

	/**
	 * A URL in its parts.
	 *
	 * @param scheme the scheme in lower case
	 * @param host the host
	 * @param port the port behind its colon, or empty text
	 * @param path the path, maybe empty
	 * @param query the query string or {@code null}
	 */
	private record Address(String scheme, String host, String port, String path, @Nullable String query) {

		String origin() {
			return this.scheme + "://" + this.host + this.port;
		}

		String url() {
			return origin() + this.path;
		}

		int differences(Address other) {
			return differs(this.scheme, other.scheme) + differs(this.host, other.host) + differs(this.port, other.port)
					+ differs(this.path, other.path) + differs(String.valueOf(this.query), String.valueOf(other.query));
		}

		private static int differs(String one, String other) {
			return one.equals(other) ? 0 : 1;
		}

		WebhookRequestHead in(WebhookRequestHead head) {
			return head.mutate().url(url()).query(this.query).build();
		}

	}

}
