package dev.webhooks.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps reactive web applications
 * from starting, be they reactive by type or by their beans.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookApplicationTypeAutoConfiguration {

	static final String ACTION = "Webhooks are received with Spring MVC. Remove the webhook starter here and receive them "
			+ "in an application of their own.";

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		static BeanFactoryPostProcessor webhookReactiveApplicationCheck() {
			return (beanFactory) -> {
				throw new UnsuitableApplicationException(
						"This is a reactive web application ('spring.main.web-application-type'), "
								+ "in which no webhooks can be received.",
						ACTION + " 'webhooks.enabled: false' lets this one start without.");
			};
		}

	}

	/** Unless the application says itself that it is one for servlets. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnProperty(name = "spring.main.web-application-type", havingValue = "none", matchIfMissing = true)
	static class ServletConfiguration {

		@Bean
		static ReactiveBeansCheck webhookReactiveBeansCheck() {
			return new ReactiveBeansCheck();
		}

	}

}
