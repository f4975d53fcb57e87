package dev.webhooks.actuate;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Actuator endpoint by which operators see what arrived and repair it. Its operations are
 * those of {@link WebhooksEndpointWebExtension} over HTTP and of
 * {@link WebhooksEndpointJmxExtension} over JMX, which do the same.
 */
@Endpoint(id = "webhooks")
public final class WebhooksEndpoint {

	private final WebhookReads reads;

	/**
	 * Creates the endpoint.
	 * @param parts what it shows
	 */
	public WebhooksEndpoint(WebhooksEndpointParts parts) {
		this.reads = parts.reads();
	}

	/**
	 * Tells how the engines do, what there is to do in each, and which providers there
	 * are.
	 * @return the overview
	 */
	@ReadOperation
	public OverviewView overview() {
		return this.reads.overview();
	}

}
