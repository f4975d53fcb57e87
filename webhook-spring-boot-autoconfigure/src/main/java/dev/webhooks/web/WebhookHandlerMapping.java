package dev.webhooks.web;

import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;

/**
 * Maps the path of each provider, with or without a slash at its end, to its
 * {@link WebhookController}, but where requests are only observed.
 */
public final class WebhookHandlerMapping extends AbstractUrlHandlerMapping {

	/**
	 * Before the controllers of the application: a path of a provider is the provider's.
	 */
	private static final int ORDER = -10;

	/**
	 * Creates a mapping.
	 * @param controllers the controllers
	 */
	public WebhookHandlerMapping(Collection<WebhookController> controllers) {
		setOrder(ORDER);
		for (WebhookController controller : controllers) {
			String path = controller.provider().endpoint().path();
			registerHandler(path, controller);
			registerHandler(path + "/", controller);
		}
	}

	/**
	 * Interceptors of the application have no say in what providers are answered.
	 */
	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> mappedInterceptors) {
	}

	/**
	 * Browsers are no providers: what they ask for is answered as by any other client.
	 */
	@Override
	protected HandlerExecutionChain getCorsHandlerExecutionChain(HttpServletRequest request,
			HandlerExecutionChain chain, @Nullable CorsConfiguration config) {
		return chain;
	}

}
