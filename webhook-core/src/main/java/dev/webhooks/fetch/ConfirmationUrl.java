package dev.webhooks.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * A URL in a verified request that is fetched to confirm a subscription. It has to be at
 * a configured host, and is fetched once, however often the request is repeated. Safe for
 * use by several threads.
 */
@Internal
public final class ConfirmationUrl {

	private final AllowedHosts hosts;

	private final FetchedResources<Boolean> confirmed;

	/**
	 * Creates a URL to confirm by.
	 * @param key the configuration key, for messages
	 * @param hosts the hosts that may be fetched from
	 * @param fetcher fetches the URL
	 * @throws InvalidSettingException if a host cannot be understood
	 */
	public ConfirmationUrl(String key, List<String> hosts, ResourceFetcher fetcher) {
		this.hosts = AllowedHosts.of(key, hosts, null).withQuery();
		this.confirmed = new FetchedResources<>(Duration.ofHours(24), Ticker.systemTicker(),
				(target) -> fetcher.fetch(URI.create(target), null) != null);
	}

	/**
	 * Fetches the URL.
	 * @param url the URL as a verified request says it
	 * @throws WebhookRejectedException if the URL is not allowed or cannot be fetched now
	 */
	public void confirm(@Nullable String url) {
		URI allowed = (url != null) ? this.hosts.find(url) : null;
		if (allowed == null) {
			throw new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED,
					"The URL to confirm by is not at a configured host");
		}
		this.confirmed.get(allowed.toString(), this.confirmed.search(null));
	}

}
