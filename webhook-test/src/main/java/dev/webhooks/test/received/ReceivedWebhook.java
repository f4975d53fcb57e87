package dev.webhooks.test.received;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;

/**
 * A request that arrived at {@link ReceivedWebhooks}, and what a receiver makes of it.
 * Immutable.
 */
public final class ReceivedWebhook {

	private final String path;

	private final WebhookRequest request;

	private final Verdict verdict;

	private final boolean truncated;

	private final int connection;

	private final @Nullable String serverName;

	ReceivedWebhook(String path, WebhookRequest request, Verdict verdict, boolean truncated, int connection,
			@Nullable String serverName) {
		this.path = path;
		this.request = request;
		this.verdict = verdict;
		this.truncated = truncated;
		this.connection = connection;
		this.serverName = serverName;
	}

	/**
	 * The request as it arrived.
	 * @return the request with the exact bytes of its body, which must not be changed; of
	 * a body that was too large there are none
	 */
	public WebhookRequest request() {
		return this.request;
	}

	/**
	 * Head of the request, with the client's certificates where TLS asked for them.
	 * @return the head
	 */
	public WebhookRequestHead head() {
		return this.request.head();
	}

	/**
	 * Path of the request.
	 * @return the path as it stood in the request, without query string
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Headers of the request in the order in which they came.
	 * @return the headers
	 */
	public WebhookHeaders headers() {
		return this.request.headers();
	}

	/**
	 * First value of a header.
	 * @param name the name in any case
	 * @return the value or {@code null} if there is no such header
	 */
	public @Nullable String header(String name) {
		return headers().first(name);
	}

	/**
	 * Exact bytes of the body.
	 * @return a copy of the bytes
	 */
	public byte[] body() {
		return this.request.body().clone();
	}

	/**
	 * Body of the request, decoded as UTF-8.
	 * @return the text
	 */
	public String bodyAsText() {
		return new String(this.request.body(), StandardCharsets.UTF_8);
	}

	/**
	 * Name of the provider whose path it is.
	 * @return the name, or {@code null} if no provider has the path
	 */
	public @Nullable String provider() {
		return this.verdict.provider();
	}

	/**
	 * Whether the provider has found the request authentic.
	 * @return {@code false} as well where nothing is verified: without a provider, or for
	 * a handshake without signature
	 */
	public boolean isVerified() {
		return this.verdict.verified();
	}

	/**
	 * Which of the provider's secrets matched.
	 * @return the position, 0 for the newest, or -1 where none did or the scheme has none
	 */
	public int secretIndex() {
		return this.verdict.secretIndex();
	}

	/**
	 * Whether the provider only tests the endpoint by this request.
	 * @return whether it is a handshake
	 */
	public boolean isHandshake() {
		return this.verdict.handshake();
	}

	/**
	 * Why a receiver refuses the request.
	 * @return the reason, or {@code null} if it is not refused
	 */
	public @Nullable RejectionReason rejection() {
		return this.verdict.rejection();
	}

	/**
	 * Explanation for the one who sends: what is wrong with a request that is refused,
	 * and what to look at.
	 * @return an explanation without secrets, signatures and parts of the body, or
	 * {@code null} if it is not refused
	 */
	public @Nullable String diagnosis() {
		return this.verdict.diagnosis();
	}

	/**
	 * Whether the body was too large for the receiver, and is not there.
	 * @return whether there was more than {@link #body()}
	 */
	public boolean isTruncated() {
		return this.truncated;
	}

	/**
	 * Events in the request, as the provider's settings read them.
	 * @return the events, one for each item of a batch; none of a request that is refused
	 */
	public List<WebhookEvent> events() {
		return this.verdict.events();
	}

	/**
	 * Types of the {@link #events()}.
	 * @return the most specific type of each
	 */
	public List<String> types() {
		return events().stream().map(WebhookEvent::type).toList();
	}

	/**
	 * Ids of the {@link #events()}.
	 * @return the id of each
	 */
	public List<String> ids() {
		return events().stream().map(WebhookEvent::id).toList();
	}

	/**
	 * When the request was there completely, by the receiver's clock.
	 * @return the time
	 */
	public Instant receivedAt() {
		return head().receivedAt();
	}

	/**
	 * Which of the receiver's connections it came by.
	 * @return the number of the connection, starting at 1; two requests with the same
	 * number came by one
	 */
	public int connection() {
		return this.connection;
	}

	/**
	 * Name that the sender asked for in the TLS handshake (SNI).
	 * @return the host name, or {@code null} if it asked for none
	 */
	public @Nullable String serverName() {
		return this.serverName;
	}

	WebhookResponse usualAnswer() {
		return this.verdict.answer();
	}

	/**
	 * Shows neither headers nor body.
	 */
	@Override
	public String toString() {
		return head().method() + " " + path() + " (" + this.verdict + ")";
	}

}
