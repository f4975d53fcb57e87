package dev.webhooks.autoconfigure.payload;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.Gson;
import com.stripe.model.StripeObject;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.listener.payload.GsonPayloadConverter;
import dev.webhooks.listener.payload.Jackson2PayloadConverter;
import dev.webhooks.listener.payload.StripePayloadConverter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for payload types of stripe-java,
 * Gson and Jackson 2, where these are on the class path.
 */
@AutoConfiguration(before = WebhookListenerAutoConfiguration.class,
		afterName = { "org.springframework.boot.gson.autoconfigure.GsonAutoConfiguration",
				"org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration" })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookPayloadAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(StripeObject.class)
	static class StripeConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 100)
		@ConditionalOnMissingBean
		StripePayloadConverter webhookStripePayloadConverter() {
			return new StripePayloadConverter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Gson.class)
	static class GsonConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE - 100)
		@ConditionalOnMissingBean
		GsonPayloadConverter webhookGsonPayloadConverter(ObjectProvider<Gson> gson) {
			return new GsonPayloadConverter(gson.getIfUnique(Gson::new));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObjectMapper.class)
	static class Jackson2Configuration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE - 100)
		@ConditionalOnMissingBean
		Jackson2PayloadConverter webhookJackson2PayloadConverter(ObjectProvider<ObjectMapper> mapper) {
			ObjectMapper unique = mapper.getIfUnique();
			if (unique != null && unique.getFactory().getFormatName().equals("JSON")) {
				return new Jackson2PayloadConverter(unique);
			}
			return new Jackson2PayloadConverter(JsonMapper.builder()
				.findAndAddModules()
				.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.build());
		}

	}

}
