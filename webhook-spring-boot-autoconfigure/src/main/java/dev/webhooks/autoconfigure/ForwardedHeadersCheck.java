package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.ForwardedHeaderFilter;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Keeps the application from starting with an allowlist that a header gets past. Spring's
 * {@link ForwardedHeaderFilter} and Jetty take the first address of a forwarded header,
 * which is the one that a sender writes itself: proxies add theirs behind it. Tomcat
 * takes the last one that is not the address of a proxy.
 */
final class ForwardedHeadersCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ForwardedHeadersCheck.class);

	private static final String STRATEGY = "server.forward-headers-strategy";

	private static final String FIX = "Set it to 'native' and use Tomcat, which believes no more than the proxies of "
			+ "'server.tomcat.remoteip.internal-proxies', or remove the allowlist.";

	private final WebhookProviders providers;

	private final ApplicationContext context;

	ForwardedHeadersCheck(WebhookProviders providers, ApplicationContext context) {
		this.providers = providers;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String believer = believer();
		if (believer != null) {
			this.providers.all().forEach((provider) -> check(provider, believer));
		}
	}

	/**
	 * Finds who believes whatever stands first in the header.
	 */
	private @Nullable String believer() {
		Environment environment = this.context.getEnvironment();
		String strategy = environment.getProperty(STRATEGY, "");
		if (strategy.equalsIgnoreCase("framework") || hasFilter()) {
			return "the ForwardedHeaderFilter of Spring ('framework')";
		}
		CloudPlatform platform = strategy.isEmpty() ? CloudPlatform.getActive(environment) : null;
		boolean container = strategy.equalsIgnoreCase("native")
				|| (platform != null && platform.isUsingForwardHeaders());
		WebServer server = container ? EmbeddedServer.of(this.context) : null;
		return (server != null && server.getClass().getName().contains("Jetty")) ? "Jetty ('native')" : null;
	}

	private boolean hasFilter() {
		return this.context.getBeanProvider(ForwardedHeaderFilter.class).stream().findAny().isPresent()
				|| this.context.getBeanProvider(FilterRegistrationBean.class)
					.stream()
					.anyMatch((registration) -> registration.getFilter() instanceof ForwardedHeaderFilter);
	}

	private static void check(WebhookProvider provider, String believer) {
		if (!provider.admission().allowlist().isEmpty()) {
			throw new InvalidWebhookConfigurationException(STRATEGY,
					("Provider '%s' has an allowlist of addresses, but %s takes the first address of a forwarded "
							+ "header, which a sender can write itself.")
						.formatted(provider.name(), believer),
					FIX);
		}
		if (provider.rateLimit().failuresPerMinute() != null) {
			logger.warn("Provider '{}' counts failures of each client, but {} takes the first address of a forwarded "
					+ "header, which a sender can write itself ('{}')", provider.name(), believer, STRATEGY);
		}
	}

}
