package dev.webhooks.signature.certificate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where certificates come from and which are believed: the keys below
 * {@code signature.certificate}. Immutable.
 *
 * @param url locator of the URL of the certificate, or {@code null}
 * @param hosts hosts that certificates are fetched from
 * @param path what the path of the URL begins with, or {@code null} for any path
 * @param subject names of which the certificate has to have one; a {@code *} stands for
 * any characters of one label
 * @param trust who may have issued the certificate, as a name: {@code platform} by
 * default
 * @param require what else has to be in the request, as <code>locator=value</code>
 */
public record CertificateSettings(@Nullable String url, List<String> hosts, @Nullable String path, List<String> subject,
		String trust, List<String> require) {

	/**
	 * Settings without anything.
	 */
	public static final CertificateSettings NONE = new CertificateSettings(null, null, null, null, null, null);

	public CertificateSettings(@Nullable String url, @Nullable List<String> hosts, @Nullable String path,
			@Nullable List<String> subject, @Nullable String trust, @Nullable List<String> require) {
		this.url = url;
		this.hosts = (hosts != null) ? List.copyOf(hosts) : List.of();
		this.path = path;
		this.subject = (subject != null) ? List.copyOf(subject) : List.of();
		this.trust = (trust != null) ? trust : "platform";
		this.require = (require != null) ? List.copyOf(require) : List.of();
	}

}
