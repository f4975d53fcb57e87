package dev.webhooks.autoconfigure.web;

import java.util.Locale;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Keeps the application from starting with providers that have to present a certificate
 * and a server that asks for none: every request would be refused.
 */
final class ClientAuthenticationCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ClientAuthenticationCheck.class);

	private static final String CLIENT_AUTH = "server.ssl.client-auth";

	private static final Set<String> ASKS = Set.of("want", "need");

	private final WebhookProviders providers;

	private final ApplicationContext context;

	ClientAuthenticationCheck(WebhookProviders providers, ApplicationContext context) {
		this.providers = providers;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String configured = this.context.getEnvironment().getProperty(CLIENT_AUTH, "");
		if (!ASKS.contains(configured.toLowerCase(Locale.ROOT))) {
			this.providers.all()
				.stream()
				.filter((provider) -> provider.admission().clientCertificate() != null)
				.forEach(this::check);
		}
	}

	private void check(WebhookProvider provider) {
		if (EmbeddedServer.of(this.context) == null) {
			logger.info("Provider '{}' requires a client certificate: the server that the application is deployed to "
					+ "has to ask for one", provider.name());
			return;
		}
		throw new InvalidWebhookConfigurationException(CLIENT_AUTH,
				"Provider '%s' requires a client certificate, but the server asks for none.".formatted(provider.name()),
				"Set it to 'want', or to 'need' if all clients have a certificate, and 'server.ssl.bundle' to an SSL "
						+ "bundle with a trust store. Where a proxy ends TLS, let the proxy check the certificate, and "
						+ "remove 'webhooks.providers.%s.client-certificate'.".formatted(provider.name()));
	}

}
