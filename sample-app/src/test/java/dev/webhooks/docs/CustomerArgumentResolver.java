package dev.webhooks.docs;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.listener.WebhookArgumentResolver;

@Component
class CustomerArgumentResolver implements WebhookArgumentResolver {

	@Override
	public boolean supports(MethodParameter parameter) {
		return parameter.getParameterType() == Customer.class;
	}

	@Override
	public Customer resolve(MethodParameter parameter, WebhookEvent event) {
		return new Customer(event.provider());
	}

}

record Customer(String name) {
}
