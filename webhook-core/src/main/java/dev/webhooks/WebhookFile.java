package dev.webhooks;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A file in a form, as a request with the content type {@code multipart/form-data}
 * carries it. Its names and its type are what the sender says, who may say anything: a
 * name may hold a path, and a picture may be none. Immutable and safe for use by several
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
public final class WebhookFile {

	private final String name;

	private final @Nullable String filename;

	private final @Nullable String contentType;

	private final byte[] content;

	/**
	 * Creates a file, as tests of listeners need one.
	 * @param name the name of the field that holds the file
	 * @param filename the name of the file, or {@code null} if it has none
	 * @param contentType the content type, or {@code null} if none is named
	 * @param content the bytes of the file; they are not copied and must not be changed
	 * afterwards
	 */
	public WebhookFile(String name, @Nullable String filename, @Nullable String contentType, byte[] content) {
		Assert.notNull(name, "'name' must not be null");
		Assert.notNull(content, "'content' must not be null");
		this.name = name;
		this.filename = filename;
		this.contentType = contentType;
		this.content = content;
	}

	/**
	 * Name of the field that holds the file. Several files may have the same.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Name that the file has at its sender. It is never to be used as a path: it may hold
	 * {@code /} and {@code ..}, or be that of another file.
	 * @return the name as it was sent, or {@code null} if there is none
	 */
	public @Nullable String filename() {
		return this.filename;
	}

	/**
	 * Content type that the sender names.
	 * @return the media type, or {@code null} if none is named
	 */
	public @Nullable String contentType() {
		return this.contentType;
	}

	/**
	 * Size of the file.
	 * @return the number of bytes, 0 or more
	 */
	public int size() {
		return this.content.length;
	}

	/**
	 * Exact bytes of the file.
	 * @return a copy of the bytes
	 */
	public byte[] bytes() {
		return this.content.clone();
	}

	/**
	 * Opens the file, which is in memory.
	 * @return a new stream of its bytes, which need not be closed
	 */
	public InputStream openStream() {
		return new ByteArrayInputStream(this.content);
	}

	@Override
	public String toString() {
		return "WebhookFile[" + this.content.length + " bytes]";
	}

}
