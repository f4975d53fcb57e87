package dev.webhooks.signature.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.fetch.AllowedHosts;
import dev.webhooks.fetch.FetchedResources;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.signature.KeyedScheme;

/**
 * Certificates that requests name by their URL, fetched from the configured hosts only,
 * and believed only as configured. Safe for use by several threads.
 */
final class FetchedCertificates {

	private static final int MAX_CHAIN = 10;

	private static final Duration KEEP = Duration.ofHours(24);

	private final AllowedHosts hosts;

	private final CertificateSubject subject;

	private final CertificateTrust trust;

	private final FetchedResources<X509Certificate> certificates;

	FetchedCertificates(CertificateSettings settings, CertificateTrust trust, ResourceFetcher fetcher, Ticker ticker) {
		this.hosts = AllowedHosts.of("signature.certificate.hosts", settings.hosts(), settings.path());
		this.subject = CertificateSubject.of(settings.subject());
		this.trust = trust;
		this.certificates = new FetchedResources<>(KEEP, ticker,
				(url) -> examine(parse(fetcher.fetch(URI.create(url), null))));
	}

	private static List<X509Certificate> parse(byte[] bytes) throws IOException {
		try {
			List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(bytes))
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
				throw new IOException("There are %s certificates".formatted(chain.size()));
			}
			return chain;
		}
		catch (CertificateException ex) {
			throw new IOException("There is no certificate", ex);
		}
	}

	/**
	 * Examines what was fetched, once: that costs more than to verify a signature. What
	 * is not to be believed is fetched again before long, since the host may have been
	 * about to renew it.
	 */
	private X509Certificate examine(List<X509Certificate> chain) {
		X509Certificate certificate = chain.get(0);
		try {
			if (!this.subject.matches(certificate)) {
				throw refused("The certificate was issued to somebody else",
						"'signature.certificate.subject' says to whom it has to be");
			}
			this.trust.check(chain);
			return certificate;
		}
		catch (GeneralSecurityException ex) {
			throw refused("The certificate is not valid or its issuer not trusted",
					"'signature.certificate.trust' says who is; a wrong clock would do it, too");
		}
	}

	/**
	 * Begins to look for the certificate of a request.
	 */
	KeySearch search(WebhookRequest request) {
		return this.certificates.search(request.head().remoteAddress());
	}

	/**
	 * Remembers that the request was verified.
	 */
	void verified(KeySearch search) {
		this.certificates.verified(search);
	}

	/**
	 * Finds the key of a certificate that is valid at present, whenever the request was
	 * signed.
	 * @param url the URL as a request says it
	 * @throws WebhookRejectedException if the URL is not allowed, the certificate cannot
	 * be fetched, or is not to be believed
	 */
	PublicKey key(String url, KeySearch search) {
		URI allowed = this.hosts.find(url);
		if (allowed == null) {
			throw refused("The certificate is not at a configured host",
					"'signature.certificate.hosts' and '.path' say where it may be");
		}
		X509Certificate certificate = this.certificates.get(allowed.toString(), search);
		try {
			certificate.checkValidity();
			return certificate.getPublicKey();
		}
		catch (CertificateException ex) {
			throw refused("The certificate has expired since it was fetched",
					"the provider has to refer to a newer one; a wrong clock would do it, too");
		}
	}

	private static WebhookRejectedException refused(String detail, String advice) {
		return KeyedScheme.mismatch(detail, advice);
	}

}
