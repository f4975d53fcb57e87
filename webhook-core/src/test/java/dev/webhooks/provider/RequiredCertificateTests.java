package dev.webhooks.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RequiredCertificate}. The certificates were made by OpenSSL.
 */
class RequiredCertificateTests {

	/**
	 * CN=client.webhooks.fbclientcerts.com,O=Meta Platforms\\, Inc.,ST=California,C=US
	 * with the alternative names DNS:client.webhooks.fbclientcerts.com,
	 * DNS:Second.Example.com, IP Address:203.0.113.5, email:dns@example.com.
	 */
	private static final String META = """
			-----BEGIN CERTIFICATE-----
			MIICiTCCAi+gAwIBAgIUTJ9UmSigMk6hH4RL7fPywiJGxjcwCgYIKoZIzj0EAwIw
			bTELMAkGA1UEBhMCVVMxEzARBgNVBAgMCkNhbGlmb3JuaWExHTAbBgNVBAoMFE1l
			dGEgUGxhdGZvcm1zLCBJbmMuMSowKAYDVQQDDCFjbGllbnQud2ViaG9va3MuZmJj
			bGllbnRjZXJ0cy5jb20wIBcNMjYxMTIyMTUyMDA3WhgPMjEyNjEwMjkxNTIwMDda
			MG0xCzAJBgNVBAYTAlVTMRMwEQYDVQQIDApDYWxpZm9ybmlhMR0wGwYDVQQKDBRN
			ZXRhIFBsYXRmb3JtcywgSW5jLjEqMCgGA1UEAwwhY2xpZW50LndlYmhvb2tzLmZi
			Y2xpZW50Y2VydHMuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVl2+H8h
			t9vPBT7da36wGyonmTRqPwy/xx5nIJdJUph1oP8y7jU3EkrPCP8B7E6rZqPbQln/
			OyFC3Bh/NziEjKOBqjCBpzAdBgNVHQ4EFgQUXPe40I/53Bd06AvREc19wsFBk2cw
			HwYDVR0jBBgwFoAUXPe40I/53Bd06AvREc19wsFBk2cwVwYDVR0RBFAwToIhY2xp
			ZW50LndlYmhvb2tzLmZiY2xpZW50Y2VydHMuY29tghJTZWNvbmQuRXhhbXBsZS5j
			b22HBMsAcQWBD2Ruc0BleGFtcGxlLmNvbTAMBgNVHRMBAf8EAjAAMAoGCCqGSM49
			BAMCA0gAMEUCIQDm6BbXz9ghgiqh1OrIuJcoja0BZKTo27c2mvMa3IXyNQIgf1OS
			UQEWtPeBk1n6Ydzhk3h2OiUA+Omwl+KcLr9pjDo=
			-----END CERTIFICATE-----
			""";

	/** CN=anybody.example.org,CN=client.webhooks.fbclientcerts.com,O=Anybody. */
	private static final String TWO_NAMES = """
			-----BEGIN CERTIFICATE-----
			MIICDjCCAbWgAwIBAgIUILpAc25RZysKzjUd5n9qF8GJ35kwCgYIKoZIzj0EAwIw
			XDEQMA4GA1UECgwHQW55Ym9keTEqMCgGA1UEAwwhY2xpZW50LndlYmhvb2tzLmZi
			Y2xpZW50Y2VydHMuY29tMRwwGgYDVQQDDBNhbnlib2R5LmV4YW1wbGUub3JnMCAX
			DTI2MTEyMjE1MjAwN1oYDzIxMjYxMDI5MTUyMDA3WjBcMRAwDgYDVQQKDAdBbnli
			b2R5MSowKAYDVQQDDCFjbGllbnQud2ViaG9va3MuZmJjbGllbnRjZXJ0cy5jb20x
			HDAaBgNVBAMME2FueWJvZHkuZXhhbXBsZS5vcmcwWTATBgcqhkjOPQIBBggqhkjO
			PQMBBwNCAATGPMcEby1btti8qmJ/4i3p7xAnLpPb6xhGkZdAdm/+Km+B5mJWsSmQ
			UKsm3NsRKaDKRJnsIndQl5wH0cgM6qMxo1MwUTAdBgNVHQ4EFgQU2nA0YdFOBU3I
			B5bNKOTC5AgCSJswHwYDVR0jBBgwFoAU2nA0YdFOBU3IB5bNKOTC5AgCSJswDwYD
			VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAFINJiL3AQvSuhJlGAp2DQ
			Y6e+Q3fOpb+6SImfrmf2+AIgQ7aITk/R5gJk7oW2JO2zV2Gyis1hsq6UogT6m9js
			oUM=
			-----END CERTIFICATE-----
			""";

	@ParameterizedTest
	@ValueSource(strings = { "client.webhooks.fbclientcerts.com", "Client.Webhooks.FBClientCerts.com",
			"CN=client.webhooks.fbclientcerts.com,O=Meta Platforms\\, Inc.,ST=California,C=US",
			"cn=Client.Webhooks.fbclientcerts.com, o=\"meta  platforms, inc.\", st=California, c=us" })
	void acceptsASubject(String subject) {
		assertAccepted(META, List.of("other.example.com", subject), List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "webhooks.fbclientcerts.com", "fbclientcerts.com", "client.webhooks.fbclientcerts.com.",
			"Meta Platforms, Inc.", "Second.Example.com", "CN=client.webhooks.fbclientcerts.com",
			"C=US,ST=California,O=Meta Platforms\\, Inc.,CN=client.webhooks.fbclientcerts.com",
			"CN=client.webhooks.fbclientcerts.com,O=Meta Platforms\\, Inc.,ST=California,C=UK" })
	void refusesAnotherSubject(String subject) {
		assertRefused(META, List.of(subject), List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "client.webhooks.fbclientcerts.com", "anybody.example.org" })
	void refusesASubjectOfSeveralCommonNames(String subject) {
		assertRefused(TWO_NAMES, List.of(subject), List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "client.webhooks.fbclientcerts.com", "second.example.com", "SECOND.example.com" })
	void acceptsAnAlternativeName(String name) {
		assertAccepted(META, List.of(), List.of(name, "other.example.com"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "203.0.113.5", "dns@example.com", "Meta Platforms, Inc." })
	void refusesAnotherAlternativeName(String name) {
		assertRefused(META, List.of(), List.of(name));
	}

	@Test
	void refusesACertificateWithoutAlternativeNames() {
		assertRefused(TWO_NAMES, List.of(), List.of("client.webhooks.fbclientcerts.com"));
	}

	@Test
	void whereSubjectAndAlternativeNameAreConfiguredBothHaveToMatch() {
		assertAccepted(META, List.of("client.webhooks.fbclientcerts.com"), List.of("second.example.com"));
		assertRefused(META, List.of("client.webhooks.fbclientcerts.com"), List.of("third.example.com"));
		assertRefused(META, List.of("other.example.com"), List.of("second.example.com"));
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "*.fbclientcerts.com", "*", "nonsense=a", "CN=a,,O=b" })
	void aNameThatCouldMatchAnythingOrNothingIsNotTaken(String subject) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RequiredCertificate(List.of(subject), List.of(), null));
	}

	@Test
	void withoutAnyNameThereIsNoRequirement() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RequiredCertificate(List.of(), List.of(), null));
	}

	private static void assertAccepted(String certificate, List<String> subjects, List<String> alternativeNames) {
		RequiredCertificate required = new RequiredCertificate(subjects, alternativeNames, null);
		assertThatCode(() -> required.check(List.of(parse(certificate)))).doesNotThrowAnyException();
	}

	private static void assertRefused(String certificate, List<String> subjects, List<String> alternativeNames) {
		RequiredCertificate required = new RequiredCertificate(subjects, alternativeNames, null);
		assertThatExceptionOfType(CertificateException.class)
			.isThrownBy(() -> required.check(List.of(parse(certificate))));
	}

	private static X509Certificate parse(String pem) throws CertificateException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
	}

}
