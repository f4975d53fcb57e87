package dev.webhooks.cli.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;

/**
 * Hides the secrets of providers wherever they stand, as requests with a token carry them
 * in a header, the URL or the body. Immutable. Its text shows no secret.
 */
public final class KnownSecrets {

	/** Hides what stood there, and is a part of a text in JSON, XML and forms alike. */
	public static final String HIDDEN = "(hidden)";

	/** Shorter ones are in every text. */
	private static final int SHORTEST = 4;

	private final List<String> spellings;

	private KnownSecrets(Stream<String> secrets) {
		Set<String> all = new TreeSet<>(
				Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
		secrets.filter((secret) -> secret.length() >= SHORTEST).flatMap(KnownSecrets::spellings).forEach(all::add);
		this.spellings = List.copyOf(all);
	}

	/**
	 * Collects the secrets of providers.
	 * @param providers the providers
	 * @return their secrets
	 */
	public static KnownSecrets of(Collection<WebhookProvider> providers) {
		return new KnownSecrets(providers.stream()
			.flatMap((provider) -> provider.verifier().secrets().configured().stream())
			.map(Secret::text));
	}

	private static Stream<String> spellings(String secret) {
		String json = JsonMapper.shared().writeValueAsString(secret);
		String quoted = json.substring(1, json.length() - 1);
		String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		return Stream.of(secret, quoted, quoted.replace("/", "\\/"), form, form.replace("+", "%20"),
				Base64.getEncoder().encodeToString(bytes), new String(bytes, StandardCharsets.ISO_8859_1));
	}

	/**
	 * Hides the secrets in a text.
	 * @param text the text
	 * @return the text without them
	 */
	public String hideIn(String text) {
		String hidden = text;
		for (String spelling : this.spellings) {
			hidden = hidden.replace(spelling, HIDDEN);
		}
		return hidden;
	}

	/**
	 * Hides the secrets in bytes of whatever kind.
	 * @param bytes the bytes
	 * @return the bytes without them
	 */
	public byte[] hideIn(byte[] bytes) {
		return hideIn(new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Tells whether there is a secret in a text.
	 * @param text the text
	 * @return whether there is
	 */
	public boolean areIn(String text) {
		return this.spellings.stream().anyMatch(text::contains);
	}

	@Override
	public String toString() {
		return this.spellings.isEmpty() ? "none" : HIDDEN;
	}

}
