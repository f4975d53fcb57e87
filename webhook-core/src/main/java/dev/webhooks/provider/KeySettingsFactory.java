package dev.webhooks.provider;

import java.io.IOException;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.springframework.core.io.ResourceLoader;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.signature.certificate.CertificateTrust;

/**
 * Makes the settings of keys that are fetched, and reads who is trusted.
 */
final class KeySettingsFactory {

	private static final String TRUST = "signature.certificate.trust";

	private final ResourceLoader resources;

	private final TrustStores stores;

	KeySettingsFactory(ResourceLoader resources, TrustStores stores) {
		this.resources = resources;
		this.stores = stores;
	}

	KeySettings create(SignatureSettings signature) {
		return new KeySettings(signature.certificate(), trust(signature.certificate().trust()), signature.jwt());
	}

	private CertificateTrust trust(String trust) {
		return switch (trust) {
			case "platform" -> CertificateTrust.platform();
			case "host" -> CertificateTrust.host();
			default -> CertificateTrust.of(trust.contains(":") ? fromLocation(trust) : fromStore(trust));
		};
	}

	private List<X509Certificate> fromLocation(String location) {
		try (InputStream input = this.resources.getResource(location).getInputStream()) {
			List<X509Certificate> issuers = CertificateFactory.getInstance("X.509")
				.generateCertificates(input)
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			return notEmpty(location, issuers);
		}
		catch (IOException | CertificateException ex) {
			throw new InvalidSettingException(TRUST, location, "There are no PEM certificates at this location.");
		}
	}

	private List<X509Certificate> fromStore(String name) {
		KeyStore store = this.stores.find(name);
		if (store == null) {
			throw unknown(name);
		}
		try {
			return notEmpty(name, issuers(store));
		}
		catch (KeyStoreException ex) {
			throw unknown(name);
		}
	}

	private static InvalidSettingException unknown(String name) {
		return new InvalidSettingException(TRUST, name, "Use 'platform', 'host', the name of an SSL bundle "
				+ "(spring.ssl.bundle.*), or a location such as classpath:issuers.pem.");
	}

	private static List<X509Certificate> issuers(KeyStore store) throws KeyStoreException {
		List<X509Certificate> issuers = new ArrayList<>();
		for (String alias : Collections.list(store.aliases())) {
			if (store.getCertificate(alias) instanceof X509Certificate issuer) {
				issuers.add(issuer);
			}
		}
		return issuers;
	}

	private static List<X509Certificate> notEmpty(String name, List<X509Certificate> issuers) {
		if (issuers.isEmpty()) {
			throw new InvalidSettingException(TRUST, name, "There is no certificate of an issuer in it.");
		}
		return issuers;
	}

}
