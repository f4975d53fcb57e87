package dev.webhooks.autoconfigure.inbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookInterceptor;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.FailureAnalyses;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.jdbc.WebhookInboxJdbcAutoConfiguration;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.inbox.WebhookErrorHandler;
import dev.webhooks.inbox.WebhookFailure;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.receiver.DurableProcessor;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WebhookInboxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxJdbcAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class));

	@Test
	void withoutADatabaseThereIsNoInbox() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(WebhookInbox.class)
			.doesNotHaveBean(InboxEngine.class)
			.doesNotHaveBean(DurableProcessor.class));
	}

	@Test
	void memoryIsAnInbox() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(context).hasSingleBean(WebhookInbox.class)
				.hasSingleBean(InboxEngine.class)
				.hasSingleBean(WebhookDeliveries.class)
				.hasSingleBean(DurableProcessor.class));
	}

	@Test
	void interceptorsAndErrorHandlersMayUseTheDeliveries() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory")
			.withBean(OperatingInterceptor.class)
			.withBean(OperatingErrorHandler.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(InboxEngine.class));
	}

	record OperatingInterceptor(WebhookDeliveries deliveries) implements WebhookInterceptor {

		@Override
		public Object intercept(WebhookEvent event, Chain chain) throws Exception {
			return chain.proceed(event);
		}

	}

	record OperatingErrorHandler(WebhookDeliveries deliveries) implements WebhookErrorHandler {

		@Override
		public Decision handle(WebhookFailure failure) {
			return null;
		}

	}

	@Test
	void theApplicationsInboxWins() {
		this.contextRunner.withUserConfiguration(OwnInbox.class)
			.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(context).hasSingleBean(WebhookInbox.class)
				.hasBean("ownInbox")
				.hasSingleBean(InboxEngine.class));
	}

	@Test
	void nothingIsThereWhenWebhooksAreDisabled() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(InboxEngine.class));
	}

	@Test
	void jdbcWithoutADatabaseStopsTheStart() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidWebhookConfigurationException.class)
				.rootCause()
				.hasMessageContaining("webhooks.inbox.type"));
	}

	@Test
	void aSettingOutOfRangeStopsTheStart() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.inbox.concurrency=0")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'concurrency'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "listener-timeout", "retention.bodies", "retention.events" })
	void aTimeThatIsNegativeStopsTheStart(String key) {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.inbox." + key + "=-1s")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'" + key + "'"));
	}

	@ParameterizedTest
	@ValueSource(classes = { RequestListener.class, SessionListener.class, ProxiedRequestListener.class })
	void aListenerThatEndsWithTheRequestStopsTheStartWhereThereIsAnInbox(Class<?> listener) {
		inWebApplication(listener).withPropertyValues("webhooks.inbox.type=memory").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'webhooks.providers.shop.processing'")
				.contains(listener.getName() + ".on")
				.containsPattern("scope '(request|session)'");
			assertThat(analysis.getAction()).contains("another scope").contains("'inline'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "webhooks.inbox.type=none", "webhooks.providers.shop.processing=inline" })
	void aListenerThatEndsWithTheRequestMayRunBeforeTheAnswer(String property) {
		inWebApplication(RequestListener.class).withPropertyValues("webhooks.inbox.type=memory", property)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aListenerThatEndsWithTheRequestMayBeForAProviderThatIsInline() {
		inWebApplication(RequestListener.class)
			.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.shop.processing=inline",
					"webhooks.providers.other.signature.scheme=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void anAnswerThatNobodyReceivesIsWarnedOf(CapturedOutput output) {
		inWebApplication(AnsweringListener.class).withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(output)
				.contains("Provider 'shop' is answered before webhook listener " + AnsweringListener.class.getName()
						+ ".on")
				.contains("set 'webhooks.providers.shop.processing' to 'inline'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "webhooks.inbox.type=none", "webhooks.providers.shop.processing=inline",
			"webhooks.providers.shop.inline-when=form:command" })
	void anAnswerThatSomebodyReceivesIsNotWarnedOf(String property, CapturedOutput output) {
		inWebApplication(AnsweringListener.class).withPropertyValues("webhooks.inbox.type=memory", property)
			.run((context) -> assertThat(output).doesNotContain("is answered before"));
	}

	@Test
	void aListenerWithoutAnswerIsNotWarnedOf(CapturedOutput output) {
		inWebApplication(SilentListener.class).withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(output).doesNotContain("is answered before"));
	}

	private static WebApplicationContextRunner inWebApplication(Class<?> listener) {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class,
					WebhookListenerAutoConfiguration.class, WebhookInboxJdbcAutoConfiguration.class,
					WebhookInboxAutoConfiguration.class, WebhookReceiverAutoConfiguration.class))
			.withUserConfiguration(listener)
			.withPropertyValues("webhooks.providers.shop.signature.scheme=none");
	}

	static class AnsweringListener {

		@WebhookListener(provider = "shop")
		String on(WebhookEvent event) {
			return "OK";
		}

	}

	static class SilentListener {

		@WebhookListener(provider = "shop")
		void on(WebhookEvent event) {
		}

	}

	@Scope("request")
	static class RequestListener {

		@WebhookListener(provider = "shop")
		void on(WebhookEvent event) {
		}

	}

	@SessionScope(proxyMode = ScopedProxyMode.NO)
	static class SessionListener {

		@WebhookListener(provider = "shop")
		void on(WebhookEvent event) {
		}

	}

	@RequestScope
	static class ProxiedRequestListener {

		@WebhookListener(provider = "shop")
		void on(WebhookEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInbox {

		@Bean
		WebhookInbox ownInbox() {
			return new WebhookInbox(MemoryStorage.create());
		}

	}

}
