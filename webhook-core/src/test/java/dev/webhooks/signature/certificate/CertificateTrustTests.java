package dev.webhooks.signature.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link CertificateTrust}.
 */
class CertificateTrustTests {

	/** Valid on the first of January 2020 only. */
	private static final String EXPIRED = """
			-----BEGIN CERTIFICATE-----
			MIIBQjCB6gIBATAKBggqhkjOPQQDAjAuMSwwKgYDVQQDDCNtZXNzYWdldmVyaWZp
			Y2F0aW9uY2VydHMucGF5cGFsLmNvbTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMDIw
			MDAwMDBaMC4xLDAqBgNVBAMMI21lc3NhZ2V2ZXJpZmljYXRpb25jZXJ0cy5wYXlw
			YWwuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErwuvukr6q5KN1rA4Se4Z
			5zOQoYukFTnwtUG29mW9YVTWBArvVzkK6rXO7d3JhlSFoSmP1d/C7UwjKdFPjHiy
			5zAKBggqhkjOPQQDAgNHADBEAiBbB7O8abSs8Jb+BaD4BIxtltBUAdeMQaKLUrtB
			gzkfRQIgBGMYMG3bLGNoskFdrs8tBGGk2/bAeq+znEtB2yzN60U=
			-----END CERTIFICATE-----
			""";

	@Test
	void refusesACertificateThatHasExpiredFromATrustedHost() throws Exception {
		X509Certificate certificate = certificate();
		assertThatExceptionOfType(CertificateExpiredException.class)
			.isThrownBy(() -> CertificateTrust.host().check(List.of(certificate)));
	}

	@Test
	void refusesACertificateThatHasExpiredOfATrustedIssuer() throws Exception {
		X509Certificate certificate = certificate();
		assertThatExceptionOfType(CertificateExpiredException.class)
			.isThrownBy(() -> CertificateTrust.of(List.of(certificate)).check(List.of(certificate)));
	}

	private static X509Certificate certificate() throws Exception {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(EXPIRED.getBytes(StandardCharsets.US_ASCII)));
	}

}
