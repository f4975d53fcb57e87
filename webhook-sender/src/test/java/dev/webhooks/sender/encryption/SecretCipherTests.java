package dev.webhooks.sender.encryption;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecretCipher}. The known answers were made by Node's crypto module.
 */
class SecretCipherTests {

	private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	private static final EncryptionKey KEY = EncryptionKey.parse("2026:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

	private static final EncryptionKey NEWER = EncryptionKey.parse("2027://///////////////////////////////////////w8=");

	private static final SecretOwner OWNER = owner("ep_1", "acme");

	private final SecretCipher cipher = SecretCipher.of(List.of(KEY), false);

	private static SecretOwner owner(String endpoint, @Nullable String tenant) {
		return new SecretOwner("secret", endpoint, tenant);
	}

	private static void assertUnreadable(SecretCipher cipher, String stored, SecretOwner owner) {
		assertThatExceptionOfType(UnreadableSecretException.class).isThrownBy(() -> cipher.decrypt(stored, owner))
			.withMessageContaining("ep_1")
			.withMessageNotContaining("whsec")
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource({ "acme, 2026:oKGio6SlpqeoqaqrkXAPSCaUT9kpNL6hPz2LhwHeDWf44hIopEdq1iXiGjOeFwue/FXH3Mqv2bCIaJn5sZAOt2R0",
			", 2026:oKGio6SlpqeoqaqrkXAPSCaUT9kpNL6hPz2LhwHeDWf44hIopEdq1iXiGjOeFwue/FVrHxhk9oHMCGtLMej7mju0" })
	void encryptsAsOthersDo(@Nullable String tenant, String stored) {
		SecretCipher fixed = SecretCipher.of(List.of(KEY), false, new CountingBytes());
		assertThat(fixed.encrypt(SECRET, owner("ep_1", tenant))).isEqualTo(stored);
		assertThat(this.cipher.decrypt(stored, owner("ep_1", tenant))).isEqualTo(SECRET);
	}

	@Test
	void noTwoAreAlike() {
		Set<String> stored = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			stored.add(this.cipher.encrypt(SECRET, OWNER).substring(0, "2026:".length() + 16));
		}
		assertThat(stored).hasSize(100);
	}

	@Test
	void aSecretOfAnyCharactersComesBack() {
		assertThat(this.cipher.decrypt(this.cipher.encrypt("ä: \n𝄞", OWNER), OWNER)).isEqualTo("ä: \n𝄞");
	}

	@Test
	void whereAnyByteWasChangedIsUnreadable() {
		byte[] stored = Base64.getDecoder().decode(this.cipher.encrypt(SECRET, OWNER).substring("2026:".length()));
		for (int i = 0; i < stored.length; i++) {
			byte[] changed = stored.clone();
			changed[i] ^= 1;
			assertUnreadable(this.cipher, "2026:" + Base64.getEncoder().encodeToString(changed), OWNER);
		}
	}

	@Test
	void aTruncatedOneIsUnreadable() {
		String stored = this.cipher.encrypt(SECRET, OWNER);
		for (int length = 0; length < stored.length(); length++) {
			assertUnreadable(this.cipher, stored.substring(0, length), OWNER);
		}
	}

	@Test
	void oneOfAnotherEndpointIsUnreadable() {
		assertUnreadable(this.cipher, this.cipher.encrypt(SECRET, owner("ep_2", "acme")), OWNER);
	}

	@Test
	void oneOfAnotherTenantIsUnreadable() {
		assertUnreadable(this.cipher, this.cipher.encrypt(SECRET, owner("ep_1", "other")), OWNER);
	}

	@Test
	void oneOfTheApplicationIsNoneOfATenantWithoutAName() {
		assertUnreadable(this.cipher, this.cipher.encrypt(SECRET, owner("ep_1", null)), owner("ep_1", ""));
	}

	@Test
	void oneForAnotherPurposeIsUnreadable() {
		assertUnreadable(this.cipher, this.cipher.encrypt(SECRET, new SecretOwner("headers", "ep_1", "acme")), OWNER);
	}

	@Test
	void placesThatAreWrittenAlikeAreTwo() {
		assertUnreadable(this.cipher, this.cipher.encrypt(SECRET, new SecretOwner("secretep", "_1", "acme")), OWNER);
	}

	@Test
	void oneUnderAnotherKeyOfThatIdIsUnreadable() {
		EncryptionKey other = EncryptionKey.parse("2026://///////////////////////////////////////w8=");
		assertUnreadable(SecretCipher.of(List.of(other), false), this.cipher.encrypt(SECRET, OWNER), OWNER);
	}

	@Test
	void oneUnderAKeyThatIsGoneIsUnreadable() {
		assertUnreadable(SecretCipher.of(List.of(NEWER), false), this.cipher.encrypt(SECRET, OWNER), OWNER);
	}

	@Test
	void theNewestKeyEncryptsAndTheOthersDecrypt() {
		SecretCipher both = SecretCipher.of(List.of(NEWER, KEY), false);
		assertThat(both.keyId()).isEqualTo("2027");
		assertThat(both.encrypt(SECRET, OWNER)).startsWith("2027:");
		assertThat(both.decrypt(this.cipher.encrypt(SECRET, OWNER), OWNER)).isEqualTo(SECRET);
	}

	@Test
	void withoutAKeyAndAWordItIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> SecretCipher.of(List.of(), false))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("encryption-keys"))
			.satisfies((ex) -> assertThat(ex.fix()).contains("openssl rand -base64 32", "plain-text-secrets: true"));
	}

	@Test
	void withAWordSecretsAreStoredAsTheyAre() {
		SecretCipher plain = SecretCipher.of(List.of(), true);
		assertThat(plain.keyId()).isEqualTo("plain");
		assertThat(plain.encrypt(SECRET, OWNER)).isEqualTo("plain:" + SECRET);
		assertThat(plain.decrypt("plain:" + SECRET, OWNER)).isEqualTo(SECRET);
	}

	@Test
	void plainTextIsReadBesideAKeyOnlyWithThatWord() {
		assertThat(SecretCipher.of(List.of(KEY), true).decrypt("plain:" + SECRET, OWNER)).isEqualTo(SECRET);
		assertUnreadable(this.cipher, "plain:" + SECRET, OWNER);
	}

	@Test
	void twoKeysWithOneIdAreRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SecretCipher.of(List.of(KEY, KEY), false))
			.withMessageContaining("2026");
	}

	@Test
	void aKeyWithoutANameIsNamedAfterItsHash() {
		assertThat(EncryptionKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").id())
			.isEqualTo("5334632e3c9efe58");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret words", "AAECAwQF", "id:AAECAwQF", ":AAECAwQFBgcICQoLDA0ODw==",
			"plain:AAECAwQFBgcICQoLDA0ODw==", "a b:AAECAwQFBgcICQoLDA0ODw==" })
	void isNoKey(String text) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> EncryptionKey.parse(text))
			.withMessageNotContaining("AAEC")
			.withMessageNotContaining("words")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("encryption-keys"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:AAECAwQFBgcICQoLDA0ODw==", "a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
			" a : AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= " })
	void isAKeyOfOneOfTheLengthsOfAes(String text) {
		SecretCipher cipher = SecretCipher.of(List.of(EncryptionKey.parse(text)), false);
		assertThat(cipher.decrypt(cipher.encrypt(SECRET, OWNER), OWNER)).isEqualTo(SECRET);
	}

	@Test
	void noKeyIsShown() {
		assertThat(KEY).hasToString("EncryptionKey[2026]");
		assertThat(this.cipher).hasToString("SecretCipher[2026]");
	}

	/** Gives the bytes from A0 on. */
	private static final class CountingBytes implements RandomGenerator {

		@Override
		public void nextBytes(byte[] bytes) {
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = (byte) (0xA0 + i);
			}
		}

		@Override
		public long nextLong() {
			throw new UnsupportedOperationException();
		}

	}

}
