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
	 * Checks that each of some certificates is valid now and issued by the next, up to
	 * one that is trusted or whose issuer is.
	 * @param chain the certificates; at least one
	 * @return those that are trusted so, in the same order
	 * @throws GeneralSecurityException if they are not
	 */
	List<X509Certificate> check(List<X509Certificate> chain) throws GeneralSecurityException;

}
