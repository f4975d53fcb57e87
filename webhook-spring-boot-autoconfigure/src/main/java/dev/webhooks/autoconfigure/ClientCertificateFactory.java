package dev.webhooks.autoconfigure;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import dev.webhooks.provider.RequiredCertificate;

/**
 * Makes the certificate that clients have to present of properties.
 */
final class ClientCertificateFactory {

	private static final Logger logger = LoggerFactory.getLogger(ClientCertificateFactory.class);

	private final @Nullable SslBundles bundles;

	ClientCertificateFactory(@Nullable SslBundles bundles) {
		this.bundles = bundles;
	}

	/**
	 * Makes the requirement.
	 * @param prefix what stands before the keys
	 * @param properties the keys
	 * @return the requirement, or {@code null} if clients need no certificate
	 */
	@Nullable RequiredCertificate create(String prefix, ClientCertificateProperties properties) {
		List<String> subject = properties.getSubject();
		List<String> san = properties.getSan();
		String bundle = properties.getBundle();
		boolean named = !subject.isEmpty() || !san.isEmpty();
		if (!named && bundle == null) {
			return null;
		}
		try {
			return new RequiredCertificate(subject, san,
					(named && bundle != null) ? issuers(prefix + "client-certificate.bundle", bundle) : null);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException(prefix + "client-certificate",
					"It does not say whose certificate is required: %s.".formatted(ex.getMessage()),
					"Set 'subject' to a common name or a distinguished name such as CN=hooks.example.com,O=Example, or "
							+ "'san' to a DNS name.",
					ex);
		}
	}

	private Supplier<X509TrustManager> issuers(String property, String name) {
		if (this.bundles == null || !this.bundles.getBundleNames().contains(name)) {
			throw invalid(property, "There is no SSL bundle '%s'.".formatted(name));
		}
		AtomicReference<X509TrustManager> issuers = new AtomicReference<>(
				trustManager(property, name, this.bundles.getBundle(name)));
		this.bundles.addBundleUpdateHandler(name, (updated) -> {
			try {
				issuers.set(trustManager(property, name, updated));
			}
			catch (InvalidWebhookConfigurationException ex) {
				logger.error("Client certificates are still verified with the former SSL bundle: {}", ex.getMessage());
			}
		});
		return issuers::get;
	}

	/**
	 * Finds who is trusted. Without a trust store of its own a bundle would trust whom
	 * the Java platform trusts.
	 */
	private static X509TrustManager trustManager(String property, String name, SslBundle bundle) {
		if (!hasCertificates(bundle.getStores().getTrustStore())) {
			throw invalid(property, "The SSL bundle '%s' has no trust store with certificates.".formatted(name));
		}
		return Stream.of(bundle.getManagers().getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.findFirst()
			.orElseThrow(() -> invalid(property, "The SSL bundle '%s' trusts no certificate.".formatted(name)));
	}

	private static boolean hasCertificates(@Nullable KeyStore store) {
		try {
			return store != null && store.size() > 0;
		}
		catch (KeyStoreException ex) {
			return false;
		}
	}

	private static InvalidWebhookConfigurationException invalid(String property, String description) {
		return new InvalidWebhookConfigurationException(property, description,
				"Name an SSL bundle (spring.ssl.bundle.*) with the certificates of those who issue the provider's "
						+ "certificate in its trust store.");
	}

}
