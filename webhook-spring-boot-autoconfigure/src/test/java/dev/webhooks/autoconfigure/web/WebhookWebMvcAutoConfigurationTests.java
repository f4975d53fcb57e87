package dev.webhooks.autoconfigure.web;

import java.time.Clock;
import java.util.List;

import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.servlet.DispatcherServlet;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.web.IpAllowlistFilter;
import dev.webhooks.web.ProviderPaths;
import dev.webhooks.web.RawBodyFilter;
import dev.webhooks.web.TomcatBodyValve;
import dev.webhooks.web.WebhookController;
import dev.webhooks.web.WebhookHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookWebMvcAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookWebMvcAutoConfigurationTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(WebhookAutoConfiguration.class,
			WebhookListenerAutoConfiguration.class, WebhookReceiverAutoConfiguration.class,
			WebhookInboxAutoConfiguration.class, WebhookWebMvcAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withConfiguration(
				AutoConfigurations.of(DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET);

	@Test
	void mapsTheEndpointWithAndWithoutSlash() {
		this.contextRunner.run((context) -> {
			WebhookHandlerMapping mapping = context.getBean(WebhookHandlerMapping.class);
			assertThat(mapping.getHandlerMap()).containsOnlyKeys("/webhooks/stripe", "/webhooks/stripe/");
			assertThat(mapping.getHandlerMap().values())
				.allSatisfy((handler) -> assertThat(handler).isInstanceOfSatisfying(WebhookController.class,
						(controller) -> assertThat(controller.provider().name()).isEqualTo("stripe")));
		});
	}

	@Test
	void whenSpringMvcIsMissingBacksOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).doesNotHaveBean(WebhookWebMvcAutoConfiguration.class)
				.hasSingleBean(WebhookReceiver.class));
	}

	@Test
	void whenTheMvcModuleOfSpringBootIsMissingBacksOff() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader(DispatcherServletPath.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebhookWebMvcAutoConfiguration.class)
				.hasSingleBean(WebhookReceiver.class));
	}

	@Test
	void whenNotAWebApplicationBacksOff() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebhookWebMvcAutoConfiguration.class)
				.hasSingleBean(WebhookReceiver.class));
	}

	@Test
	void whenAReactiveWebApplicationBacksOff() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebhookWebMvcAutoConfiguration.class));
	}

	@Test
	void whenEnabledIsFalseBacksOff() {
		this.contextRunner.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebhookHandlerMapping.class)
				.doesNotHaveBean("webhookIpAllowlistFilter")
				.doesNotHaveBean("webhookRawBodyFilter"));
	}

	@Test
	void tomcatIsToldOfSlowBodies() {
		this.contextRunner.run((context) -> {
			StandardContext tomcat = new StandardContext();
			context.getBean(TomcatContextCustomizer.class).customize(tomcat);
			assertThat(tomcat.getPipeline().getValves()).hasAtLeastOneElementOfType(TomcatBodyValve.class);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { TomcatContextCustomizer.class, ValveBase.class })
	void otherServersNeedNothingOfTomcat(Class<?> missing) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(WebhookHandlerMapping.class)
				.doesNotHaveBean("webhookTomcatContextCustomizer"));
	}

	@Test
	void backsOffWhenUserDefinesHandlerMapping() {
		this.contextRunner.withBean("own", WebhookHandlerMapping.class, () -> new WebhookHandlerMapping(List.of()))
			.run((context) -> assertThat(context).hasSingleBean(WebhookHandlerMapping.class).hasBean("own"));
	}

	@Test
	void backsOffWhenUserDefinesPaths() {
		this.contextRunner
			.withBean("own", ProviderPaths.class, () -> new ProviderPaths(new WebhookProviders(List.of())))
			.run((context) -> assertThat(context).hasSingleBean(ProviderPaths.class).hasBean("own"));
	}

	@Test
	void backsOffWhenUserDefinesFilters() {
		this.contextRunner.withUserConfiguration(OwnFiltersConfiguration.class)
			.run((context) -> assertThat(context).hasBean("ownAllowlist")
				.hasBean("ownRawBody")
				.doesNotHaveBean("webhookIpAllowlistFilter")
				.doesNotHaveBean("webhookRawBodyFilter"));
	}

	@Test
	void backsOffWhenUserRegistersFilters() {
		this.contextRunner.withUserConfiguration(OwnRegistrationsConfiguration.class)
			.run((context) -> assertThat(context).hasBean("ownAllowlist")
				.hasBean("ownRawBody")
				.doesNotHaveBean("webhookIpAllowlistFilter")
				.doesNotHaveBean("webhookRawBodyFilter"));
	}

	@Test
	void filtersAreRegisteredForThePathsOfProvidersOnly() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.github.secret=" + SECRET,
					"webhooks.providers.github.path=/in/{tenant}/github")
			.run((context) -> {
				for (FilterRegistrationBean<?> filter : filters(context)) {
					assertThat(filter.getUrlPatterns()).containsExactlyInAnyOrder("/webhooks/stripe",
							"/webhooks/stripe/", "/in/*");
					assertThat(filter.isEnabled()).isTrue();
				}
			});
	}

	@Test
	void thePathOfTheServletStandsBeforeThePatternsOfTheFilters() {
		this.contextRunner.withPropertyValues("spring.mvc.servlet.path=/api").run((context) -> {
			for (FilterRegistrationBean<?> filter : filters(context)) {
				assertThat(filter.getUrlPatterns()).containsExactlyInAnyOrder("/api/webhooks/stripe",
						"/api/webhooks/stripe/");
			}
		});
	}

	@Test
	void theLogSaysThePathOfTheWholeUrl(CapturedOutput output) {
		MockServletContext servletContext = new MockServletContext();
		servletContext.setContextPath("/shop");
		new WebApplicationContextRunner(() -> {
			AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
			context.setServletContext(servletContext);
			return context;
		}).withConfiguration(AUTO_CONFIGURATIONS)
			.withConfiguration(AutoConfigurations.of(DispatcherServletAutoConfiguration.class))
			.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET, "spring.mvc.servlet.path=/api")
			.run((context) -> assertThat(output).containsPattern("stripe +/shop/api/webhooks/stripe "));
	}

	@Test
	void withoutProvidersTheFiltersAreNotRegistered() {
		this.contextRunner.withPropertyValues("webhooks.providers.stripe.enabled=false").run((context) -> {
			for (FilterRegistrationBean<?> filter : filters(context)) {
				assertThat(filter.isEnabled()).isFalse();
			}
		});
	}

	@Test
	void theAllowlistComesAfterForwardedHeadersAndBeforeSessionsAndSecurity() {
		this.contextRunner.run((context) -> {
			int order = context.getBean("webhookIpAllowlistFilter", FilterRegistrationBean.class).getOrder();
			assertThat(order).isGreaterThan(Ordered.HIGHEST_PRECEDENCE)
				// Spring Session's SessionRepositoryFilter
				.isLessThan(Integer.MIN_VALUE + 50)
				// Spring Security's filter chain
				.isLessThan(-100);
		});
	}

	@Test
	void twoClocksOfTheApplicationDoNotBreakTheStart() {
		this.contextRunner.withBean("one", Clock.class, Clock::systemUTC)
			.withBean("two", Clock.class, Clock::systemUTC)
			.run((context) -> assertThat(context).hasSingleBean(WebhookHandlerMapping.class));
	}

	private static List<FilterRegistrationBean<?>> filters(ApplicationContext context) {
		return List.of(context.getBean("webhookIpAllowlistFilter", FilterRegistrationBean.class),
				context.getBean("webhookRawBodyFilter", FilterRegistrationBean.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFiltersConfiguration {

		@Bean
		IpAllowlistFilter ownAllowlist(ProviderPaths paths, WebhookReceiver receiver) {
			return new IpAllowlistFilter(paths, receiver, Clock.systemUTC());
		}

		@Bean
		RawBodyFilter ownRawBody(ProviderPaths paths) {
			return new RawBodyFilter(paths);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistrationsConfiguration {

		@Bean
		FilterRegistrationBean<IpAllowlistFilter> ownAllowlist(ProviderPaths paths, WebhookReceiver receiver) {
			return new FilterRegistrationBean<>(new IpAllowlistFilter(paths, receiver, Clock.systemUTC()));
		}

		@Bean
		FilterRegistrationBean<RawBodyFilter> ownRawBody(ProviderPaths paths) {
			return new FilterRegistrationBean<>(new RawBodyFilter(paths));
		}

	}

}
