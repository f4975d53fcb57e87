package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The content types that a provider sends. Immutable.
 *
 * @param accepted the content types
 * @param none whether the provider, or a proxy before the application, may leave the
 * content type out
 */
public record ContentTypes(List<MimeType> accepted, boolean none) {

	/**
	 * Any content type, or none.
	 */
	public static final ContentTypes ALL = new ContentTypes(List.of(MimeTypeUtils.ALL), true);

	private static final String NONE = "none";

	public ContentTypes {
		accepted = List.copyOf(accepted);
	}

	/**
	 * Reads content types as they are configured.
	 * @param texts media types such as {@code application/json}, and {@code none}; empty
	 * for all
	 * @return the content types
	 * @throws InvalidMimeTypeException if one of them is no media type
	 */
	public static ContentTypes of(List<String> texts) {
		List<String> types = new ArrayList<>(texts);
		boolean none = types.removeIf(NONE::equals);
		return texts.isEmpty() ? ALL
				: new ContentTypes(types.stream().map(MimeTypeUtils::parseMimeType).toList(), none);
	}

	/**
	 * Names what is sent.
	 * @return the media types; none if there may be any
	 */
	List<String> names() {
		return this.none ? List.of() : this.accepted.stream().map(MimeType::toString).toList();
	}

	/**
	 * Tells whether the provider sends a content type. Its parameters do not matter, be
	 * they as they may.
	 * @param contentType the content type of a request or {@code null}
	 * @return whether it does
	 */
	public boolean accepts(@Nullable String contentType) {
		if (contentType == null) {
			return this.none;
		}
		if (equals(ALL)) {
			return true;
		}
		try {
			MimeType type = MimeTypeUtils.parseMimeType(contentType.split(";", 2)[0]);
			return this.accepted.stream().anyMatch((accepted) -> accepted.includes(type));
		}
		catch (InvalidMimeTypeException ex) {
			return false;
		}
	}

}
