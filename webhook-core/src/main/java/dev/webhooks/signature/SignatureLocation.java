package dev.webhooks.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestValues;

/**
 * A place in a request that may carry signatures: a {@link Locator}, or all headers whose
 * names begin alike, such as {@code X-DocuSign-Signature-*}.
 *
 * @param locator the place, or the beginning of the names for several headers
 * @param several whether several headers may carry signatures
 */
record SignatureLocation(Locator locator, boolean several) {

	private static final int MAX_HEADERS = 100;

	static SignatureLocation header(String name) {
		boolean several = name.endsWith("*");
		return new SignatureLocation(Locator.header(several ? name.substring(0, name.length() - 1) : name), several);
	}

	static SignatureLocation of(String text) {
		Locator locator = Locator.parse(text);
		if (locator == null) {
			throw new InvalidSettingException("signature.location", text,
					"It is not a locator such as body:/signature.");
		}
		return new SignatureLocation(locator, false);
	}

	/**
	 * Finds what is there.
	 */
	List<String> read(RequestValues values) {
		if (!this.several) {
			String value = this.locator.resolve(values);
			return (value != null) ? List.of(value) : List.of();
		}
		String prefix = String.valueOf(this.locator.headerName()).toLowerCase(Locale.ROOT);
		List<String> found = new ArrayList<>();
		values.request().headers().forEach((name, value) -> {
			if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
				found.add(value);
			}
		});
		if (found.size() > MAX_HEADERS) {
			throw new WebhookRejectedException(RejectionReason.SIGNATURE_MALFORMED,
					"More than " + MAX_HEADERS + " headers carry signatures");
		}
		return found;
	}

	/**
	 * The place where a signature is put.
	 */
	Locator target() {
		String header = this.locator.headerName();
		boolean numbered = this.several && header != null && header.endsWith("-");
		return numbered ? Locator.header(header + "1") : this.locator;
	}

}
