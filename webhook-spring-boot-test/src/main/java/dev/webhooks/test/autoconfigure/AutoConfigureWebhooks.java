package dev.webhooks.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.PropertyMapping.Skip;

import dev.webhooks.test.inbox.WebhookDeliveryMode;
import dev.webhooks.test.web.WebhookRequests;

/**
 * Adds {@link WebhookRequests} to a test of a whole application, and gives providers
 * without a secret a random one. {@link WebhookTest @WebhookTest} does so by itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("webhooks.test")
public @interface AutoConfigureWebhooks {

	/**
	 * Whether a provider without a secret gets a random one: where none is configured, or
	 * one with a placeholder that nothing resolves.
	 * @return {@code false} if the start is to fail then, as it would in production
	 */
	@PropertyMapping(skip = Skip.ON_DEFAULT_VALUE)
	boolean generateSecrets() default true;

	/**
	 * How the deliveries of an inbox run: by themselves, or when the test asks its
	 * {@link dev.webhooks.test.inbox.WebhookDeliveriesTester} to run what is due.
	 * @return the mode
	 */
	@PropertyMapping(skip = Skip.ON_DEFAULT_VALUE)
	WebhookDeliveryMode deliveries() default WebhookDeliveryMode.AUTOMATIC;

}
