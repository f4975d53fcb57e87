package dev.webhooks.signature.diagnosis;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.FormFields;

/**
 * A body beside what the head of its request has announced of it.
 */
final class AnnouncedBody {

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	private final WebhookRequest request;

	private final long announced;

	AnnouncedBody(WebhookRequest request) {
		this.request = request;
		this.announced = announced(request.headers().first("Content-Length"));
	}

	/**
	 * The length that is announced, or -1 if there is none.
	 */
	private static long announced(@Nullable String length) {
		return (length != null && LENGTH.matcher(length).matches()) ? Long.parseLong(length) : -1;
	}

	boolean isLost() {
		return this.announced > 0 && this.request.body().length == 0;
	}

	String lost() {
		String reader = FormFields.isForm(this.request)
				? "a filter that asks for parameters (getParameter), such as HiddenHttpMethodFilter, or one that logs requests"
				: "a filter that logs requests or asks for their parameters (getParameter)";
		return "%s bytes are announced by Content-Length, and none came: something has read the body before, such as %s. "
			.formatted(this.announced, reader) + "Have it leave out the paths of webhooks";
	}

	/**
	 * Tells whether the body has another length than announced, though nothing was to be
	 * decompressed on the way.
	 */
	boolean isChanged() {
		return this.announced >= 0 && this.announced != this.request.body().length
				&& this.request.headers().first("Content-Encoding") == null;
	}

	String changed() {
		return "%s bytes are announced by Content-Length, and %s came".formatted(this.announced,
				this.request.body().length);
	}

}
