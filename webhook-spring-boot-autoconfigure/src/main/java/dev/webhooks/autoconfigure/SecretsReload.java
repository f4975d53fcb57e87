package dev.webhooks.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import dev.webhooks.WebhookSecretsChangedEvent;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;

/**
 * Reads the secrets of providers again when the application says that they have changed.
 */
final class SecretsReload implements ApplicationListener<PayloadApplicationEvent<WebhookSecretsChangedEvent>> {

	private static final Logger logger = LoggerFactory.getLogger(SecretsReload.class);

	private final Map<WebhookProvider, Supplier<List<Secret>>> readers = new ConcurrentHashMap<>();

	/**
	 * Adds a provider.
	 * @param provider the provider
	 * @param reader reads its secrets
	 */
	void register(WebhookProvider provider, Supplier<List<Secret>> reader) {
		this.readers.put(provider, reader);
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<WebhookSecretsChangedEvent> published) {
		WebhookSecretsChangedEvent event = published.getPayload();
		this.readers.forEach((provider, reader) -> {
			if (event.provider() == null || provider.name().equals(event.provider())) {
				reload(provider, event.tenant(), reader);
			}
		});
	}

	private static void reload(WebhookProvider provider, @Nullable String tenant, Supplier<List<Secret>> reader) {
		if (tenant != null) {
			provider.verifier().secrets().source().reload(tenant);
			return;
		}
		try {
			provider.verifier().secrets().renew(reader.get());
			logger.info("The secrets of provider '{}' were read again", provider.name());
		}
		catch (RuntimeException ex) {
			logger.error("The secrets of provider '{}' stay as they were: {}", provider.name(), ex.getMessage());
		}
	}

}
