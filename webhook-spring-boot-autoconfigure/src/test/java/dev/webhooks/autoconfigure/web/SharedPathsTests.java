package dev.webhooks.autoconfigure.web;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says where the application maps something to the path of a provider.
 */
@ExtendWith(OutputCaptureExtension.class)
class SharedPathsTests {

	private static final String WARNING = "never reach";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookWebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class))
		.withPropertyValues("webhooks.providers.stripe.secret=a secret of thirty-two bytes....");

	@Test
	void aControllerOnThePathIsNamedWithTheProvider(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(StripeController.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(StripeController.class.getName() + "#list() is mapped to /webhooks/stripe, and "
					+ "provider 'stripe' to /webhooks/stripe: requests to that path never reach the former.");
		});
	}

	@Test
	void eachMethodOfAControllerIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(StripeController.class)
			.run((context) -> assertThat(output).contains("#list() is mapped").contains("#create() is mapped"));
	}

	@Test
	void aControllerOnAPathWithVariablesIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(VariableController.class)
			.run((context) -> assertThat(output).contains("#show(String) is mapped to /{group}/{name}")
				.contains(WARNING));
	}

	@Test
	void aRouterFunctionOnThePathIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(RouterConfiguration.class)
			.run((context) -> assertThat(output)
				.containsOnlyOnce("a RouterFunction is mapped to /webhooks/stripe, and provider 'stripe'"));
	}

	@Test
	void aViewControllerOnThePathIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(ViewConfiguration.class)
			.run((context) -> assertThat(output)
				.contains("ParameterizableViewController is mapped to /webhooks/stripe, and provider 'stripe'"));
	}

	@Test
	void whereTheMappingComesFirstTheProviderIsNotReached(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(EarlierConfiguration.class)
			.run((context) -> assertThat(output)
				.contains("provider 'stripe' to /webhooks/stripe: requests to that path never reach the provider."));
	}

	@Test
	void otherMappingsAndThoseOfSpringBootAreNoMatter(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OtherController.class).run((context) -> {
			assertThat(output).containsPattern("stripe +/webhooks/stripe ");
			assertThat(output).doesNotContain(WARNING);
		});
	}

	@RestController
	static class StripeController {

		@GetMapping("/webhooks/stripe")
		String list() {
			return "";
		}

		@PostMapping("/webhooks/stripe")
		String create() {
			return "";
		}

	}

	@RestController
	static class VariableController {

		@RequestMapping("/{group}/{name}")
		String show(String name) {
			return name;
		}

	}

	@RestController
	static class OtherController {

		@GetMapping("/webhooks/stripe/events")
		String list() {
			return "";
		}

		@GetMapping
		String home() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RouterConfiguration {

		@Bean
		RouterFunction<ServerResponse> router() {
			return RouterFunctions.route()
				.GET("/webhooks/github", (request) -> ServerResponse.ok().build())
				.nest(RequestPredicates.path("/webhooks"),
						(nested) -> nested.nest(RequestPredicates.method(HttpMethod.GET),
								(get) -> get.route(RequestPredicates.path("/stripe"),
										(request) -> ServerResponse.ok().build())))
				.route(RequestPredicates.path("/webhooks/stripe").negate(), (request) -> ServerResponse.ok().build())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ViewConfiguration implements WebMvcConfigurer {

		@Override
		public void addViewControllers(ViewControllerRegistry registry) {
			registry.addViewController("/webhooks/stripe");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlierConfiguration {

		@Bean
		SimpleUrlHandlerMapping earlier() {
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
			mapping.setUrlMap(Map.of("/webhooks/stripe", new Object()));
			mapping.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return mapping;
		}

	}

}
