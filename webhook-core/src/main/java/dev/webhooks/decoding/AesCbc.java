package dev.webhooks.decoding;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in Cipher Block Chaining mode, whose padding is removed by who knows which it is.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/a/final">NIST SP 800-38A</a>
 */
final class AesCbc {

	static final int BLOCK = 16;

	private AesCbc() {
	}

	static byte[] decrypt(byte[] key, byte[] iv, byte[] encrypted) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
		return cipher.doFinal(encrypted);
	}

	/**
	 * Removes the padding of PKCS #7. All of its bytes are looked at, whatever they are.
	 * @param padded what was decrypted
	 * @param most how many bytes it may have
	 * @throws IllegalArgumentException if there is none
	 */
	static byte[] unpad(byte[] padded, int most) {
		int length = (padded.length > 0) ? padded[padded.length - 1] & 0xFF : 0;
		boolean valid = length > 0 && length <= most && length <= padded.length;
		int difference = 0;
		for (int i = 1; i <= Math.min(most, padded.length); i++) {
			difference |= (i <= length) ? padded[padded.length - i] ^ length : 0;
		}
		if (!valid || (difference & 0xFF) != 0) {
			throw new IllegalArgumentException("There is no padding");
		}
		return Arrays.copyOf(padded, padded.length - length);
	}

}
