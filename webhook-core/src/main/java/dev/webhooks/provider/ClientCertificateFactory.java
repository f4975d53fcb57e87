package dev.webhooks.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.ClientCertificateSettings;

/**
 * Makes the certificate that clients have to present of settings.
 */
final class ClientCertificateFactory {

	private final TrustStores stores;

	ClientCertificateFactory(TrustStores stores) {
		this.stores = stores;
	}

	/**
	 * Makes the requirement.
	 * @return the requirement, or {@code null} if clients need no certificate
	 */
	@Nullable RequiredCertificate create(ClientCertificateSettings settings) {
		if (settings.isEmpty()) {
			return null;
		}
		List<String> subject = settings.subject();
		List<String> san = settings.san();
		String bundle = settings.bundle();
		boolean named = !subject.isEmpty() || !san.isEmpty();
		try {
			return new RequiredCertificate(subject, san,
					(named && bundle != null) ? this.stores.trustManager("client-certificate.bundle", bundle) : null);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of("client-certificate",
					"It does not say whose certificate is required: %s.".formatted(ex.getMessage()),
					"Set 'subject' to a common name or a distinguished name such as CN=hooks.example.com,O=Example, or "
							+ "'san' to a DNS name.",
					ex);
		}
	}

}
