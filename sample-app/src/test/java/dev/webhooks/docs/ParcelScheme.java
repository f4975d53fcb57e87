package dev.webhooks.docs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RecipeReader;
import dev.webhooks.signature.RecipeReader.SignedParts;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification;

class ParcelScheme implements SignatureScheme {

	private final RecipeReader reader;

	ParcelScheme(SignatureRecipe recipe) {
		this.reader = new RecipeReader(recipe);
	}

	@Override
	public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		SignedParts parts = this.reader.read(request, now);
		Secret matched = null;
		for (Secret secret : secrets) {
			boolean matches = matches(secret, parts);
			matched = (matches && matched == null) ? secret : matched;
		}
		return (matched != null) ? new Verification.Verified(matched)
				: new Verification.Refused(RejectionReason.SIGNATURE_MISMATCH, "The digest does not match");
	}

	private static boolean matches(Secret secret, SignedParts parts) {
		boolean matches = false;
		for (byte[] content : parts.contents(secret)) {
			byte[] expected = digest(secret, content).getBytes(StandardCharsets.UTF_8);
			for (String signature : parts.signatures()) {
				matches |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
			}
		}
		return matches;
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return Optional
			.of((request, now) -> this.reader.sign(request, secret, now, (content) -> digest(secret, content)));
	}

	/**
	 * The content and then the key, hashed with SHA-512.
	 */
	private static String digest(Secret secret, byte[] content) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-512");
			digest.update(content);
			return HexFormat.of().formatHex(digest.digest(secret.bytes()));
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
		return new ParcelScheme(recipe);
	}

}
