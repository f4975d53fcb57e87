package dev.webhooks.request;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;

/**
 * The files in the body of an event, read when they are first asked for. Safe for use by
 * several threads.
 */
@Internal
public final class EventFiles {

	private final @Nullable String contentType;

	private final byte[] body;

	private volatile @Nullable List<WebhookFile> files;

	/**
	 * Creates files that are not yet read.
	 * @param contentType the content type of the body or {@code null}
	 * @param body the body, which must not be changed
	 */
	public EventFiles(@Nullable String contentType, byte[] body) {
		this.contentType = contentType;
		this.body = body;
	}

	/**
	 * Reads the files.
	 * @return the files in the order in which they came; none if the body is no form in
	 * parts
	 * @throws WebhookPayloadException if they cannot be read
	 */
	public List<WebhookFile> get() {
		List<WebhookFile> files = this.files;
		if (files == null) {
			files = read();
			this.files = files;
		}
		return files;
	}

	private List<WebhookFile> read() {
		if (this.contentType == null || !MultipartForm.isMultipart(this.contentType)) {
			return List.of();
		}
		try {
			return MultipartForm.files(this.contentType, this.body);
		}
		catch (WebhookRejectedException ex) {
			throw new WebhookPayloadException("The files cannot be read: " + ex.getMessage(), null);
		}
	}

}
