package dev.webhooks.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookApplicationTypeAutoConfiguration}. Those with WebFlux are among
 * the edge tests.
 */
class WebhookApplicationTypeAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(WebhookApplicationTypeAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void aWebFilterInAServletApplicationStopsTheStart() {
		this.contextRunner.withUserConfiguration(WebFilterConfiguration.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'tokenFilter' (WebFilter)").contains("servlet application");
			assertThat(analysis.getAction()).contains("Remove the webhook starter");
		});
	}

	@Test
	void aReactiveFilterChainThatCannotBeMadeHereStopsTheStart() {
		this.contextRunner.withUserConfiguration(FilterChainConfiguration.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'chain' (SecurityWebFilterChain)"));
	}

	@Test
	void anApplicationThatSaysItIsForServletsStarts() {
		this.contextRunner.withUserConfiguration(WebFilterConfiguration.class)
			.withPropertyValues("spring.main.web-application-type=servlet")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aServletApplicationWithoutReactiveBeansStarts() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenTheReactiveTypesAreMissingStarts() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebFilter.class, SecurityWebFilterChain.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenEnabledIsFalseNothingIsChecked() {
		this.contextRunner.withUserConfiguration(WebFilterConfiguration.class)
			.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenNotAWebApplicationNothingIsChecked() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(WebFilterConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class WebFilterConfiguration {

		@Bean
		WebFilter tokenFilter() {
			return (exchange, chain) -> chain.filter(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterChainConfiguration {

		@Bean
		SecurityWebFilterChain chain(WebFilter missing) {
			throw new IllegalStateException();
		}

	}

}
