package dev.webhooks.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

import dev.webhooks.WebhookListener;

@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@WebhookListener(provider = "stripe-*")
@interface StripeListener {

	@AliasFor(annotation = WebhookListener.class, attribute = "events")
	String[] value();

}
