package dev.webhooks.signature.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link KeyReader}.
 */
class KeyReaderTests {

	private final KeyReader reader = new KeyReader("RSA");

	@ParameterizedTest
	@ValueSource(strings = { "public", "public-pkcs1", "certificate" })
	void readsAPublicKeyOfPem(String name) throws Exception {
		assertThat(this.reader.publicKey(ascii(RsaKeys.text(name))).getEncoded()).isEqualTo(RsaKeys.der("public"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "certificate" })
	void readsAPublicKeyOfBase64(String name) throws Exception {
		assertThat(this.reader.publicKey(ascii(RsaKeys.base64(name))).getEncoded()).isEqualTo(RsaKeys.der("public"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "certificate" })
	void readsAPublicKeyOfBytes(String name) throws Exception {
		assertThat(this.reader.publicKey(RsaKeys.der(name)).getEncoded()).isEqualTo(RsaKeys.der("public"));
	}

	@Test
	void readsTheFirstCertificateOfAChain() throws Exception {
		String chain = RsaKeys.text("certificate") + RsaKeys.text("public-1024");
		assertThat(this.reader.publicKey(ascii(chain)).getEncoded()).isEqualTo(RsaKeys.der("public"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "private", "private-pkcs1" })
	void readsAPrivateKeyOfPem(String name) throws Exception {
		assertThat(this.reader.privateKey(ascii(RsaKeys.text(name))).getEncoded()).isEqualTo(RsaKeys.der("private"));
	}

	@Test
	void refusesAPrivateKeyWhereThePublicOneBelongs() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.publicKey(ascii(RsaKeys.text("private"))))
			.withMessage("it is a private key, which only the provider should have");
	}

	@Test
	void refusesAKeyThatIsTooShort() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.publicKey(ascii(RsaKeys.text("public-1024"))))
			.withMessage("it has fewer than 2048 bits, and can be broken");
	}

	@Test
	void refusesTheCertificateOfAKeyOfAnotherKind() {
		KeyReader curves = new KeyReader("EC");
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> curves.publicKey(ascii(RsaKeys.text("certificate"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "public-pkcs1", "certificate" })
	void refusesAPublicKeyOfPemAsASecret(String name) {
		assertNoSecret(RsaKeys.text(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "certificate" })
	void refusesAPublicKeyOfBase64AsASecret(String name) {
		assertNoSecret(RsaKeys.base64(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "EC", "Ed25519" })
	void refusesAPublicKeyOfACurveAsASecret(String type) throws Exception {
		byte[] key = KeyPairGenerator.getInstance(type).generateKeyPair().getPublic().getEncoded();
		assertNoSecret(Base64.getEncoder().encodeToString(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123456789abcdef", "a secret, which is no Base64", "MAAwMA==" })
	void takesAnyOtherTextAsASecret(String text) {
		assertThatNoException().isThrownBy(() -> KeyReader.refusePublicKey(Secret.of(text)));
	}

	private static void assertNoSecret(String text) {
		Secret secret = Secret.of(text);
		assertThatIllegalArgumentException().isThrownBy(() -> KeyReader.refusePublicKey(secret))
			.withMessageStartingWith("it is a public key, which is no secret");
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
