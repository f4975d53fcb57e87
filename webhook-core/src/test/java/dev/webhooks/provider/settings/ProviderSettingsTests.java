package dev.webhooks.provider.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.TimestampUnit;
import dev.webhooks.signature.jwt.TimeClaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProviderSettings}: their defaults, and how they are read.
 */
class ProviderSettingsTests {

	@Test
	void withoutKeysTheDefaultsCount() {
		ProviderSettings settings = ProviderSettings.of(Map.of());
		assertThat(settings.enabled()).isTrue();
		assertThat(settings.endpoint()).isEqualTo(new EndpointSettings(null, null, null, List.of("POST"), null));
		assertThat(settings.signature().scheme()).isEqualTo("hmac");
		assertThat(settings.signature().secretEncoding()).containsExactly(SecretEncoding.TEXT);
		assertThat(settings.signature().certificate().trust()).isEqualTo("platform");
		assertThat(settings.signature().jwt().required()).containsExactly(TimeClaim.EXP);
		assertThat(settings.admission().requireHttps()).isTrue();
		assertThat(settings.admission().maxBodySize()).isEqualTo(DataSize.ofMegabytes(1));
		assertThat(settings.admission().bodyTimeout()).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.admission().ipAllowlistRefresh()).isEqualTo(Duration.ofHours(1));
		assertThat(settings.processing().mode()).isEqualTo(ProcessingMode.AUTO);
		assertThat(settings.processing().retry())
			.isEqualTo(new RetrySettings(8, Duration.ofSeconds(10), 3.0, Duration.ofHours(1), 0.2));
		assertThat(settings.refusal()).isEqualTo(new RefusalSettings(401, null, null));
		assertThat(settings.response()).isNull();
		assertThat(settings.bodyUnsigned()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "10s, PT10S", "5m, PT5M", "2h, PT2H", "1d, PT24H", "250, PT0.25S", "-3ms, PT-0.003S",
			"7us, PT0.000007S", "PT1M30S, PT1M30S" })
	void aDurationHasAUnitOrIsWrittenAsInIso8601(String text, String duration) {
		assertThat(ProviderSettings.of(Map.of("signature.tolerance", text)).signature().tolerance())
			.isEqualTo(Duration.parse(duration));
	}

	@ParameterizedTest
	@CsvSource({ "256KB, 262144", "2MB, 2097152", "100, 100" })
	void aSizeHasAUnitOrIsInBytes(String text, long bytes) {
		assertThat(ProviderSettings.of(Map.of("max-body-size", text)).admission().maxBodySize())
			.isEqualTo(DataSize.ofBytes(bytes));
	}

	@Test
	void aTextWithCommasIsAList() {
		assertThat(header("X-One, X-Two")).containsExactly("X-One", "X-Two");
	}

	@Test
	void anEmptyTextIsAnEmptyList() {
		assertThat(header("")).isEmpty();
	}

	@Test
	void aCommaWithinAnItemOfAListIsAPartOfIt() {
		assertThat(header(List.of("X-One,X-Two"))).containsExactly("X-One,X-Two");
	}

	@Test
	void aCommaWithinADistinguishedNameIsAPartOfIt() {
		assertThat(ProviderSettings.of(Map.of("client-certificate.subject", "CN=a,O=b"))
			.admission()
			.clientCertificate()
			.subject()).containsExactly("CN=a,O=b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-body-size", "maxBodySize", "max_body_size", "MAX-BODY-SIZE" })
	void aKeyMayBeWrittenInAnyForm(String key) {
		assertThat(ProviderSettings.of(Map.of(key, "2MB")).admission().maxBodySize())
			.isEqualTo(DataSize.ofMegabytes(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rfc-3339", "RFC3339", "rfc_3339" })
	void aConstantMayBeWrittenInAnyForm(String text) {
		assertThat(ProviderSettings.of(Map.of("signature.timestamp-unit", text)).signature().timestampUnit())
			.isEqualTo(TimestampUnit.RFC3339);
	}

	@Test
	void keysMayBeNestedAndJoinedByDots() {
		assertThat(ProviderSettings.of(Map.of("signature", Map.of("jwt.jwks-url", "https://keys.example.com")))
			.signature()
			.jwt()
			.jwksUrl()).isEqualTo("https://keys.example.com");
	}

	@Test
	void aNameInBracketsStaysInOnePiece() {
		assertThat(ProviderSettings.of(Map.of("response.headers.[X.Dotted]", "yes", "response.headers.X-Plain", 7))
			.response()
			.headers()).containsOnly(Map.entry("X.Dotted", "yes"), Map.entry("X-Plain", "7"));
	}

	@Test
	void secretsAreReadInTheirOrder() {
		ProviderSettings settings = ProviderSettings.of(Map.of("secrets", List.of(Map.of("value", "new", "key-id", "2"),
				Map.of("value", "old", "expires", "2027-01-01T00:00:00Z"))));
		assertThat(settings.secrets().secrets()).containsExactly(new SecretSettings("new", null, "2", false),
				new SecretSettings("old", Instant.parse("2027-01-01T00:00:00Z"), null, false));
	}

	@Test
	void secretsAreNotShown() {
		assertThat(ProviderSettings.of(Map.of("secret", "S3CR3T", "verify-token", "T0K3N"))).asString()
			.doesNotContain("S3CR3T", "T0K3N");
		assertThat(ProviderSettings.of(Map.of("secrets", List.of(Map.of("value", "S3CR3T"))))).asString()
			.doesNotContain("S3CR3T");
	}

	@ParameterizedTest
	@CsvSource({ "sercet, secret", "signature.hedaer, signature.header", "event.tpye, event.type",
			"rate-limit.bursts, rate-limit.burst" })
	void anUnknownKeyIsRefusedAndTheNearestNamed(String key, String nearest) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProviderSettings.of(Map.of(key, "S3CR3T")))
			.withMessageContaining("'" + key + "'")
			.withMessageNotContaining("S3CR3T")
			.satisfies((ex) -> assertThat(ex.fix()).contains("'" + nearest + "'"));
	}

	@Test
	void anUnknownKeyOfAnItemIsNamedWithItsPosition() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProviderSettings.of(Map.of("handshakes", List.of(Map.of("whne", "x")))))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("handshakes[0].whne"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "signature", "signature.tolerance", "max-body-size", "require-https", "concurrency",
			"signature.timestamp-unit", "signature.secret-encoding", "secrets", "handshakes", "response.headers",
			"retry.jitter" })
	void aValueThatCannotBeUsedIsRefusedAndNotShown(String key) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProviderSettings.of(Map.of(key, "S3CR3T")))
			.withMessageContaining("'" + key + "'")
			.withMessageNotContaining("S3CR3T")
			.satisfies((ex) -> assertThat(ex.fix()).isNotBlank());
	}

	@ParameterizedTest
	@CsvSource({ "max-body-size, 0B, max-body-size", "max-body-size, 2GB, max-body-size",
			"body-timeout, 0s, body-timeout", "body-timeout, 2h, body-timeout",
			"ip-allowlist-refresh, 10s, ip-allowlist-refresh", "refusal.status, 302, refusal.status",
			"refusal.status, 503, refusal.status", "refusal.content-type, text/plain, refusal.content-type",
			"concurrency, 0, concurrency", "retry.max-attempts, 0, retry", "retry.jitter, 2, retry",
			"rate-limit.burst, 5, rate-limit", "events, ' ', events",
			"signature.secret-encoding, '', signature.secret-encoding" })
	void aValueOutOfItsRangeIsRefused(String key, String value, String refused) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProviderSettings.of(Map.of(key, value)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(refused));
	}

	@Test
	void aSecretBesideSecretsIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(
				() -> ProviderSettings.of(Map.of("secret", "S3CR3T", "secrets", List.of(Map.of("value", "S3CR3T")))))
			.withMessageNotContaining("S3CR3T")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("secret"));
	}

	private static List<String> header(Object value) {
		return ProviderSettings.of(Map.of("signature.header", value)).signature().header();
	}

}
