package dev.webhooks.receiver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretExpiry}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretExpiryTests {

	private static final Instant EXPIRES = Instant.parse("2027-01-01T12:00:00.123456789Z");

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', delimiter = '|', value = {
			"2026-12-31T12:00:00Z | Secret 0 of provider 'acme' expires at 2027-01-01T12:00:00Z, and no other",
			"2027-01-02T12:00:00Z | Secret 0 of provider 'acme' has expired at 2027-01-01T12:00:00Z: remove it" })
	void saysWhenWithoutNanoseconds(Instant now, String warning, CapturedOutput output) {
		warn(now);
		assertThat(output).contains(warning);
	}

	@Test
	void saysNothingOfASecretThatIsValidForLong(CapturedOutput output) {
		warn(EXPIRES.minus(Duration.ofDays(15)));
		assertThat(output).isEmpty();
	}

	private static void warn(Instant now) {
		WebhookProvider provider = WebhookProvider.builder("acme")
			.verifier(new RequestVerifier((request, secrets, time) -> new Verification.Verified(null),
					List.of(Secret.of("s3cret", SecretEncoding.TEXT, EXPIRES, null))))
			.build();
		new SecretExpiry(new WebhookProviders(List.of(provider)), Duration.ofDays(14),
				Clock.fixed(now, ZoneOffset.UTC));
	}

}
