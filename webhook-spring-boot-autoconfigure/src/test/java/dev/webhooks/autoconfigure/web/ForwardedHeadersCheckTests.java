package dev.webhooks.autoconfigure.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

import dev.webhooks.autoconfigure.FailureAnalyses;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedHeadersCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForwardedHeadersCheckTests {

	private static final String ALLOWLIST = "webhooks.providers.stripe.ip-allowlist=203.0.113.0/24";

	private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes";

	private final WebApplicationContextRunner deployed = configure(new WebApplicationContextRunner());

	private final WebApplicationContextRunner jetty = configure(
			new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new))
		.withBean(ServletWebServerFactory.class, () -> (initializers) -> new JettyLookalike());

	private final WebApplicationContextRunner tomcat = configure(
			new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new))
		.withBean(ServletWebServerFactory.class, () -> (initializers) -> new TomcatLookalike());

	@ParameterizedTest
	@ValueSource(strings = { "framework", "FRAMEWORK" })
	void withTheFilterOfSpringAnAllowlistStopsTheStart(String strategy) {
		this.deployed.withPropertyValues(ALLOWLIST, "server.forward-headers-strategy=" + strategy).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'server.forward-headers-strategy'", "'stripe'");
			assertThat(analysis.getAction()).contains("'native'", "server.tomcat.remoteip.internal-proxies");
		});
	}

	@Test
	void withTheFilterOfSpringAsABeanAnAllowlistStopsTheStart() {
		this.deployed.withPropertyValues(ALLOWLIST)
			.withBean(ForwardedHeaderFilter.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("ForwardedHeaderFilter"));
	}

	@Test
	void withTheFilterOfSpringRegisteredByTheApplicationAnAllowlistStopsTheStart() {
		this.deployed.withPropertyValues(ALLOWLIST)
			.withUserConfiguration(RegisteredFilter.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("ForwardedHeaderFilter"));
	}

	@Test
	void withTheFilterOfSpringAndWithoutAllowlistTheApplicationStarts() {
		this.deployed.withPropertyValues("server.forward-headers-strategy=framework")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void withTheFilterOfSpringALimitOfFailuresIsWarnedOf(CapturedOutput output) {
		this.deployed
			.withPropertyValues("server.forward-headers-strategy=framework",
					"webhooks.providers.stripe.rate-limit.failures-per-minute=30")
			.run((context) -> assertThat(output).contains("WARN", "'server.forward-headers-strategy'", "'stripe'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=native", KUBERNETES })
	void withJettyThatReadsForwardedHeadersAnAllowlistStopsTheStart(String property) {
		this.jetty.withPropertyValues(ALLOWLIST, property)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains("Jetty"));
	}

	@Test
	void withJettyThatReadsNoForwardedHeadersAnAllowlistIsFine() {
		this.jetty.withPropertyValues(ALLOWLIST, KUBERNETES, "server.forward-headers-strategy=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "internal-proxies=.*", "internal-proxies=0.0.0.0/0, ::/0", "trusted-proxies=.+",
			"internal-proxies=\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}" })
	void withTomcatThatTakesEveryAddressForAProxyAnAllowlistStopsTheStart(String proxies) {
		this.tomcat
			.withPropertyValues(ALLOWLIST, "server.forward-headers-strategy=native",
					"server.tomcat.remoteip." + proxies)
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription())
					.contains("'server.tomcat.remoteip." + proxies.substring(0, proxies.indexOf('=')), "'stripe'");
				assertThat(analysis.getAction()).contains("CIDR");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "remote-ip-header=X-Real-Ip", "protocol-header=X-Forwarded-Proto" })
	void withTomcatToldOfAHeaderInAnotherWayAnAllowlistStopsTheStartToo(String header) {
		this.tomcat
			.withPropertyValues(ALLOWLIST, "server.tomcat.remoteip." + header,
					"server.tomcat.remoteip.internal-proxies=.*")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains("Tomcat"));
	}

	@Test
	void withTomcatThatReadsNoForwardedHeadersItsProxiesDoNotMatter() {
		this.tomcat.withPropertyValues(ALLOWLIST, "server.tomcat.remoteip.internal-proxies=.*")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/8, 198.51.100.0/24", "10\\..*", "" })
	void withTomcatThatKnowsItsProxiesAnAllowlistIsFine(String proxies) {
		this.tomcat
			.withPropertyValues(ALLOWLIST, "server.forward-headers-strategy=native",
					"server.tomcat.remoteip.internal-proxies=" + proxies)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whereTheApplicationIsDeployedToAServerTheStrategyNativeIsNotItsOwn() {
		this.deployed.withPropertyValues(ALLOWLIST, "server.forward-headers-strategy=native")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static WebApplicationContextRunner configure(WebApplicationContextRunner runner) {
		return runner
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookWebMvcAutoConfiguration.class))
			.withPropertyValues("webhooks.providers.stripe.secret=a secret of thirty-two bytes....");
	}

	@Configuration(proxyBeanMethods = false)
	static class RegisteredFilter {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> forwarded() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	private static final class JettyLookalike extends Lookalike {

	}

	private static final class TomcatLookalike extends Lookalike {

	}

	private static class Lookalike implements WebServer {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public int getPort() {
			return -1;
		}

	}

}
