package dev.webhooks.test.web;

import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import dev.webhooks.Internal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.test.SigningKeys;
import dev.webhooks.test.WebhookFixtures;

/**
 * Requests to the providers of the application under test, signed as it has them
 * configured: the other way round, by the same recipe, path and secret. A bean of tests
 * with {@code @WebhookTest} or {@code @AutoConfigureWebhooks}. Safe for use by several
 * threads.
 */
public final class WebhookRequests {

	private final BeanFactory beanFactory;

	private final ApplicationServer server;

	private final Function<String, @Nullable SigningKeys> keys;

	private final WebhookFixtures fixtures;

	/**
	 * Creates an instance.
	 * @param beanFactory has the providers
	 * @param environment has the properties
	 * @param keys finds what a provider's requests are signed with; {@code null} for its
	 * newest secret
	 */
	@Internal
	public WebhookRequests(BeanFactory beanFactory, Environment environment,
			Function<String, @Nullable SigningKeys> keys) {
		this.beanFactory = beanFactory;
		this.server = new ApplicationServer(beanFactory, environment);
		this.keys = keys;
		this.fixtures = WebhookFixtures.create();
	}

	/**
	 * Begins a request.
	 * @param name the name of the provider
	 * @return the request, for which MockMvc and other clients have a use
	 * @throws IllegalArgumentException if the application has no such provider
	 */
	public WebhookCall provider(String name) {
		WebhookProvider provider = find(name);
		return new WebhookCall(provider, this.keys.apply(name), this.fixtures, clock(), this.server);
	}

	/**
	 * Begins a request of the only provider that there is.
	 * @return the request
	 * @throws IllegalStateException if the application has more than one, or none
	 */
	public WebhookCall provider() {
		WebhookProviders providers = providers();
		if (providers.all().size() != 1) {
			throw new IllegalStateException("Name the provider. There are: " + names(providers));
		}
		return provider(providers.all().iterator().next().name());
	}

	/**
	 * Signs a request that MockMvc is given, whatever it is made of:
	 * {@code post("/webhooks/stripe").content(…).with(webhooks.signature("stripe"))}.
	 * @param name the name of the provider
	 * @return the signature, a {@link RequestPostProcessor}
	 * @throws IllegalArgumentException if the application has no such provider
	 */
	public WebhookSignature signature(String name) {
		return new WebhookSignature(find(name), this.keys.apply(name), clock(), this.server);
	}

	private Clock clock() {
		return this.beanFactory.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC);
	}

	private WebhookProviders providers() {
		return this.beanFactory.getBean(WebhookProviders.class);
	}

	private WebhookProvider find(String name) {
		WebhookProviders providers = providers();
		WebhookProvider provider = providers.find(name);
		if (provider == null) {
			throw new IllegalArgumentException(
					"The application has no provider '%s'. There are: %s".formatted(name, names(providers)));
		}
		return provider;
	}

	private static String names(WebhookProviders providers) {
		return providers.all().isEmpty() ? "none"
				: providers.all().stream().map(WebhookProvider::name).sorted().collect(Collectors.joining(", "));
	}

	@Override
	public String toString() {
		return "WebhookRequests";
	}

}
