package dev.webhooks.signature.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Trust in issuers of certificates. Revocation is not looked up: that would be one more
 * thing to fetch from where a certificate says. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6">RFC 5280, section 6</a>
 */
@Internal
public final class CertificateTrust {

	private static final CertificateTrust HOST = new CertificateTrust(null);

	private final @Nullable Set<TrustAnchor> anchors;

	private CertificateTrust(@Nullable Set<TrustAnchor> anchors) {
		this.anchors = anchors;
	}

	/**
	 * Trusts whatever the configured host serves over TLS.
	 * @return the trust
	 */
	public static CertificateTrust host() {
		return HOST;
	}

	/**
	 * Trusts whom the Java platform trusts.
	 * @return the trust
	 */
	public static CertificateTrust platform() {
		return of(Platform.ISSUERS);
	}

	/**
	 * Trusts the given issuers.
	 * @param issuers their certificates
	 * @return the trust
	 */
	public static CertificateTrust of(Collection<X509Certificate> issuers) {
		return new CertificateTrust(issuers.stream()
			.map((issuer) -> new TrustAnchor(issuer, null))
			.collect(Collectors.toUnmodifiableSet()));
	}

	/**
	 * Checks that the first of the certificates is valid now, by the clock of the
	 * platform, and that its issuer is trusted, maybe by way of the others.
	 * @throws GeneralSecurityException if it is not
	 */
	public void check(List<X509Certificate> chain) throws GeneralSecurityException {
		chain.get(0).checkValidity();
		if (this.anchors == null) {
			return;
		}
		checkSomebody(this.anchors);
		X509CertSelector target = new X509CertSelector();
		target.setCertificate(chain.get(0));
		PKIXBuilderParameters parameters = new PKIXBuilderParameters(this.anchors, target);
		parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
		parameters.setRevocationEnabled(false);
		CertPathBuilder.getInstance("PKIX").build(parameters);
	}

	/**
	 * Checks that each of the certificates is issued by the next, up to one that is
	 * trusted or whose issuer is. No other way from the first to an issuer counts.
	 * @return those that are trusted so, in the same order
	 * @throws GeneralSecurityException if they are not so issued, or not valid now
	 */
	public List<X509Certificate> checkInOrder(List<X509Certificate> chain) throws GeneralSecurityException {
		Set<TrustAnchor> trusted = (this.anchors != null) ? this.anchors : Set.of();
		checkSomebody(trusted);
		List<X509Certificate> issuers = trusted.stream().map(TrustAnchor::getTrustedCert).toList();
		int length = 0;
		while (length < chain.size() && !issuers.contains(chain.get(length))) {
			length++;
		}
		if (length == 0) {
			throw new CertificateException("An issuer signs nothing but certificates");
		}
		PKIXParameters parameters = new PKIXParameters(trusted);
		parameters.setRevocationEnabled(false);
		CertPathValidator.getInstance("PKIX")
			.validate(CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, length)), parameters);
		return List.copyOf(chain.subList(0, Math.min(length + 1, chain.size())));
	}

	private static void checkSomebody(Set<TrustAnchor> anchors) throws CertificateException {
		if (anchors.isEmpty()) {
			throw new CertificateException("Nobody is trusted");
		}
	}

	/**
	 * The issuers that the platform trusts, read when they are first needed.
	 */
	private static final class Platform {

		private static final List<X509Certificate> ISSUERS = read();

		private static List<X509Certificate> read() {
			try {
				TrustManagerFactory factory = TrustManagerFactory
					.getInstance(TrustManagerFactory.getDefaultAlgorithm());
				factory.init((KeyStore) null);
				for (TrustManager manager : factory.getTrustManagers()) {
					if (manager instanceof X509TrustManager x509) {
						return Arrays.asList(x509.getAcceptedIssuers());
					}
				}
				return List.of();
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("The trust store of the platform cannot be read", ex);
			}
		}

	}

}
