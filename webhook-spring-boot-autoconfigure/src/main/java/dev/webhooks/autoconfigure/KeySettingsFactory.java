package dev.webhooks.autoconfigure;

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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.ResourceLoader;

import dev.webhooks.signature.certificate.CertificateSettings;
import dev.webhooks.signature.certificate.CertificateTrust;
import dev.webhooks.InvalidRecipeException;
import dev.webhooks.signature.jwt.JwtSettings;
import dev.webhooks.provider.KeySettings;

/**
 * Makes the settings of keys that are fetched of properties, and reads who is trusted.
 */
final class KeySettingsFactory {

	private static final String TRUST = "signature.certificate.trust";

	private final ResourceLoader resources;

	private final @Nullable SslBundles bundles;

	KeySettingsFactory(ResourceLoader resources, @Nullable SslBundles bundles) {
		this.resources = resources;
		this.bundles = bundles;
	}

	KeySettings create(SignatureProperties signature) {
		CertificateProperties certificate = signature.getCertificate();
		JwtProperties jwt = signature.getJwt();
		return new KeySettings(
				new CertificateSettings(certificate.getUrl(), certificate.getHosts(), certificate.getPath(),
						certificate.getSubject(), trust(certificate.getTrust()), certificate.getRequire()),
				new JwtSettings(jwt.getJwksUrl(), jwt.getKeyUrl(), jwt.getKeyRequest(), jwt.getKeyPointer(),
						jwt.getClaims(), jwt.getRequired()));
	}

	private CertificateTrust trust(String trust) {
		return switch (trust) {
			case "platform" -> CertificateTrust.platform();
			case "host" -> CertificateTrust.host();
			default -> CertificateTrust.of(trust.contains(":") ? fromLocation(trust) : fromBundle(trust));
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
			throw new InvalidRecipeException(TRUST, location, "There are no PEM certificates at this location.");
		}
	}

	private List<X509Certificate> fromBundle(String name) {
		try {
			KeyStore store = (this.bundles != null) ? this.bundles.getBundle(name).getStores().getTrustStore() : null;
			return notEmpty(name, (store != null) ? issuers(store) : List.of());
		}
		catch (NoSuchSslBundleException | KeyStoreException ex) {
			throw new InvalidRecipeException(TRUST, name, "Use 'platform', 'host', the name of an SSL bundle "
					+ "(spring.ssl.bundle.*), or a location such as classpath:issuers.pem.");
		}
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
			throw new InvalidRecipeException(TRUST, name, "There is no certificate of an issuer in it.");
		}
		return issuers;
	}

}
