package dev.webhooks.signature;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;

/**
 * The bytes that a signature covers, passed on part by part. Not safe for use by several
 * threads.
 */
@Internal
public final class SignedContent {

	private final Template template;

	private final RequestValues values;

	private @Nullable Locator missing;

	public SignedContent(Template template, RequestValues values) {
		this.template = template;
		this.values = values;
	}

	/**
	 * Writes the content.
	 * @param secret the secret, which may be a part of what is hashed
	 * @param sink receives the bytes
	 */
	public void writeTo(Secret secret, Consumer<byte[]> sink) {
		this.values.name("secret", secret.text());
		if (secret.keyId() != null) {
			this.values.name(HeaderFormat.KEY_ID, secret.keyId());
		}
		this.missing = this.template.write(this.values, sink);
	}

	byte[] toByteArray(Secret secret) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		writeTo(secret, bytes::writeBytes);
		return bytes.toByteArray();
	}

	/**
	 * Says which part was not there when the content was written.
	 */
	public @Nullable Locator missing() {
		return this.missing;
	}

}
