package dev.webhooks.decoding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.webhooks.decoding.PayloadDecoding.Decoder;
import dev.webhooks.request.RequestValues;

/**
 * AES in Galois/Counter Mode: the key is a text of 16, 24 or 32 characters, the payload
 * Base64 with the tag at its end. Immutable.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012071382">WeChat Pay, APIv3,
 * decryption of notifications</a>
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D</a>
 */
final class AesGcmDecoder implements Decoder {

	private static final int TAG_BITS = 128;

	private final EncodedParts parts;

	AesGcmDecoder(EncodedParts parts) {
		parts.requireNonce();
		parts.checkKey(AesGcmDecoder::key);
		this.parts = parts;
	}

	@Override
	public byte[] decode(RequestValues values) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, key(this.parts.key(values)),
				new GCMParameterSpec(TAG_BITS, this.parts.nonce(values)));
		cipher.updateAAD(this.parts.associatedData(values));
		return cipher.doFinal(Base64.getDecoder().decode(this.parts.payload(values)));
	}

	private static SecretKeySpec key(String text) {
		byte[] key = text.getBytes(StandardCharsets.UTF_8);
		if (key.length != 16 && key.length != 24 && key.length != 32) {
			throw new IllegalArgumentException("it has neither 16 nor 24 nor 32 bytes");
		}
		return new SecretKeySpec(key, "AES");
	}

}
