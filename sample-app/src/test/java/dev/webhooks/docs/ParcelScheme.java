package dev.webhooks.docs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification;

class ParcelScheme implements SignatureScheme {

	@Override
	public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		String signature = request.headers().first("X-Parcel-Digest");
		if (signature == null) {
			return new Verification.Refused(RejectionReason.SIGNATURE_MISSING, "There is no X-Parcel-Digest");
		}
		byte[] received = signature.getBytes(StandardCharsets.UTF_8);
		Secret matched = null;
		for (Secret secret : secrets) {
			boolean matches = MessageDigest.isEqual(received, digest(secret, request.body()));
			matched = (matches && matched == null) ? secret : matched;
		}
		return (matched != null) ? new Verification.Verified(matched)
				: new Verification.Refused(RejectionReason.SIGNATURE_MISMATCH, "The digest does not match");
	}

	/**
	 * The body and then the key, hashed with SHA-512.
	 */
	private static byte[] digest(Secret secret, byte[] body) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-512");
			digest.update(body);
			return HexFormat.of().formatHex(digest.digest(secret.bytes())).getBytes(StandardCharsets.UTF_8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

@Component("parcel-digest")
class ParcelSchemeFactory implements SignatureSchemeFactory {

	@Override
	public SignatureScheme create(SignatureRecipe recipe) {
		return new ParcelScheme();
	}

}
