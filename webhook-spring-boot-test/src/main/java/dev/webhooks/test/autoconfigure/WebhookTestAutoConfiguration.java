package dev.webhooks.test.autoconfigure;

import java.time.Clock;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import dev.webhooks.test.web.OutcomeRecorder;
import dev.webhooks.test.web.ServerClient;
import dev.webhooks.test.web.WebhookRequests;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the test kit. Only annotations of
 * tests import it: no property alone does.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebhookTestProperties.class)
public final class WebhookTestAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WebhookRequests webhookRequests(BeanFactory beanFactory, Environment environment,
			ObjectProvider<GeneratedSecrets> secrets) {
		return new WebhookRequests(beanFactory, environment, (provider) -> {
			GeneratedSecrets generated = secrets.getIfAvailable();
			return (generated != null) ? generated.signingKeys(provider) : null;
		});
	}

	/** After the customizers of the application, which may know secrets. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	@ConditionalOnBooleanProperty(name = "webhooks.test.generate-secrets", matchIfMissing = true)
	GeneratedSecrets webhookGeneratedSecrets(BeanFactory beanFactory) {
		return new GeneratedSecrets(beanFactory);
	}

	@Bean
	ServerClient webhookTestClient() {
		return new ServerClient();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean
	OutcomeRecorder webhookOutcomeRecorder(ObjectProvider<Clock> clock) {
		return new OutcomeRecorder(clock.getIfUnique(Clock::systemUTC));
	}

}
