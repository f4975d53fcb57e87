package dev.webhooks.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ActionCode;

import dev.webhooks.WebhookResponse;

/**
 * Has Tomcat end a body when its time is up. By itself Tomcat waits for the next byte as
 * long as it does for any request, then gives an answer of its own, and after any answer
 * goes on to read what was announced. Immutable.
 */
public final class TomcatBodyValve extends ValveBase {

	private static final Duration FOREVER = Duration.ofDays(1);

	private final ProviderPaths paths;

	/**
	 * Creates a valve.
	 * @param paths finds the requests that are for a provider; all others pass untouched
	 */
	public TomcatBodyValve(ProviderPaths paths) {
		super(true);
		this.paths = paths;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!this.paths.matches(request)) {
			getNext().invoke(request, response);
			return;
		}
		request.setAttribute(BodyArrival.ATTRIBUTE, new TomcatBodyArrival(request));
		getNext().invoke(request, response);
		if (request.getAttribute(BodyReader.CUT_OFF) != null) {
			request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}
		if (response.isErrorReportRequired()
				&& request.getAttribute(WebhookController.ANSWER) instanceof WebhookResponse answer) {
			answerAgain(answer, response);
		}
	}

	/**
	 * Where a read failed, Tomcat has thrown away what was written.
	 */
	private static void answerAgain(WebhookResponse answer, Response response) throws IOException {
		response.resetError();
		response.setSuspended(false);
		if (!response.isCommitted()) {
			response.reset();
			ResponseWriter.write(answer, response.getResponse());
		}
	}

	private record TomcatBodyArrival(Request request) implements BodyArrival {

		@Override
		public boolean hasArrived() {
			try {
				ServletInputStream input = this.request.getInputStream();
				return input.available() > 0 || input.isFinished() || isAvailable(this.request.getCoyoteRequest());
			}
			catch (IOException ex) {
				return true;
			}
		}

		/**
		 * Reads what has come, without blocking.
		 */
		private static boolean isAvailable(org.apache.coyote.Request request) {
			request.action(ActionCode.AVAILABLE, Boolean.TRUE);
			return request.getAvailable() > 0;
		}

		@Override
		public Duration readTimeout() {
			int timeout = (this.request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol)
					? protocol.getConnectionTimeout() : 0;
			return (timeout > 0) ? Duration.ofMillis(timeout) : FOREVER;
		}

	}

}
