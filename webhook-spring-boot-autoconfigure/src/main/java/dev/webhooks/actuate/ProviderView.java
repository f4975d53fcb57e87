package dev.webhooks.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.webhooks.observation.ChannelActivity;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.secret.Secret;

/**
 * A provider as operators see it.
 *
 * @param name the name
 * @param preset the name of the preset, or {@code null} if it has none
 * @param path where its requests arrive
 * @param methods by which methods they do
 * @param observed whether the application itself answers them
 * @param scheme the name of the signature scheme
 * @param processing when listeners run
 * @param limits the limits
 * @param secrets the secrets, without any value
 * @param paused what holds up its events
 * @param activity what it has received and done on this node since the start
 */
public record ProviderView(String name, @Nullable String preset, String path, Set<String> methods, boolean observed,
		String scheme, ProcessingMode processing, Limits limits, Secrets secrets, List<GateView> paused,
		Activity activity) {

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * All providers.
	 *
	 * @param providers the providers in their order
	 */
	public record All(List<ProviderView> providers) {

	}

	/**
	 * Limits of a provider.
	 *
	 * @param maxBodySize the largest body, in bytes
	 * @param bodyTimeout the time in which the whole body has to be there
	 * @param requestsPerMinute verified requests in a minute, or {@code null} for any
	 * number
	 * @param burst verified requests at once, or {@code null} for as many as in a minute
	 * @param failuresPerMinute refused requests of one client in a minute, or
	 * {@code null} for any number
	 */
	public record Limits(int maxBodySize, Duration bodyTimeout, @Nullable Integer requestsPerMinute,
			@Nullable Integer burst, @Nullable Integer failuresPerMinute) {

		static Limits of(WebhookProvider provider) {
			return new Limits(provider.admission().maxBodySize(), provider.admission().bodyTimeout(),
					provider.rateLimit().requestsPerMinute(), provider.rateLimit().burst(),
					provider.rateLimit().failuresPerMinute());
		}

	}

	/**
	 * Secrets of a provider, without any value.
	 *
	 * @param configured how many are configured
	 * @param needed whether the scheme needs any; where none are configured, they are
	 * looked up for each request
	 * @param expires when those expire that do, the newest first
	 */
	public record Secrets(int configured, boolean needed, List<Instant> expires) {

		static Secrets of(WebhookProvider provider) {
			List<Secret> secrets = provider.verifier().secrets().configured();
			return new Secrets(secrets.size(), provider.verifier().scheme().needsSecret(),
					secrets.stream().map(Secret::expires).filter(Objects::nonNull).toList());
		}

	}

	/**
	 * Activity of a provider on this node since the start.
	 *
	 * @param received how many verified requests there were
	 * @param processed how many runs of listeners succeeded
	 * @param failed how many runs of listeners failed
	 * @param refused how many requests were refused
	 * @param meanTime how long runs took on average, or {@code null} if there were none
	 * @param lastReceived when the last verified request came, or {@code null} if there
	 * was none
	 * @param lastError what went wrong last, or {@code null}
	 */
	public record Activity(long received, long processed, long failed, long refused, @Nullable Duration meanTime,
			@Nullable Instant lastReceived, @Nullable Failure lastError) {

		static Activity of(ChannelActivity activity, boolean shown) {
			ChannelActivity.LastError error = activity.lastError();
			return new Activity(activity.received(), activity.processed(), activity.failed(), activity.refused(),
					activity.meanTime(), activity.lastReceived(), (error != null) ? Failure.of(error, shown) : null);
		}

	}

	/**
	 * Something that went wrong.
	 *
	 * @param time when it was
	 * @param text what it was; without the message of the exception where values are not
	 * shown
	 */
	public record Failure(Instant time, @Nullable String text) {

		static Failure of(ChannelActivity.LastError error, boolean shown) {
			return new Failure(error.at(), ErrorText.of(error.text(), shown));
		}

	}

}
