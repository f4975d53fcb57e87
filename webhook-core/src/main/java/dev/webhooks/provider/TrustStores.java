package dev.webhooks.provider;

import java.security.KeyStore;
import java.util.function.Supplier;

import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * The trust stores of an application by name, such as its SSL bundles.
 */
public interface TrustStores {

	/**
	 * No trust stores.
	 */
	TrustStores NONE = new TrustStores() {

		@Override
		public @Nullable KeyStore find(String name) {
			return null;
		}

		@Override
		public Supplier<X509TrustManager> trustManager(String key, String name) {
			throw InvalidSettingException.of(key, "There is no trust store '%s'.".formatted(name),
					"Make the provider with the TrustStores that know it.");
		}

	};

	/**
	 * Finds a trust store.
	 * @param name its name
	 * @return the store, or {@code null} if there is none of that name
	 */
	@Nullable KeyStore find(String name);

	/**
	 * Finds who trusts the issuers in a trust store.
	 * @param key the key, for the message
	 * @param name the name of the store
	 * @return the trust manager as it is at the time, since a store may be renewed
	 * @throws InvalidSettingException if there is no store of that name, or nobody in it
	 */
	Supplier<X509TrustManager> trustManager(String key, String name);

}
