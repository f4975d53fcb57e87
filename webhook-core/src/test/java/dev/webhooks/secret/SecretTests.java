package dev.webhooks.secret;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Secret} and {@link SecretEncoding}.
 */
class SecretTests {

	private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "TEXT,s\u00E4,73c3a4", "TEXT,whsec_AAEC,77687365635f41414543", "BASE64,AAEC,000102",
			"BASE64,AAE=,0001", "BASE64,AAE,0001", "HEX,00ff,00ff", "HEX,00FF,00ff", "WHSEC,whsec_AAEC,000102",
			"WHSEC,AAEC,000102", "WHSEC,'v1,whsec_AAEC',000102", "WHSEC,whpk_AAEC,000102",
			"SHA1,abc,a9993e364706816aba3e25717850c26c9cd0d89d", "HTML,a&amp;b,612662",
			"HTML,&lt;&#060;&gt;&#62;&quot;&#X0022;&#039;&#x27;&#38;,3c3c3e3e2222272726", "HTML,&amp;lt;,266c743b",
			"HTML,&copy;,26636f70793b" })
	void keyIsDecoded(SecretEncoding encoding, String text, String expected) {
		assertThat(Secret.of(text, encoding, null, null).bytes()).isEqualTo(HexFormat.of().parseHex(expected));
	}

	@ParameterizedTest
	@CsvSource({ "BASE64,s3cr$t!", "HEX,s3cret", "HEX,s3c", "WHSEC,whsec_s3cr$t", "WHSEC,s3cr$t", "WHSEC,s3whsec_AAEC",
			"WHSEC,whxx_AAEC" })
	void undecodableSecretIsRefusedWithoutBeingShown(SecretEncoding encoding, String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text, encoding, null, null))
			.satisfies((ex) -> assertThat(ex).hasMessageStartingWith("it is not encoded as ")
				.hasMessageNotContaining("s3c")
				.hasNoCause());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n" })
	void blankSecretIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text)).withMessage("it is blank");
	}

	@ParameterizedTest
	@ValueSource(strings = { "whsec_", "v1,whsec_" })
	void secretOfNoBytesIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text, SecretEncoding.WHSEC, null, null))
			.withMessage("it is empty");
	}

	@Test
	void toStringIsRedacted() {
		assertThat(Secret.of("s3cret")).hasToString("Secret[******]");
	}

	@Test
	void bytesAreCopied() {
		Secret secret = Secret.of("s3cret");
		secret.bytes()[0] = 'x';
		assertThat(secret.bytes()).isEqualTo("s3cret".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void lengthIsThatOfTheKey() {
		assertThat(Secret.of("whsec_AAEC", SecretEncoding.WHSEC, null, null).length()).isEqualTo(3);
	}

	@Test
	void secretWithoutExpiryIsActive() {
		assertThat(Secret.of("s3cret").isActive(Instant.MAX)).isTrue();
	}

	@Test
	void secretIsActiveUntilItExpires() {
		assertThat(Secret.of("s3cret", SecretEncoding.TEXT, NOW, null).isActive(NOW.minusNanos(1))).isTrue();
	}

	@Test
	void secretIsNotActiveFromItsExpiryOn() {
		assertThat(Secret.of("s3cret", SecretEncoding.TEXT, NOW, null).isActive(NOW)).isFalse();
	}

	@Test
	void keyIsDerivedOnce() {
		Secret secret = Secret.of("s3cret");
		Object first = secret.key((bytes) -> new Object());
		assertThat(secret.<Object>key((bytes) -> new Object())).isSameAs(first);
	}

}
