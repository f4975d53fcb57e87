package dev.webhooks.alert;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.Internal;

/**
 * Posts alerts to a URL, as all of their values or as Slack and those like it want them.
 * Whoever knows the URL can post there: it is shown nowhere. Safe for use by several
 * threads.
 */
@Internal
public final class UrlAlertSink implements WebhookAlertSink {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final int SERVER_ERROR = 500;

	private static final int TOO_MANY = 429;

	private static final int SUCCESS = 2;

	private final HttpClient client = HttpClient.newBuilder()
		.connectTimeout(CONNECT_TIMEOUT)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final JsonMapper mapper = new JsonMapper();

	private final URI url;

	private final AlertBody body;

	private final Patience patience;

	/**
	 * Creates a sink.
	 * @param url where to
	 * @param body makes what is posted
	 * @param patience how long it waits, and how often it tries
	 */
	public UrlAlertSink(URI url, AlertBody body, Patience patience) {
		this.url = url;
		this.body = body;
		this.patience = patience;
	}

	@Override
	public void tell(WebhookAlert alert) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.url)
			.header("Content-Type", "application/json; charset=utf-8")
			.timeout(this.patience.timeout)
			.POST(HttpRequest.BodyPublishers.ofString(this.mapper.writeValueAsString(this.body.of(alert))))
			.build();
		String failure = attempt(request);
		for (Duration wait : this.patience.waits) {
			if (failure == null) {
				return;
			}
			Thread.sleep(wait.toMillis());
			failure = attempt(request);
		}
		if (failure != null) {
			throw new IllegalStateException("The URL of 'webhooks.alerts.url' " + failure);
		}
	}

	/**
	 * Tries once. Of the answer only the status is read.
	 * @return why to try again, or {@code null} if that is not necessary
	 */
	private @Nullable String attempt(HttpRequest request) throws InterruptedException {
		int status;
		try {
			HttpResponse<InputStream> response = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
			response.body().close();
			status = response.statusCode();
		}
		catch (IOException ex) {
			// Its message may have the URL
			return "cannot be reached: " + ex.getClass().getName();
		}
		if (status >= SERVER_ERROR || status == TOO_MANY) {
			return "answers " + status;
		}
		if (status / 100 != SUCCESS) {
			throw new IllegalStateException("The URL of 'webhooks.alerts.url' answers " + status);
		}
		return null;
	}

	@Override
	public String toString() {
		return "UrlAlertSink";
	}

	/**
	 * How long to wait for the URL.
	 *
	 * @param timeout how long an answer may take
	 * @param waits how long it is waited before each further try
	 */
	public record Patience(Duration timeout, List<Duration> waits) {

		/**
		 * Two more tries within a quarter of a minute.
		 */
		public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10),
				List.of(Duration.ofSeconds(2), Duration.ofSeconds(10)));

		/**
		 * Copies what it is given.
		 */
		public Patience {
			waits = List.copyOf(waits);
		}

	}

}
