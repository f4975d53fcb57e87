package dev.webhooks.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.webhooks.DurationText;
import dev.webhooks.Internal;
import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.delivery.store.StandingAlert;
import dev.webhooks.observation.ChannelActivity;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.HealthSettings;
import dev.webhooks.provider.settings.Percentage;
import dev.webhooks.secret.Secret;

/**
 * Looks for providers that fail too often, have fallen silent, or whose secrets expire.
 * Safe for use by several threads.
 */
@Internal
public final class ProviderAlerts implements AlertSource {

	private static final Set<String> KINDS = Set.of(Kind.FAILURE_RATE.name(), Kind.SILENCE.name(),
			Kind.SECRET_EXPIRY.name());

	private final WebhookProviders providers;

	private final ProviderActivity activity;

	private final Duration expiryWarning;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param providers the providers
	 * @param activity tells what a provider has done
	 * @param expiryWarning how long before a secret expires that is told
	 * @param clock tells the time
	 */
	public ProviderAlerts(WebhookProviders providers, ProviderActivity activity, Duration expiryWarning, Clock clock) {
		this.providers = providers;
		this.activity = activity;
		this.expiryWarning = expiryWarning;
		this.clock = clock;
	}

	@Override
	public List<AlertCondition> find() {
		List<AlertCondition> found = new ArrayList<>();
		Instant now = this.clock.instant();
		for (WebhookProvider provider : this.providers.all()) {
			HealthSettings thresholds = provider.processing().health();
			failing(provider.name(), thresholds, found);
			silent(provider.name(), thresholds, now, found);
			expiring(provider, now, found);
		}
		return found;
	}

	private void failing(String provider, HealthSettings thresholds, List<AlertCondition> found) {
		Percentage most = thresholds.maxFailureRate();
		ChannelActivity.Window window = this.activity.window(provider);
		if (most != null && window.calls() >= thresholds.minimumCalls() && window.failureRate() > most.fraction()) {
			found.add(new AlertCondition(Kind.FAILURE_RATE, provider, "%s of %s requests and runs failed within %s"
				.formatted(window.failures(), window.calls(), DurationText.of(window.length()))));
		}
	}

	private void silent(String provider, HealthSettings thresholds, Instant now, List<AlertCondition> found) {
		Duration longest = thresholds.maxSilence();
		if (longest != null) {
			Instant last = this.activity.lastReceived(provider);
			if (Duration.between(last, now).compareTo(longest) > 0) {
				found.add(new AlertCondition(Kind.SILENCE, provider,
						"Nothing has come since " + last.truncatedTo(ChronoUnit.SECONDS)));
			}
		}
	}

	private void expiring(WebhookProvider provider, Instant now, List<AlertCondition> found) {
		List<Secret> secrets = provider.verifier().secrets().configured();
		secrets.stream()
			.map(Secret::expires)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.filter((expires) -> !now.plus(this.expiryWarning).isBefore(expires))
			.ifPresent((expires) -> found.add(new AlertCondition(Kind.SECRET_EXPIRY, provider.name(),
					(now.isBefore(expires) ? "A secret expires at " : "A secret has expired at ")
							+ expires.truncatedTo(ChronoUnit.SECONDS))));
	}

	@Override
	public boolean covers(StandingAlert alert) {
		return KINDS.contains(alert.kind()) && this.providers.find(alert.subject()) != null;
	}

}
