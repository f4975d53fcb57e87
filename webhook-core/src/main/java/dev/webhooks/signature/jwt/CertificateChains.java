package dev.webhooks.signature.jwt;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

import dev.webhooks.Internal;

/**
 * Knows whose certificates are trusted. Implementations are safe for use by several
 * threads.
 */
@Internal
@FunctionalInterface
public interface CertificateChains {

	/**
	 * Trusts nobody.
	 */
	CertificateChains NONE = (chain) -> {
		throw new GeneralSecurityException("Nobody is trusted");
	};

	/**
	 * Checks that the first of some certificates is valid now, and that its issuer is
	 * trusted, maybe by way of the others.
	 * @param chain the certificates; at least one
	 * @throws GeneralSecurityException if it is not
	 */
	void check(List<X509Certificate> chain) throws GeneralSecurityException;

}
