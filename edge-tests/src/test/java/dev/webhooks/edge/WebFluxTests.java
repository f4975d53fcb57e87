package dev.webhooks.edge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the starter in applications with WebFlux.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebFluxTests {

	private static final String[] ARGUMENTS = { "--server.port=0",
			"--webhooks.providers.github.secret=" + SignedRequests.SECRET };

	@Test
	void anApplicationWithReactiveRoutesDoesNotStart(CapturedOutput output) {
		assertDoesNotStart(Routes.class, output, "'routes' (RouterFunction)");
	}

	@Test
	void anApplicationWithAWebFilterDoesNotStart(CapturedOutput output) {
		assertDoesNotStart(Filter.class, output, "'filter' (WebFilter)");
	}

	@Test
	void anApplicationWithAReactiveFilterChainDoesNotStart(CapturedOutput output) {
		assertDoesNotStart(FilterChain.class, output, "'chain' (SecurityWebFilterChain)");
	}

	@Test
	void anApplicationOfReactiveTypeDoesNotStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication
			.run(WithWebClient.class, "--server.port=0", "--spring.main.web-application-type=reactive")
			.close());
		assertThat(output).contains("APPLICATION FAILED TO START", "reactive web application", "webhooks.enabled");
	}

	@Test
	void withoutWebhooksAnApplicationOfReactiveTypeStarts() {
		SpringApplication
			.run(WithWebClient.class, "--server.port=0", "--spring.main.web-application-type=reactive",
					"--webhooks.enabled=false")
			.close();
	}

	@Test
	void aServletApplicationWithWebClientReceivesWebhooks() {
		try (ConfigurableApplicationContext context = SpringApplication.run(WithWebClient.class, ARGUMENTS)) {
			int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
			assertThat(GitHubRequests.send(GitHubRequests.to(port, "/webhooks/github", "1")).body())
				.isEqualTo("received ping");
		}
	}

	private static void assertDoesNotStart(Class<?> application, CapturedOutput output, String bean) {
		assertThatException().isThrownBy(() -> SpringApplication.run(application, ARGUMENTS).close());
		assertThat(output).contains("APPLICATION FAILED TO START", bean, "Remove the webhook starter");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Routes {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route().GET("/orders", (request) -> ServerResponse.ok().build()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Filter {

		@Bean
		WebFilter filter() {
			return (exchange, chain) -> chain.filter(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class FilterChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithWebClient {

		@Bean
		WebClient client() {
			return WebClient.create();
		}

		@WebhookListener(provider = "github", events = "ping")
		String receive(WebhookEvent event) {
			return "received " + event.type();
		}

	}

}
