package dev.webhooks.signature.certificate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where certificates come from and which are believed, as it is configured below
 * {@code signature.certificate}. Immutable.
 *
 * @param url locator of the URL of the certificate, or {@code null}
 * @param hosts hosts that certificates are fetched from
 * @param path what the path of the URL begins with, or {@code null} for any path
 * @param subject names of which the certificate has to have one; a {@code *} stands for
 * any characters of one label
 * @param trust who may have issued the certificate
 * @param require what else has to be in the request, as <code>locator=value</code>
 */
public record CertificateSettings(@Nullable String url, List<String> hosts, @Nullable String path, List<String> subject,
		CertificateTrust trust, List<String> require) {

	/**
	 * Settings without anything.
	 */
	public static final CertificateSettings NONE = new CertificateSettings(null, List.of(), null, List.of(),
			CertificateTrust.host(), List.of());

}
