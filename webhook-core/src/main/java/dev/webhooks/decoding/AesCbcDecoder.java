package dev.webhooks.decoding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import dev.webhooks.decoding.PayloadDecoding.Decoder;
import dev.webhooks.request.Digests;
import dev.webhooks.request.RequestValues;

/**
 * AES-CBC as Feishu and Lark encrypt events: the key is the SHA-256 hash of a text, the
 * payload Base64 with the initialisation vector before it. Immutable.
 *
 * @see <a href=
 * "https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case">Feishu,
 * encrypt key</a>
 */
final class AesCbcDecoder implements Decoder {

	private final EncodedParts parts;

	AesCbcDecoder(EncodedParts parts) {
		this.parts = parts;
	}

	@Override
	public byte[] decode(RequestValues values) throws GeneralSecurityException {
		byte[] key = Digests.sha256(this.parts.key(values).getBytes(StandardCharsets.UTF_8));
		byte[] all = Base64.getDecoder().decode(this.parts.payload(values));
		if (all.length < 2 * AesCbc.BLOCK) {
			throw new IllegalArgumentException("There is no message");
		}
		byte[] iv = Arrays.copyOf(all, AesCbc.BLOCK);
		byte[] padded = AesCbc.decrypt(key, iv, Arrays.copyOfRange(all, AesCbc.BLOCK, all.length));
		return AesCbc.unpad(padded, AesCbc.BLOCK);
	}

}
