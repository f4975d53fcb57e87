package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import dev.webhooks.RejectionReason;
import dev.webhooks.request.Digests;
import dev.webhooks.request.FormFields;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestValues;
import dev.webhooks.signature.Verification.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The hash by which a signature covers a body that is not a form, as Twilio's does.
 *
 * @param place where the hash is
 */
record SignedBodyHash(Locator place) {

	/**
	 * Checks the body.
	 * @return the verdict if the hash is not that of the body
	 */
	@Nullable Refused check(RequestValues values) {
		byte[] body = values.request().body();
		String hash = this.place.resolve(values);
		if (hash == null) {
			boolean unneeded = body.length == 0 || FormFields.isForm(values.request());
			return unneeded ? null : new Refused(RejectionReason.SIGNATURE_MISSING, "There is no hash of the body");
		}
		byte[] expected = HexFormat.of().formatHex(Digests.sha256(body)).getBytes(StandardCharsets.ISO_8859_1);
		boolean matches = MessageDigest.isEqual(expected, hash.getBytes(StandardCharsets.UTF_8));
		return matches ? null : new Refused(RejectionReason.SIGNATURE_MISMATCH, "The hash of the body does not match");
	}

}
