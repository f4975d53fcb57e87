package dev.webhooks.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.webhooks.provider.WebhookProviders;

/**
 * Says where events can be sent to.
 */
@Component
class Endpoints {

	private static final Logger logger = LoggerFactory.getLogger(Endpoints.class);

	private final WebhookProviders providers;

	Endpoints(WebhookProviders providers) {
		this.providers = providers;
	}

	@EventListener
	void print(WebServerInitializedEvent event) {
		// Actuator may have a server of its own
		if (event.getApplicationContext().getServerNamespace() == null) {
			String server = "http://localhost:" + event.getWebServer().getPort();
			this.providers.all()
				.forEach((provider) -> logger.info("POST {}{} ({})", server, provider.endpoint().path(),
						provider.name()));
			logger.info("GET  {}/shop shows what became of the events", server);
		}
	}

}
