package dev.webhooks.provider.settings;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SettingKeys}.
 */
class SettingKeysTests {

	private final SettingKeys keys = SettingKeys.ofProvider();

	@Test
	void areThoseOfAllLevels() {
		assertThat(this.keys.all()).contains("secret", "secrets", "secrets[].value", "signature", "signature.tolerance",
				"signature.jwt.claims", "handshakes[].response.body", "response.status", "rate-limit.burst",
				"about.title");
	}

	@ParameterizedTest
	@CsvSource({ "tolerance, signature.tolerance", "signature.secret, secret", "event.tolerance, signature.tolerance",
			"expires, secrets[0].expires", "secrets[1].expires-at, secrets[1].expires" })
	void findsAKeyAtTheLevelWhereItExists(String written, String meant) {
		assertThat(this.keys.nearest(written)).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource({ "tolerence, signature.tolerance", "secrett, secret", "secret-encodng, signature.secret-encoding",
			"max-body-sise, max-body-size", "signature.heder, signature.header", "secrets[2].valeu, secrets[2].value",
			"retry.max-atempts, retry.max-attempts" })
	void findsAKeyThatIsWrittenNearlySo(String written, String meant) {
		assertThat(this.keys.nearest(written)).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource({ "ip_whitelist, ip-allowlist", "signature_header, signature.header", "signing_secret_env, secret",
			"burst_limit, rate-limit.burst", "signingSecret, secret", "replay-window, signature.tolerance" })
	void findsWhatOtherSystemsCallOtherwise(String written, String meant) {
		assertThat(this.keys.nearest(written)).isEqualTo(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "qqqqqqqq", "colour", "x", "ab" })
	void findsNothingForWhatIsNearNone(String written) {
		assertThat(this.keys.nearest(written)).isNull();
	}

	@Test
	void tellsWhatStandsBelowAGroup() {
		assertThat(this.keys.below("rate-limit")).containsExactly("rate-limit.requests-per-minute", "rate-limit.burst",
				"rate-limit.failures-per-minute");
		assertThat(this.keys.below("secrets[1]")).contains("secrets[].value");
		assertThat(this.keys.below("secret")).isEmpty();
	}

	@Test
	void takesOtherKeysThanAProviders() {
		SettingKeys other = SettingKeys.of(Set.of("base-path", "inbox.poll-interval"));
		assertThat(other.nearest("poll-interval")).isEqualTo("inbox.poll-interval");
		assertThat(other.nearest("base-pth")).isEqualTo("base-path");
		assertThat(other.nearest("service.host")).isNull();
	}

}
