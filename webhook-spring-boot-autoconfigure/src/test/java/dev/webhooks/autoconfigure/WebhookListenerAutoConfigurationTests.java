package dev.webhooks.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeader;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookInterceptor;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookArgumentResolver;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerArguments;
import dev.webhooks.listener.WebhookListenerDiscovery;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.listener.WebhookPayloadReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookListenerAutoConfiguration}.
 */
class WebhookListenerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookListenerAutoConfiguration.class));

	@Test
	void configuresTheDispatcher() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(WebhookDispatcher.class)
			.hasSingleBean(WebhookListenerRegistry.class)
			.hasSingleBean(WebhookListenerDiscovery.class)
			.hasSingleBean(WebhookPayloadReader.class));
	}

	@Test
	void whenEnabledIsFalseBacksOffAndDoesNotCheckListeners() {
		this.contextRunner.withPropertyValues("webhooks.enabled=false")
			.withBean(ImpossibleListener.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebhookDispatcher.class)
				.doesNotHaveBean(WebhookListenerDiscovery.class));
	}

	@Test
	void backsOffWhenUserDefinesDispatcher() {
		this.contextRunner.withBean("own", WebhookDispatcher.class, () -> {
			WebhookListenerRegistry registry = new WebhookListenerRegistry();
			return new WebhookDispatcher(registry, new WebhookPayloadReader(new JsonMapper()), List.of());
		}).run((context) -> assertThat(context).hasSingleBean(WebhookDispatcher.class).hasBean("own"));
	}

	@Test
	void backsOffWhenUserDefinesRegistry() {
		this.contextRunner.withBean("own", WebhookListenerRegistry.class)
			.withBean(CollectingListener.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(WebhookListenerRegistry.class).hasBean("own");
				assertThat(context.getBean(WebhookListenerRegistry.class).listeners()).hasSize(1);
			});
	}

	@Test
	void backsOffWhenUserDefinesPayloadReader() {
		this.contextRunner.withBean("own", WebhookPayloadReader.class, () -> new WebhookPayloadReader(new JsonMapper()))
			.run((context) -> assertThat(context).hasSingleBean(WebhookPayloadReader.class).hasBean("own"));
	}

	@Test
	void backsOffWhenUserDefinesDiscovery() {
		this.contextRunner.withUserConfiguration(DiscoveryConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(WebhookListenerDiscovery.class).hasBean("own"));
	}

	@Test
	void whenThereIsNoValidatorListenersRunWithoutValidation() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("jakarta.validation", "org.hibernate.validator",
					"org.springframework.boot.validation"))
			.withBean(CollectingListener.class)
			.run((context) -> {
				context.getBean(WebhookDispatcher.class).dispatch(event("{}"));
				assertThat(context.getBean(CollectingListener.class).received).hasSize(1);
			});
	}

	@Test
	void theValidatorOfTheApplicationIsUsed() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withBean(ValidatingListener.class)
			.run((context) -> {
				WebhookDispatcher dispatcher = context.getBean(WebhookDispatcher.class);
				dispatcher.dispatch(event("{\"name\":\"tea\"}"));
				assertThatExceptionOfType(WebhookPayloadException.class)
					.isThrownBy(() -> dispatcher.dispatch(event("{\"name\":\"\"}")));
			});
	}

	@Test
	void whenBootHasNoJacksonModuleReadsWithADefaultMapper() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.jackson"))
			.withBean(RecordListener.class)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(JsonMapper.class);
				assertThat(dispatch(context.getBean(WebhookDispatcher.class), "{\"displayName\":\"tea\"}").value())
					.isEqualTo("tea");
			});
	}

	@Test
	void theMapperOfTheApplicationIsUsed() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.withBean(RecordListener.class)
			.run((context) -> assertThat(
					dispatch(context.getBean(WebhookDispatcher.class), "{\"display_name\":\"tea\"}").value())
				.isEqualTo("tea"));
	}

	@Test
	void twoMappersOfTheApplicationDoNotBreakTheStart() {
		this.contextRunner.withBean("one", JsonMapper.class, JsonMapper::new)
			.withBean("two", JsonMapper.class, JsonMapper::new)
			.withBean(RecordListener.class)
			.run((context) -> assertThat(
					dispatch(context.getBean(WebhookDispatcher.class), "{\"displayName\":\"tea\"}").value())
				.isEqualTo("tea"));
	}

	@Test
	void interceptorsRunInOrderTheFirstOutermost() {
		this.contextRunner.withUserConfiguration(InterceptorsConfiguration.class)
			.withBean(CollectingListener.class)
			.run((context) -> {
				context.getBean(WebhookDispatcher.class).dispatch(event("{}"));
				assertThat(context.getBean(InterceptorsConfiguration.class).calls).containsExactly("before 1",
						"before 2", "after 2", "after 1");
			});
	}

	@Test
	void convertersOfTheApplicationConvertHeaders() {
		this.contextRunner.withBean("shop", Converter.class, () -> new ShopConverter())
			.withBean(HeaderListener.class)
			.run((context) -> assertThat(dispatch(context.getBean(WebhookDispatcher.class), "{}").value())
				.isEqualTo("shop tea"));
	}

	@Test
	void argumentResolversOfTheApplicationAreAsked() {
		this.contextRunner.withUserConfiguration(ResolverConfiguration.class)
			.run((context) -> assertThat(dispatch(context.getBean(WebhookDispatcher.class), "{}").value())
				.isEqualTo("shop of stripe"));
	}

	private static DispatchResult dispatch(WebhookDispatcher dispatcher, String body) throws Exception {
		return dispatcher.dispatch(event(body));
	}

	private static WebhookEvent event(String body) {
		return new Event(body);
	}

	record Event(String text) implements WebhookEvent {

		@Override
		public String provider() {
			return "stripe";
		}

		@Override
		public List<String> types() {
			return List.of("paid");
		}

		@Override
		public String id() {
			return "1";
		}

		@Override
		public Instant occurredAt() {
			return null;
		}

		@Override
		public Instant receivedAt() {
			return Instant.EPOCH;
		}

		@Override
		public WebhookHeaders headers() {
			return WebhookHeaders.of("Content-Type", "application/json", "X-Shop", "tea");
		}

		@Override
		public byte[] body() {
			return this.text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
		}

	}

	static class CollectingListener {

		final List<WebhookEvent> received = new ArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.received.add(event);
		}

	}

	static class ImpossibleListener {

		@WebhookListener
		void on(int number, Thread thread) {
		}

	}

	record Item(@NotBlank String name) {
	}

	static class ValidatingListener {

		@WebhookListener
		void on(@Valid Item item) {
		}

	}

	record Display(String displayName) {
	}

	static class RecordListener {

		@WebhookListener
		String on(Display display) {
			return display.displayName();
		}

	}

	record Shop(String name) {
	}

	@Configuration(proxyBeanMethods = false)
	static class ResolverConfiguration {

		@Bean
		WebhookArgumentResolver shopResolver() {
			return new WebhookArgumentResolver() {

				@Override
				public boolean supports(MethodParameter parameter) {
					return parameter.getParameterType() == Shop.class;
				}

				@Override
				public Object resolve(MethodParameter parameter, WebhookEvent event) {
					return new Shop("shop of " + event.provider());
				}

			};
		}

		@Bean
		ShopListener shopListener() {
			return new ShopListener();
		}

	}

	static class ShopConverter implements Converter<String, Shop> {

		@Override
		public Shop convert(String name) {
			return new Shop("shop " + name);
		}

	}

	static class HeaderListener {

		@WebhookListener
		String on(@WebhookHeader("X-Shop") Shop shop) {
			return shop.name();
		}

	}

	static class ShopListener {

		@WebhookListener
		String on(Shop shop) {
			return shop.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterceptorsConfiguration {

		final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		WebhookInterceptor second() {
			return interceptor(2);
		}

		@Bean
		@Order(1)
		WebhookInterceptor first() {
			return interceptor(1);
		}

		private WebhookInterceptor interceptor(int number) {
			return (event, chain) -> {
				this.calls.add("before " + number);
				try {
					return chain.proceed(event);
				}
				finally {
					this.calls.add("after " + number);
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DiscoveryConfiguration {

		@Bean
		WebhookListenerDiscovery own(
				org.springframework.beans.factory.config.ConfigurableListableBeanFactory beanFactory,
				WebhookPayloadReader reader, WebhookListenerRegistry registry) {
			WebhookListenerArguments arguments = new WebhookListenerArguments(reader,
					new org.springframework.core.convert.support.DefaultConversionService(), null, List.of());
			return new WebhookListenerDiscovery(beanFactory, arguments, registry);
		}

	}

}
