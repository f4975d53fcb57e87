package dev.webhooks.autoconfigure.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;

import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.PathPrefix;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.provider.PublicUrl;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.web.IpAllowlistFilter;
import dev.webhooks.web.ObservingFilter;
import dev.webhooks.web.ProviderPaths;
import dev.webhooks.web.RawBodyFilter;
import dev.webhooks.web.SharedPathsCheck;
import dev.webhooks.web.TomcatBodyValve;
import dev.webhooks.web.WebhookController;
import dev.webhooks.web.WebhookHandlerMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the endpoints of the configured
 * providers: a controller for each path, and the filters before them.
 */
@AutoConfiguration(after = { WebhookAutoConfiguration.class, WebhookReceiverAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, DispatcherServletPath.class, FilterRegistrationBean.class })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookWebMvcAutoConfiguration {

	/**
	 * Before any filter that may read parameters.
	 */
	private static final int RAW_BODY_ORDER = Ordered.HIGHEST_PRECEDENCE;

	/**
	 * After forwarded headers are read, before any filter that may read parameters.
	 */
	private static final int OBSERVING_ORDER = Ordered.HIGHEST_PRECEDENCE + 5;

	/**
	 * After forwarded headers are read, before sessions and Spring Security.
	 */
	private static final int ALLOWLIST_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

	@Bean
	@ConditionalOnMissingBean
	WebhookHandlerMapping webhookHandlerMapping(WebhookProviders providers, WebhookReceiver receiver,
			WebhookProperties properties, ObjectProvider<Clock> clock) {
		List<WebhookController> controllers = new ArrayList<>();
		String publicUrl = publicUrl(properties);
		for (WebhookProvider provider : providers.all()) {
			if (!provider.endpoint().observed()) {
				controllers
					.add(new WebhookController(provider, receiver, clock.getIfUnique(Clock::systemUTC), publicUrl));
			}
		}
		return new WebhookHandlerMapping(controllers);
	}

	private static @Nullable String publicUrl(WebhookProperties properties) {
		return InvalidWebhookConfigurationException.below("webhooks.",
				() -> PublicUrl.base("public-url", properties.getPublicUrl()));
	}

	@Bean
	PathPrefix webhookPathPrefix(WebApplicationContext context, ObjectProvider<DispatcherServletPath> servletPath) {
		return new PathPrefix(contextPath(context) + prefix(servletPath));
	}

	@Bean
	@ConditionalOnMissingBean
	ProviderPaths webhookProviderPaths(WebhookProviders providers) {
		return new ProviderPaths(providers);
	}

	@Bean
	@ConditionalOnMissingBean(value = IpAllowlistFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<IpAllowlistFilter> webhookIpAllowlistFilter(ProviderPaths paths, WebhookReceiver receiver,
			ObjectProvider<DispatcherServletPath> servletPath, ObjectProvider<Clock> clock) {
		return register(new IpAllowlistFilter(paths, receiver, clock.getIfUnique(Clock::systemUTC)), paths, servletPath,
				ALLOWLIST_ORDER);
	}

	@Bean
	@ConditionalOnMissingBean(value = RawBodyFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<RawBodyFilter> webhookRawBodyFilter(ProviderPaths paths,
			ObjectProvider<DispatcherServletPath> servletPath) {
		return register(new RawBodyFilter(paths), paths, servletPath, RAW_BODY_ORDER);
	}

	@Bean
	@ConditionalOnMissingBean(value = ObservingFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<ObservingFilter> webhookObservingFilter(WebhookProviders providers, WebhookReceiver receiver,
			WebhookProperties properties, ObjectProvider<DispatcherServletPath> servletPath,
			ObjectProvider<Clock> clock) {
		ProviderPaths paths = ProviderPaths.observed(providers);
		return register(
				new ObservingFilter(paths, receiver, clock.getIfUnique(Clock::systemUTC), publicUrl(properties)), paths,
				servletPath, OBSERVING_ORDER);
	}

	/**
	 * Beans for Tomcat alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TomcatContextCustomizer.class, ValveBase.class })
	static class TomcatConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "webhookTomcatContextCustomizer")
		TomcatContextCustomizer webhookTomcatContextCustomizer(ObjectProvider<ProviderPaths> paths) {
			return (context) -> context.getPipeline().addValve(new TomcatBodyValve(paths.getObject()));
		}

	}

	@Bean
	SharedPathsCheck webhookSharedPathsCheck(WebhookProviders providers, WebhookHandlerMapping webhooks,
			ObjectProvider<HandlerMapping> mappings) {
		return new SharedPathsCheck(providers, webhooks, mappings);
	}

	@Bean
	ForwardedHeadersCheck webhookForwardedHeadersCheck(WebhookProviders providers, ApplicationContext context) {
		return new ForwardedHeadersCheck(providers, context);
	}

	@Bean
	ClientAuthenticationCheck webhookClientAuthenticationCheck(WebhookProviders providers, ApplicationContext context) {
		return new ClientAuthenticationCheck(providers, context);
	}

	private static <F extends Filter> FilterRegistrationBean<F> register(F filter, ProviderPaths paths,
			ObjectProvider<DispatcherServletPath> servletPath, int order) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.setUrlPatterns(paths.urlPatterns(prefix(servletPath)));
		// Without patterns a filter would be in the way of all requests
		registration.setEnabled(!registration.getUrlPatterns().isEmpty());
		registration.setOrder(order);
		return registration;
	}

	private static String contextPath(WebApplicationContext context) {
		ServletContext servletContext = context.getServletContext();
		return (servletContext != null) ? servletContext.getContextPath() : "";
	}

	private static String prefix(ObjectProvider<DispatcherServletPath> servletPath) {
		DispatcherServletPath path = servletPath.getIfAvailable();
		return (path != null) ? path.getPrefix() : "";
	}

}
