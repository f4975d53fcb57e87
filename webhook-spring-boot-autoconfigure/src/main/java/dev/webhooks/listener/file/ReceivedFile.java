package dev.webhooks.listener.file;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileCopyUtils;
import org.springframework.web.multipart.MultipartFile;

import dev.webhooks.WebhookFile;

/**
 * A file as controllers of Spring know it, so that what they call can be called by
 * listeners.
 */
final class ReceivedFile implements MultipartFile {

	private final WebhookFile file;

	ReceivedFile(WebhookFile file) {
		this.file = file;
	}

	@Override
	public String getName() {
		return this.file.name();
	}

	@Override
	public @Nullable String getOriginalFilename() {
		return this.file.filename();
	}

	@Override
	public @Nullable String getContentType() {
		return this.file.contentType();
	}

	@Override
	public boolean isEmpty() {
		return this.file.size() == 0;
	}

	@Override
	public long getSize() {
		return this.file.size();
	}

	@Override
	public byte[] getBytes() {
		return this.file.bytes();
	}

	@Override
	public InputStream getInputStream() {
		return this.file.openStream();
	}

	@Override
	public void transferTo(File destination) throws IOException {
		FileCopyUtils.copy(this.file.bytes(), destination);
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
