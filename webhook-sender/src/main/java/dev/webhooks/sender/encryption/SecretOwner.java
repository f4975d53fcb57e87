package dev.webhooks.sender.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Place where a secret belongs. One that was written for another place is not decrypted.
 * Immutable.
 *
 * @param purpose what the secret is for
 * @param endpoint id of the endpoint
 * @param tenant whose endpoint it is, or {@code null} for the application's own
 */
@Internal
public record SecretOwner(String purpose, String endpoint, @Nullable String tenant) {

	/**
	 * The place as bytes that are those of no other.
	 */
	byte[] bytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Stream
			.of("webhook-sender/1", this.purpose, this.endpoint, (this.tenant != null) ? "tenant" : "application",
					Objects.requireNonNullElse(this.tenant, ""))
			.map((text) -> text.getBytes(StandardCharsets.UTF_8))
			.forEach((text) -> {
				bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
				bytes.writeBytes(text);
			});
		return bytes.toByteArray();
	}

}
