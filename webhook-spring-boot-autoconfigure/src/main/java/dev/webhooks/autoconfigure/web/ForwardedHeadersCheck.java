package dev.webhooks.autoconfigure.web;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.ForwardedHeaderFilter;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Keeps the application from starting with an allowlist that a header gets past. Spring's
 * {@link ForwardedHeaderFilter} and Jetty take the first address of a forwarded header,
 * which is the one that a sender writes itself: proxies add theirs behind it. Tomcat
 * takes the last one that is not the address of a proxy, which is the first one too where
 * every address is taken for a proxy's.
 */
final class ForwardedHeadersCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ForwardedHeadersCheck.class);

	private static final String STRATEGY = "server.forward-headers-strategy";

	private static final String REMOTE_IP = "server.tomcat.remoteip.";

	private static final String FIX = "Set it to 'native' and use Tomcat, which believes no more than the proxies of "
			+ "'server.tomcat.remoteip.internal-proxies', or remove the allowlist.";

	private static final String FIX_PROXIES = "List the addresses of your proxies as CIDR ranges (private networks by "
			+ "default), or remove the allowlist.";

	private final WebhookProviders providers;

	private final ApplicationContext context;

	ForwardedHeadersCheck(WebhookProviders providers, ApplicationContext context) {
		this.providers = providers;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Believer believer = believer();
		if (believer != null) {
			this.providers.all().forEach((provider) -> check(provider, believer));
		}
	}

	/**
	 * Finds who believes whatever stands first in the header.
	 */
	private @Nullable Believer believer() {
		Environment environment = this.context.getEnvironment();
		String strategy = environment.getProperty(STRATEGY, "");
		if (strategy.equalsIgnoreCase("framework") || hasFilter()) {
			return new Believer("the ForwardedHeaderFilter of Spring ('framework')", STRATEGY, FIX);
		}
		CloudPlatform platform = strategy.isEmpty() ? CloudPlatform.getActive(environment) : null;
		boolean container = strategy.equalsIgnoreCase("native")
				|| (platform != null && platform.isUsingForwardHeaders());
		WebServer server = EmbeddedServer.of(this.context);
		String name = (server != null) ? server.getClass().getSimpleName() : "";
		if (container && name.contains("Jetty")) {
			return new Believer("Jetty ('native')", STRATEGY, FIX);
		}
		boolean valve = container || environment.containsProperty(REMOTE_IP + "remote-ip-header")
				|| environment.containsProperty(REMOTE_IP + "protocol-header");
		return (valve && name.contains("Tomcat")) ? tomcat(environment) : null;
	}

	private static @Nullable Believer tomcat(Environment environment) {
		for (String proxies : List.of(REMOTE_IP + "internal-proxies", REMOTE_IP + "trusted-proxies")) {
			if (isAnybody(environment.getProperty(proxies, ""))) {
				return new Believer("Tomcat, to which every address is a proxy,", proxies, FIX_PROXIES);
			}
		}
		return null;
	}

	/** Nobody's proxies have these addresses, see RFC 5737. */
	private static boolean isAnybody(String proxies) {
		return Stream.of("198.51.100.7", "203.0.113.7").allMatch((address) -> matches(proxies, address));
	}

	/** Tomcat takes CIDR ranges, and regular expressions too. */
	private static boolean matches(String proxies, String address) {
		try {
			return AddressRanges.parse(List.of(StringUtils.tokenizeToStringArray(proxies, ","))).contains(address);
		}
		catch (IllegalArgumentException ex) {
			return address.matches(proxies);
		}
	}

	private boolean hasFilter() {
		return this.context.getBeanProvider(ForwardedHeaderFilter.class).stream().findAny().isPresent()
				|| this.context.getBeanProvider(FilterRegistrationBean.class)
					.stream()
					.anyMatch((registration) -> registration.getFilter() instanceof ForwardedHeaderFilter);
	}

	private static void check(WebhookProvider provider, Believer believer) {
		if (!provider.admission().allowlist().isEmpty()) {
			throw new InvalidWebhookConfigurationException(believer.property(),
					("Provider '%s' has an allowlist of addresses, but %s takes the first address of a forwarded "
							+ "header, which a sender can write itself.")
						.formatted(provider.name(), believer.name()),
					believer.fix());
		}
		if (provider.rateLimit().failuresPerMinute() != null) {
			logger.warn(
					"Provider '{}' counts failures of each client, but {} takes the first address of a forwarded "
							+ "header, which a sender can write itself ('{}')",
					provider.name(), believer.name(), believer.property());
		}
	}

	/**
	 * A container that believes the first entry of the header.
	 *
	 * @param name what it is
	 * @param property what made it so
	 * @param fix what to do about it
	 */
	private record Believer(String name, String property, String fix) {

	}

}
