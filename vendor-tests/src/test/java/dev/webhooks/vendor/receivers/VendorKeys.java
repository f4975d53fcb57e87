package dev.webhooks.vendor.receivers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * RSA key that stands for a vendor's, of which a receiver knows the public part.
 */
public final class VendorKeys {

	private VendorKeys() {
	}

	public static PrivateKey privateKey() {
		try {
			return KeyFactory.getInstance("RSA")
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateText())));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The private key in Base64, without lines.
	 */
	public static String privateText() {
		return new String(read("private-key.pem"), StandardCharsets.US_ASCII).replaceAll("-----.*-----|\\s", "");
	}

	public static PublicKey publicKey() {
		try (InputStream certificate = VendorKeys.class.getResourceAsStream("/sns/certificate.pem")) {
			return CertificateFactory.getInstance("X.509").generateCertificate(certificate).getPublicKey();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The public key in Base64, as vendors show it in their consoles.
	 */
	public static String publicText() {
		return Base64.getEncoder().encodeToString(publicKey().getEncoded());
	}

	private static byte[] read(String name) {
		try (InputStream resource = VendorKeys.class.getResourceAsStream("/sns/" + name)) {
			return resource.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
