package dev.webhooks.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookRejectedException;

/**
 * The fields and the files of a {@code multipart/form-data} body, which are read with the
 * library that an application may have for it.
 */
@Internal
public final class MultipartForm {

	/** The dependency with which an application reads these forms. */
	public static final String LIBRARY = "org.apache.commons:commons-fileupload2-core:2.0.0-M5";

	private static final String TYPE = "multipart/form-data";

	private static final String SAMPLE = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n1\r\n--x--\r\n";

	private static final boolean READABLE = canRead();

	private MultipartForm() {
	}

	/** The library may be there without what it needs, or with an older one of that. */
	private static boolean canRead() {
		try {
			return !MultipartReader
				.read(TYPE + "; boundary=x", SAMPLE.getBytes(StandardCharsets.US_ASCII), PartHead::isFile)
				.isEmpty();
		}
		catch (LinkageError ex) {
			return false;
		}
	}

	/**
	 * Tells whether these forms can be read here.
	 * @return whether the library is there, and works
	 */
	public static boolean isReadable() {
		return READABLE;
	}

	/**
	 * Tells whether a content type is that of a form in parts.
	 * @param contentType the content type or {@code null}
	 * @return whether the body has parts
	 */
	public static boolean isMultipart(@Nullable String contentType) {
		return contentType != null && contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(TYPE);
	}

	/**
	 * Reads the fields.
	 * @return the values of each field, in the order in which they came
	 * @throws WebhookRejectedException if the form is malformed, or the library is not
	 * there
	 */
	static Map<String, List<String>> fields(String contentType, byte[] body) {
		List<FormPart> parts = read(contentType, body, (head) -> !head.isFile());
		FieldCharsets charsets = new FieldCharsets(parts);
		Map<String, List<String>> fields = new LinkedHashMap<>();
		parts.forEach(
				(part) -> fields.computeIfAbsent(part.name(), (name) -> new ArrayList<>(1)).add(charsets.decode(part)));
		return fields;
	}

	/**
	 * Reads the files.
	 * @return the files in the order in which they came
	 * @throws WebhookRejectedException if the form is malformed, or the library is not
	 * there
	 */
	static List<WebhookFile> files(String contentType, byte[] body) {
		return read(contentType, body, PartHead::isFile).stream()
			.map((part) -> new WebhookFile(part.name(), part.head().filename(), part.head().contentType(),
					part.content()))
			.toList();
	}

	/**
	 * Writes another field behind all parts.
	 * @return the new body
	 * @throws IllegalArgumentException if the body does not end as such a form
	 */
	static byte[] append(String contentType, byte[] body, String name, String value) {
		checkReadable();
		String delimiter = "--" + new String(MultipartReader.boundary(contentType), StandardCharsets.US_ASCII);
		String form = new String(body, StandardCharsets.ISO_8859_1);
		int end = form.lastIndexOf(delimiter + "--");
		if (end < 0) {
			throw new IllegalArgumentException("The body is no form in parts that has a place for another field");
		}
		String part = delimiter + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
		ByteArrayOutputStream extended = new ByteArrayOutputStream();
		extended.write(body, 0, end);
		extended.writeBytes(part.getBytes(StandardCharsets.UTF_8));
		extended.write(body, end, body.length - end);
		return extended.toByteArray();
	}

	private static List<FormPart> read(String contentType, byte[] body, Predicate<PartHead> wanted) {
		checkReadable();
		return MultipartReader.read(contentType, body, wanted);
	}

	private static void checkReadable() {
		if (!READABLE) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD,
					"A form in parts cannot be read without the dependency " + LIBRARY);
		}
	}

}
