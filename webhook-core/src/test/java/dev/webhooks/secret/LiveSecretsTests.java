package dev.webhooks.secret;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiveSecrets}.
 */
class LiveSecretsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final WebhookRequest REQUEST = new WebhookRequest(
			WebhookRequestHead.builder("POST", "https://hooks.example.com/").build(), "");

	private static final Secret OLD = Secret.of("old secret", SecretEncoding.TEXT, NOW, null);

	private static final Secret NEW = Secret.of("new secret");

	private static final Secret TENANT = Secret.of("secret of a tenant");

	@Test
	void thoseOfTheSourceComeAfterThoseThatAreConfigured() {
		assertThat(new LiveSecrets(List.of(NEW, OLD), (request) -> List.of(TENANT)).of(REQUEST)).containsExactly(NEW,
				OLD, TENANT);
	}

	@Test
	void theNewestThatIsNotExpiredSigns() {
		assertThat(new LiveSecrets(List.of(OLD, NEW), SecretSource.NONE).newest(NOW.plusSeconds(1))).isEqualTo(NEW);
	}

	@Test
	void withAllExpiredNoneSigns() {
		assertThat(new LiveSecrets(List.of(OLD), SecretSource.NONE).newest(NOW.plusSeconds(1))).isNull();
	}

	@Test
	void theConfiguredOnesAreRenewed() {
		LiveSecrets secrets = new LiveSecrets(List.of(OLD), SecretSource.NONE);
		secrets.renew(List.of(NEW));
		assertThat(secrets.of(REQUEST)).containsExactly(NEW);
		assertThat(secrets.configured()).containsExactly(NEW);
	}

	@Test
	void theSourceForgetsWhatItRemembersWhenTheyAreRenewed() {
		List<String> told = new ArrayList<>();
		new LiveSecrets(List.of(OLD), new SecretSource() {

			@Override
			public List<Secret> secrets(WebhookRequest request) {
				return List.of();
			}

			@Override
			public void reload() {
				told.add("reload");
			}

		}).renew(List.of(NEW));
		assertThat(told).containsExactly("reload");
	}

}
