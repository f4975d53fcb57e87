package dev.webhooks.autoconfigure;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.TrustStores;

/**
 * The trust stores of the application's SSL bundles.
 */
final class SslBundleTrustStores implements TrustStores {

	private static final Logger logger = LoggerFactory.getLogger(SslBundleTrustStores.class);

	private final @Nullable SslBundles bundles;

	SslBundleTrustStores(@Nullable SslBundles bundles) {
		this.bundles = bundles;
	}

	@Override
	public @Nullable KeyStore find(String name) {
		SslBundle bundle = bundle(name);
		return (bundle != null) ? bundle.getStores().getTrustStore() : null;
	}

	private @Nullable SslBundle bundle(String name) {
		boolean known = this.bundles != null && this.bundles.getBundleNames().contains(name);
		return (this.bundles != null && known) ? this.bundles.getBundle(name) : null;
	}

	@Override
	public Supplier<X509TrustManager> trustManager(String key, String name) {
		SslBundle bundle = bundle(name);
		if (this.bundles == null || bundle == null) {
			throw invalid(key, "There is no SSL bundle '%s'.".formatted(name));
		}
		AtomicReference<X509TrustManager> issuers = new AtomicReference<>(trustManager(key, name, bundle));
		this.bundles.addBundleUpdateHandler(name, (updated) -> {
			try {
				issuers.set(trustManager(key, name, updated));
			}
			catch (InvalidSettingException ex) {
				logger.error("Client certificates are still verified with the former SSL bundle: {}", ex.getMessage());
			}
		});
		return issuers::get;
	}

	/**
	 * Finds who is trusted. Without a trust store of its own a bundle would trust whom
	 * the Java platform trusts.
	 */
	private static X509TrustManager trustManager(String key, String name, SslBundle bundle) {
		if (!hasCertificates(bundle.getStores().getTrustStore())) {
			throw invalid(key, "The SSL bundle '%s' has no trust store with certificates.".formatted(name));
		}
		return Stream.of(bundle.getManagers().getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.findFirst()
			.orElseThrow(() -> invalid(key, "The SSL bundle '%s' trusts no certificate.".formatted(name)));
	}

	private static boolean hasCertificates(@Nullable KeyStore store) {
		try {
			return store != null && store.size() > 0;
		}
		catch (KeyStoreException ex) {
			return false;
		}
	}

	private static InvalidSettingException invalid(String key, String description) {
		return InvalidSettingException.of(key, description,
				"Name an SSL bundle (spring.ssl.bundle.*) with the certificates of those who issue the provider's "
						+ "certificate in its trust store.");
	}

}
