package dev.webhooks.sender.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;

/**
 * Checks the keys of a signature, and makes the recipe of them. Those that have something
 * looked up elsewhere, or that only a receiver needs, are not among them.
 */
final class SignatureRules {

	private static final String KEY = "signature";

	private static final String PRESET = "preset";

	private static final int MAX_LENGTH = 500;

	private static final Set<String> RECIPE_KEYS = Set.of("scheme", "header", "format", "algorithm", "encoding",
			"content", "timestamp-unit", "secret-encoding");

	private static final Set<String> HEADER_KEYS = Set.of("id-header", "type-header", "timestamp-header");

	private static final Set<String> PRESETS = Set.of("standard-webhooks", "standard-webhooks-v1a");

	/** A public or shared key of each kind of which only the form is looked at. */
	private static final Map<String, String> SAMPLES = Map.of("hmac", "", "token", "", "basic", "user:password",
			"ed25519", "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");

	private static final Map<String, String> SAMPLES_BY_ENCODING = Map.of("text", "0123456789abcdef0123456789abcdef",
			"base64", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "hex",
			"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "whsec",
			"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

	private SignatureRules() {
	}

	/**
	 * Checks the keys and their values.
	 */
	static void check(Map<String, String> keys) {
		keys.forEach((key, value) -> TextRules.required(known(key), value, MAX_LENGTH));
		if (keys.containsKey(PRESET)) {
			checkPreset(keys);
		}
		else if (!canSign(keys)) {
			throw TextRules.invalid(KEY, "There is no place for the signature or the time.",
					"Name the headers of both.");
		}
	}

	/** Whether there is a place for the signature does not depend on the key. */
	private static boolean canSign(Map<String, String> keys) {
		String sample = sample(keys);
		return provider(keys).secret(sample).build().signer(Secret.of(sample)).isPresent();
	}

	private static String known(String key) {
		if (!key.equals(PRESET) && !RECIPE_KEYS.contains(key) && !HEADER_KEYS.contains(key)) {
			throw TextRules.invalid(KEY, "It has a key that does not exist.", "Use preset alone, or some of %s and %s."
				.formatted(new TreeSet<>(RECIPE_KEYS), new TreeSet<>(HEADER_KEYS)));
		}
		return KEY + "." + key;
	}

	private static void checkPreset(Map<String, String> keys) {
		if (keys.size() > 1 || !PRESETS.contains(keys.get(PRESET))) {
			throw TextRules.invalid(KEY + "." + PRESET, "It stands beside other keys, or is none to sign with.",
					"Use one of %s alone.".formatted(new TreeSet<>(PRESETS)));
		}
	}

	private static String sample(Map<String, String> keys) {
		String sample = oneOf("scheme", keys.getOrDefault("scheme", "hmac"), SAMPLES);
		return sample.isEmpty()
				? oneOf("secret-encoding", keys.getOrDefault("secret-encoding", "text"), SAMPLES_BY_ENCODING) : sample;
	}

	private static String oneOf(String key, String value, Map<String, String> samples) {
		String sample = samples.get(value);
		if (sample == null) {
			throw TextRules.invalid(KEY + "." + key, "Requests to endpoints are not signed so.",
					"Use one of %s.".formatted(new TreeSet<>(samples.keySet())));
		}
		return sample;
	}

	/**
	 * Makes a provider of keys that were checked.
	 */
	static ConfigurableProvider provider(Map<String, String> keys) {
		String preset = keys.get(PRESET);
		if (preset != null) {
			return WebhookProvider.ofPreset(preset);
		}
		Map<String, Object> recipe = new LinkedHashMap<>(keys);
		recipe.keySet().removeAll(HEADER_KEYS);
		ConfigurableProvider provider = WebhookProvider.named("endpoint").with(KEY, recipe);
		header(provider, "event.id", keys.get("id-header"));
		header(provider, "event.type", keys.get("type-header"));
		header(provider, "signature.timestamp", keys.get("timestamp-header"));
		return provider;
	}

	private static void header(ConfigurableProvider provider, String key, @Nullable String header) {
		if (header != null) {
			provider.with(key, "header:" + header);
		}
	}

}
