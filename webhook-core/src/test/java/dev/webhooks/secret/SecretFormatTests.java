package dev.webhooks.secret;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SecretFormat}.
 */
class SecretFormatTests {

	private static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");

	private static final Consumer<Secret> ANY = (secret) -> {
	};

	@Test
	void aSecretIsReadInEachWay() {
		Secret secret = new SecretFormat(List.of(SecretEncoding.WHSEC, SecretEncoding.TEXT), ANY).read("whsec_AAEC",
				EXPIRES, "key");
		assertThat(keys(secret)).containsExactly(new byte[] { 0, 1, 2 }, bytes("whsec_AAEC"));
		assertThat(Secret.readingsOf(List.of(secret))).allSatisfy((reading) -> {
			assertThat(reading.text()).isEqualTo("whsec_AAEC");
			assertThat(reading.expires()).isEqualTo(EXPIRES);
			assertThat(reading.keyId()).isEqualTo("key");
		});
	}

	@Test
	void whatItIsSignedWithIsReadInTheFirstWayThatIsPossible() {
		assertThat(new SecretFormat(List.of(SecretEncoding.HEX, SecretEncoding.TEXT), ANY).read("s3cret", null, null)
			.bytes()).isEqualTo(bytes("s3cret"));
		assertThat(new SecretFormat(List.of(SecretEncoding.HEX, SecretEncoding.TEXT), ANY).read("00ff", null, null)
			.bytes()).isEqualTo(new byte[] { 0, (byte) 0xff });
	}

	@Test
	void waysThatGiveTheSameKeyAreOne() {
		assertThat(keys(new SecretFormat(List.of(SecretEncoding.TEXT, SecretEncoding.HTML, SecretEncoding.TEXT), ANY)
			.read("s3cret", null, null))).containsExactly(bytes("s3cret"));
	}

	@Test
	void aKeyThatTheSchemeCannotUseIsNone() {
		Consumer<Secret> longKeys = SecretFormatTests::requireLongKey;
		assertThat(keys(new SecretFormat(List.of(SecretEncoding.BASE64, SecretEncoding.TEXT), longKeys)
			.read("0123456789abcdef", null, null))).containsExactly(bytes("0123456789abcdef"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SecretFormat(List.of(SecretEncoding.HEX, SecretEncoding.TEXT), longKeys)
				.read("s3cret", null, null))
			.withMessage("it is not encoded as hex, and it is too short");
	}

	@Test
	void inAHeaderEachKeyIsRecognized() {
		Secret secret = new SecretFormat(List.of(SecretEncoding.TEXT, SecretEncoding.BASE64), ANY).read("YSB0b2tlbg==",
				null, null);
		assertThat(secret.isIn("Bearer YSB0b2tlbg==")).isTrue();
		assertThat(secret.isIn("Bearer a token")).isTrue();
		assertThat(secret.isIn("Bearer other")).isFalse();
		assertThat(secret).hasToString("Secret[******]");
	}

	private static List<byte[]> keys(Secret secret) {
		return Secret.readingsOf(List.of(secret)).stream().map(Secret::bytes).toList();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static void requireLongKey(Secret secret) {
		if (secret.length() < 16) {
			throw new IllegalArgumentException("it is too short");
		}
	}

}
