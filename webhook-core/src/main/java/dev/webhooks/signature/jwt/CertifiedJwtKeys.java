package dev.webhooks.signature.jwt;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;

/**
 * The keys of certificates that stand in the header of a token. Each has to be issued by
 * the next one, so that an extension of the next says something of the one before.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6">RFC 7515, section
 * 4.1.6</a>
 */
final class CertifiedJwtKeys implements JwtKeys {

	private static final int MAX_CERTIFICATES = 5;

	private static final String ANY = "*";

	private final List<String> extensions;

	private final CertificateChains chains;

	/**
	 * Creates keys.
	 * @param extensions the extension that each certificate needs to have, the leaf's
	 * first, or {@code *}
	 * @param chains knows whose certificates are trusted
	 */
	CertifiedJwtKeys(List<String> extensions, CertificateChains chains) {
		this.extensions = extensions;
		this.chains = chains;
	}

	@Override
	public Key find(JWSHeader header, Secret secret, KeySearch search) {
		List<Base64> encoded = header.getX509CertChain();
		if (encoded == null || encoded.isEmpty() || encoded.size() > MAX_CERTIFICATES) {
			throw KeyedScheme.malformed("The token does not bring the certificates of its key",
					"it is not one of a provider with 'signature.jwt.certificate-extensions'");
		}
		try {
			List<X509Certificate> chain = read(encoded);
			check(this.chains.check(chain));
			return chain.get(0).getPublicKey();
		}
		catch (GeneralSecurityException ex) {
			throw untrusted();
		}
	}

	private static List<X509Certificate> read(List<Base64> encoded) throws CertificateException {
		CertificateFactory factory = CertificateFactory.getInstance("X.509");
		List<X509Certificate> chain = new ArrayList<>(encoded.size());
		for (Base64 certificate : encoded) {
			chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate.decode())));
		}
		return chain;
	}

	private void check(List<X509Certificate> chain) {
		boolean authority = chain.get(0).getBasicConstraints() >= 0;
		if (authority || chain.size() < this.extensions.size()) {
			throw untrusted();
		}
		for (int i = 0; i < this.extensions.size(); i++) {
			String extension = this.extensions.get(i);
			if (!extension.equals(ANY) && chain.get(i).getExtensionValue(extension) == null) {
				throw untrusted();
			}
		}
	}

	private static WebhookRejectedException untrusted() {
		return KeyedScheme.mismatch("The certificates of the token are not trusted",
				"'signature.certificate.trust' and 'signature.jwt.certificate-extensions' say whose are");
	}

}
