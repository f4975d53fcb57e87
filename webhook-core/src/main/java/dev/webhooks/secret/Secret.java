package dev.webhooks.secret;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.Internal;

/**
 * Key that tells a provider's requests from others': a key, a public key, a token or an
 * id. Immutable; its {@code toString} shows nothing of it.
 */
public final class Secret {

	private final String text;

	private final byte[] bytes;

	/**
	 * As it was configured, and what that stands for: containers read a header as ISO
	 * 8859-1.
	 */
	private final Set<String> spellings;

	private final @Nullable Instant expires;

	private final @Nullable String keyId;

	/** Keys that the text may stand for if it is written in other ways. */
	private final List<Secret> others;

	private volatile @Nullable Object key;

	private Secret(String text, byte[] bytes, @Nullable Instant expires, @Nullable String keyId, List<Secret> others) {
		this.text = text;
		this.bytes = bytes;
		this.spellings = new LinkedHashSet<>(List.of(text, new String(bytes, StandardCharsets.ISO_8859_1),
				new String(bytes, StandardCharsets.UTF_8)));
		others.forEach((other) -> this.spellings.addAll(other.spellings));
		this.expires = expires;
		this.keyId = keyId;
		this.others = List.copyOf(others);
	}

	/**
	 * Creates a secret that is a text and never expires.
	 * @param text the text
	 * @return the secret
	 * @throws IllegalArgumentException if the text is blank
	 */
	public static Secret of(String text) {
		return of(text, SecretEncoding.TEXT, null, null);
	}

	/**
	 * Creates a secret.
	 * @param text the configured text
	 * @param encoding how the key is written in the text
	 * @param expires when the secret stops being accepted, or {@code null} for never
	 * @param keyId what the provider calls the secret, or {@code null} if it has no name
	 * @return the secret
	 * @throws IllegalArgumentException if the text is blank or not so encoded; the
	 * message never shows it
	 */
	public static Secret of(String text, SecretEncoding encoding, @Nullable Instant expires, @Nullable String keyId) {
		Assert.hasText(text, "it is blank");
		byte[] bytes = encoding.decode(text);
		Assert.isTrue(bytes.length > 0, "it is empty");
		return new Secret(text, bytes, expires, keyId, List.of());
	}

	/**
	 * Makes one secret of what one text stands for.
	 * @param readings the secret by each way of writing a key, the one to sign with first
	 */
	static Secret readAs(List<Secret> readings) {
		Secret first = readings.get(0);
		return (readings.size() == 1) ? first
				: new Secret(first.text, first.bytes, first.expires, first.keyId, readings.subList(1, readings.size()));
	}

	/**
	 * The secrets that are to be tried where these are known: each in all ways in which
	 * it can be read.
	 */
	public static List<Secret> readingsOf(List<Secret> secrets) {
		if (secrets.stream().allMatch((secret) -> secret.others.isEmpty())) {
			return secrets;
		}
		return secrets.stream().flatMap((secret) -> Stream.concat(Stream.of(secret), secret.others.stream())).toList();
	}

	/**
	 * Copies this secret, as it is read in one way, for another scheme: that derives a
	 * key of its own from it.
	 */
	@Internal
	public Secret underived() {
		return new Secret(this.text, this.bytes, this.expires, this.keyId, List.of());
	}

	/**
	 * Tells whether another secret is this one, read in whatever way.
	 */
	public boolean reads(Secret other) {
		return other == this || this.others.contains(other);
	}

	/**
	 * The secret as it was configured.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The bytes of the key.
	 * @return a copy of the bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Number of bytes of the key.
	 * @return the length
	 */
	public int length() {
		return this.bytes.length;
	}

	/**
	 * Number of bytes of the shortest key that the text stands for.
	 * @return the length of the key that is the easiest to guess
	 */
	public int shortestLength() {
		return this.others.stream().mapToInt(Secret::length).reduce(length(), Math::min);
	}

	/**
	 * When the secret stops being accepted.
	 * @return the time or {@code null} for never
	 */
	public @Nullable Instant expires() {
		return this.expires;
	}

	/**
	 * Name by which the provider knows the secret: a public key, a client id.
	 * @return the name or {@code null} if it has none
	 */
	public @Nullable String keyId() {
		return this.keyId;
	}

	/**
	 * Tells whether a text shows this secret, as it was configured or as the token that
	 * stands for.
	 * @param text the value of a header
	 * @return whether it is somewhere in the text
	 */
	public boolean isIn(String text) {
		for (String spelling : this.spellings) {
			if (text.contains(spelling)) {
				return true;
			}
		}
		return false;
	}

	public boolean isActive(Instant now) {
		return this.expires == null || now.isBefore(this.expires);
	}

	/**
	 * Value that a scheme derives from the secret, derived when it is first asked for.
	 * @param <K> the type of key; a secret belongs to one scheme and so has one
	 * @param derivation makes the key of the bytes
	 * @return the key
	 */
	@SuppressWarnings("unchecked")
	public <K> K key(Function<byte[], K> derivation) {
		Object key = this.key;
		if (key == null) {
			key = derivation.apply(this.bytes);
			this.key = key;
		}
		return (K) key;
	}

	@Override
	public String toString() {
		return "Secret[******]";
	}

}
