package dev.webhooks.secret;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * How the secrets of a provider are written: in one way, or in one of several, for a
 * provider that moves from one to the other. Immutable.
 *
 * @param encodings how the key may be written; each is tried
 * @param check throws {@link IllegalArgumentException} for a secret that cannot be used
 */
@Internal
public record SecretFormat(List<SecretEncoding> encodings, Consumer<Secret> check) {

	public SecretFormat {
		encodings = List.copyOf(encodings);
	}

	/**
	 * Reads a secret in every way in which it can be used.
	 * @param text the configured text
	 * @param expires when the secret stops being accepted, or {@code null} for never
	 * @param keyId what the provider calls the secret, or {@code null} if it has no name
	 * @return the secret; it signs with the key that the first of these ways gives
	 * @throws IllegalArgumentException if it can be used in none; the message never shows
	 * it
	 */
	public Secret read(String text, @Nullable Instant expires, @Nullable String keyId) {
		List<Secret> readings = new ArrayList<>();
		List<String> faults = new ArrayList<>();
		for (SecretEncoding encoding : this.encodings) {
			try {
				Secret reading = Secret.of(text, encoding, expires, keyId);
				this.check.accept(reading);
				if (readings.stream().noneMatch((other) -> Arrays.equals(other.bytes(), reading.bytes()))) {
					readings.add(reading);
				}
			}
			catch (IllegalArgumentException ex) {
				faults.add(ex.getMessage());
			}
		}
		if (readings.isEmpty()) {
			throw new IllegalArgumentException(faults.stream().distinct().collect(Collectors.joining(", and ")));
		}
		return Secret.readAs(readings);
	}

}
