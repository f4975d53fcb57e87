package dev.webhooks.web;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;

import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * The endpoint of one provider. Safe for use by several threads.
 */
public final class WebhookController implements HttpRequestHandler {

	/** Name of the attribute that holds the answer to a request. */
	static final String ANSWER = WebhookController.class.getName() + ".answer";

	private final WebhookProvider provider;

	private final WebhookReceiver receiver;

	private final RequestHeads heads;

	/**
	 * Creates a controller.
	 * @param provider the provider
	 * @param receiver receives the requests
	 * @param clock tells when requests are received
	 * @param publicUrl what stands in front of every path as providers see it, or
	 * {@code null} if it is what the container says
	 */
	public WebhookController(WebhookProvider provider, WebhookReceiver receiver, Clock clock,
			@Nullable String publicUrl) {
		this.provider = provider;
		this.receiver = receiver;
		this.heads = new RequestHeads(clock, publicUrl);
	}

	/**
	 * The provider that this endpoint belongs to.
	 * @return the provider
	 */
	public WebhookProvider provider() {
		return this.provider;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		WebhookResponse answer = this.receiver.receive(this.provider,
				this.heads.of(this.provider, request, pathVariablesOf(request)),
				(limit) -> new BodyReader(limit, this.provider.admission().bodyTimeout()).read(request));
		request.setAttribute(ANSWER, answer);
		ResponseWriter.write(answer, response);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> pathVariablesOf(HttpServletRequest request) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return (variables instanceof Map) ? (Map<String, String>) variables : Map.of();
	}

	@Override
	public String toString() {
		return "WebhookController[" + this.provider.name() + "]";
	}

}
