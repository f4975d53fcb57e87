package dev.webhooks.web;

import java.util.Collection;

import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;

/**
 * Maps the path of each provider, with or without a slash at its end, to its
 * {@link WebhookController}.
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
			String path = controller.provider().path();
			registerHandler(path, controller);
			registerHandler(path + "/", controller);
		}
	}

}
