package dev.webhooks.request;

import java.util.Locale;
import java.util.Map;

import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * Head of one part of a form.
 *
 * @param name the name of the field
 * @param filename the name of the file as it was sent, or {@code null} if there is none
 * @param contentType the content type or {@code null}
 */
record PartHead(String name, @Nullable String filename, @Nullable String contentType) {

	private static final String FORM_DATA = "form-data";

	/**
	 * Reads a head.
	 * @param lines the header lines with the empty one at their end
	 * @throws IllegalArgumentException if it is not that of a field or a file
	 */
	static PartHead parse(String lines) {
		String disposition = null;
		String contentType = null;
		for (String line : lines.split("\r\n(?![ \t])")) {
			int colon = line.indexOf(':');
			String name = line.substring(0, Math.max(colon, 0)).trim().toLowerCase(Locale.ROOT);
			if (name.equals("content-disposition")) {
				disposition = single(disposition, line.substring(colon + 1));
			}
			else if (name.equals("content-type")) {
				contentType = single(contentType, line.substring(colon + 1));
			}
		}
		Map<String, @Nullable String> parameters = (disposition != null) ? parameters(disposition) : Map.of();
		if (!parameters.containsKey(FORM_DATA) || !parameters.containsKey("name")) {
			throw new IllegalArgumentException("A part has no name");
		}
		return new PartHead(text(parameters, "name"),
				parameters.containsKey("filename") ? text(parameters, "filename") : null, contentType);
	}

	private static String single(@Nullable String existing, String value) {
		if (existing != null) {
			throw new IllegalArgumentException("A part has two headers of one name");
		}
		return value.trim();
	}

	/**
	 * Reads the parameters of a header.
	 * @return the values by name in lower case, {@code null} for an empty one
	 */
	static Map<String, @Nullable String> parameters(String header) {
		ParameterParser parser = new ParameterParser();
		parser.setLowerCaseNames(true);
		return parser.parse(header, ';');
	}

	private static String text(Map<String, @Nullable String> parameters, String name) {
		String value = parameters.get(name);
		return (value != null) ? value.replace("\\\"", "\"") : "";
	}

	/**
	 * Tells whether the part holds a file: it has the name of one, or is no text.
	 */
	boolean isFile() {
		if (this.filename != null || this.contentType == null) {
			return this.filename != null;
		}
		String type = this.contentType.toLowerCase(Locale.ROOT);
		return !type.isEmpty() && !type.startsWith("text/") && !type.contains("json") && !type.contains("xml");
	}

	/**
	 * The character set that the content type names.
	 */
	@Nullable String charset() {
		return (this.contentType != null) ? parameters(this.contentType).get("charset") : null;
	}

	@Override
	public String toString() {
		return "PartHead";
	}

}
