package dev.webhooks.provider.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * The keys that a provider can have, and which of them somebody means who writes another.
 * Immutable.
 */
@Internal
public final class SettingKeys {

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	/** Names that other systems give it, without hyphens. */
	private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("ipwhitelist", "ip-allowlist"),
			Map.entry("whitelist", "ip-allowlist"), Map.entry("allowedips", "ip-allowlist"),
			Map.entry("ipranges", "ip-allowlist"), Map.entry("signingsecret", "secret"),
			Map.entry("signingsecretenv", "secret"), Map.entry("signingkey", "secret"),
			Map.entry("webhooksecret", "secret"), Map.entry("sharedsecret", "secret"), Map.entry("secretkey", "secret"),
			Map.entry("secretenv", "secret"), Map.entry("burstlimit", "rate-limit.burst"),
			Map.entry("requestsperminute", "rate-limit.requests-per-minute"),
			Map.entry("maxrequestsperminute", "rate-limit.requests-per-minute"), Map.entry("url", "path"),
			Map.entry("endpoint", "path"), Map.entry("route", "path"), Map.entry("template", "preset"),
			Map.entry("allowedevents", "events"), Map.entry("eventtypes", "events"),
			Map.entry("hashalgorithm", "signature.algorithm"), Map.entry("timestampheader", "signature.timestamp"),
			Map.entry("replaywindow", "signature.tolerance"), Map.entry("maxage", "signature.tolerance"),
			Map.entry("idempotencykey", "event.id"), Map.entry("eventheader", "event.type"),
			Map.entry("maxpayloadsize", "max-body-size"), Map.entry("maxretries", "retry.max-attempts"),
			Map.entry("httpsonly", "require-https"), Map.entry("problemdetails", "refusal.body"),
			Map.entry("verifier", "signature.scheme"));

	private static final SettingKeys PROVIDER = new SettingKeys(SettingsReader.keysOf(ProviderSettings::read),
			SYNONYMS);

	private final Set<String> keys;

	private final Map<String, String> synonyms;

	private SettingKeys(Set<String> keys, Map<String, String> synonyms) {
		this.keys = keys;
		this.synonyms = synonyms;
	}

	/**
	 * The keys below {@code webhooks.providers.<name>}.
	 * @return the keys
	 */
	public static SettingKeys ofProvider() {
		return PROVIDER;
	}

	/**
	 * Some other keys.
	 * @param keys the keys that have values
	 * @return the keys
	 */
	public static SettingKeys of(Set<String> keys) {
		return new SettingKeys(Set.copyOf(keys), Map.of());
	}

	/**
	 * The keys, with {@code []} in place of an index and {@code *} of any name; those of
	 * groups too.
	 * @return the keys
	 */
	public Set<String> all() {
		return this.keys;
	}

	/**
	 * The keys below which others are, apart from those of lists and of names.
	 * @return the keys
	 */
	public List<String> groups() {
		return this.keys.stream()
			.filter((key) -> !key.contains("[]"))
			.filter((key) -> this.keys.stream()
				.anyMatch((other) -> other.startsWith(key + ".") && !other.endsWith("*")))
			.toList();
	}

	/**
	 * Finds the keys below a key.
	 * @param key the key
	 * @return the keys below; none if it has a value itself, or there is no such key
	 */
	public List<String> below(String key) {
		String prefix = withoutIndex(key) + ".";
		return this.keys.stream().filter((other) -> other.startsWith(prefix)).toList();
	}

	/**
	 * Finds the key that somebody probably meant: one that is called so at another level,
	 * is called so elsewhere, or is written nearly so.
	 * @param key the key that was written
	 * @return the key, or {@code null} if none is near
	 */
	public @Nullable String nearest(String key) {
		String wanted = withoutIndex(key);
		String nearest = atAnotherLevel(wanted);
		if (nearest == null) {
			nearest = this.synonyms.get(uniform(last(wanted)));
		}
		if (nearest == null) {
			nearest = writtenAlike(wanted, UnaryOperator.identity());
		}
		if (nearest == null) {
			nearest = writtenAlike(wanted, SettingKeys::last);
		}
		return (nearest != null) ? withIndexOf(key, nearest) : null;
	}

	private @Nullable String atAnotherLevel(String wanted) {
		String whole = uniform(wanted);
		String last = uniform(last(wanted));
		return this.keys.stream()
			.filter((key) -> uniform(key).equals(whole) || (uniform(last(key)).equals(last) && !key.equals(wanted)))
			.findFirst()
			.orElse(null);
	}

	private @Nullable String writtenAlike(String wanted, UnaryOperator<String> part) {
		Map<String, String> keysByName = new LinkedHashMap<>();
		this.keys.forEach((key) -> keysByName.putIfAbsent(uniform(part.apply(key)), key));
		String name = NearestName.within(uniform(part.apply(wanted)), keysByName.keySet());
		return (name != null) ? keysByName.get(name) : null;
	}

	private static String last(String key) {
		return key.substring(key.lastIndexOf('.') + 1);
	}

	private static String uniform(String key) {
		return SettingsTree.uniform(key).replace(".", "");
	}

	private static String withoutIndex(String key) {
		return INDEX.matcher(key).replaceAll("[]");
	}

	/** An item of a list is meant to be the same item. */
	private static String withIndexOf(String key, String found) {
		Matcher index = INDEX.matcher(key);
		return found.replace("[]", index.find() ? index.group() : "[0]");
	}

}
