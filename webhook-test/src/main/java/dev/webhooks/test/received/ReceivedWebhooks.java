package dev.webhooks.test.received;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

/**
 * A small receiver of webhooks, to test against it whatever sends them. It listens on a
 * port of its own, verifies what arrives as the providers say that it was given,
 * remembers it, and answers well or badly, as it is told.
 * <p>
 * It is started when it is made, and closed by try-with-resources or, as a field of a
 * JUnit test, by {@code @AutoClose}. Safe for use by several threads.
 */
public final class ReceivedWebhooks implements AutoCloseable {

	private final ReceiverPaths paths;

	private final ReceivedLog log;

	private final AnswerPlan plan;

	private final ReceiverTls tls;

	private final ReceiverServer server;

	ReceivedWebhooks(ReceivedWebhooksBuilder builder) {
		this.paths = new ReceiverPaths(builder.providers, builder.clock);
		this.log = new ReceivedLog(builder.maxKept, builder.maxKeptBytes);
		this.plan = new AnswerPlan(builder.answers);
		this.tls = new ReceiverTls(builder.sslContext, builder.clientCertificates);
		this.server = new ReceiverServer(builder.socketAddress(), this.tls, this::handle, builder.maxBody);
		this.server.start();
	}

	/**
	 * Starts a receiver on the loopback interface.
	 * @param providers the providers that verify, each at the path of its own settings;
	 * without any, all requests are taken and none is verified
	 * @return the receiver, which is listening already
	 */
	public static ReceivedWebhooks start(WebhookProvider... providers) {
		ReceivedWebhooksBuilder builder = builder();
		List.of(providers).forEach(builder::provider);
		return builder.start();
	}

	/**
	 * Starts describing a receiver.
	 * @return a builder
	 */
	public static ReceivedWebhooksBuilder builder() {
		return new ReceivedWebhooksBuilder();
	}

	private RequestHandler.Answered handle(HttpMessage message, Socket socket, int connection) {
		int query = message.target().indexOf('?');
		String path = (query < 0) ? message.target() : message.target().substring(0, query);
		WebhookRequest request = this.paths.prepare(ReceiverPaths.normalized(path),
				new WebhookRequest(head(message, socket), message.body()));
		Verdict verdict = this.paths.inspect(ReceiverPaths.normalized(path), request, message.tooLarge());
		ReceivedWebhook webhook = new ReceivedWebhook(path, request, verdict, message.tooLarge(), connection,
				ReceiverTls.serverNameOf(socket));
		this.log.add(webhook);
		WebhookAnswer answer = this.plan.next(webhook);
		return new RequestHandler.Answered(answer, answer.response(webhook.usualAnswer()));
	}

	private WebhookRequestHead head(HttpMessage message, Socket socket) {
		@Nullable String host = message.headers().first("Host");
		String server = (host != null) ? host : "localhost:" + port();
		return WebhookRequestHead.builder(message.method(), scheme() + "://" + server + message.target())
			.headers(message.headers())
			.from(socket.getInetAddress().getHostAddress(), this.tls.isOn())
			.clientCertificates(ReceiverTls.certificatesOf(socket))
			.build();
	}

	private String scheme() {
		return this.tls.isOn() ? "https" : "http";
	}

	/**
	 * Port that the receiver listens on.
	 * @return the port
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * URL of the receiver.
	 * @return the URL without path, such as {@code http://localhost:41234}
	 */
	public URI url() {
		return url("");
	}

	/**
	 * URL of a path.
	 * @param path the path with its leading slash, and the query string if there is one
	 * @return the URL
	 */
	public URI url(String path) {
		InetAddress address = this.server.address();
		String host = (address.isLoopbackAddress() || address.isAnyLocalAddress()) ? "localhost"
				: address.getHostAddress();
		return URI.create(scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + path);
	}

	/**
	 * Answers the next requests in turn, of all paths that have no answers of their own.
	 * The last answer goes on.
	 * @param inTurn the answers, such as 503, 503, then {@link WebhookAnswer#byVerdict()}
	 * @return this receiver
	 */
	public ReceivedWebhooks answer(WebhookAnswer... inTurn) {
		return answerBy(AnswerPlan.inTurn(inTurn));
	}

	/**
	 * Answers the next requests of one path in turn. The last answer goes on.
	 * @param path the path as it stands in requests
	 * @param inTurn the answers
	 * @return this receiver
	 */
	public ReceivedWebhooks answer(String path, WebhookAnswer... inTurn) {
		return answerBy(path, AnswerPlan.inTurn(inTurn));
	}

	/**
	 * Has requests answered by something that decides, of all paths that have no answers
	 * of their own.
	 * @param answers makes the answers
	 * @return this receiver
	 */
	public ReceivedWebhooks answerBy(WebhookAnswers answers) {
		this.plan.set(answers);
		return this;
	}

	/**
	 * Has requests of one path answered by something that decides.
	 * @param path the path as it stands in requests
	 * @param answers makes the answers
	 * @return this receiver
	 */
	public ReceivedWebhooks answerBy(String path, WebhookAnswers answers) {
		this.plan.set(path, answers);
		return this;
	}

	/**
	 * All requests that arrived since the start or the last {@link #clear()}, those that
	 * were refused too. A request is there before it is answered.
	 * @return the requests in the order in which they arrived, as far as they are kept
	 */
	public List<ReceivedWebhook> all() {
		return this.log.all();
	}

	/**
	 * Number of requests that arrived since the start or the last {@link #clear()}.
	 * @return the number, of those that are forgotten too
	 */
	public long count() {
		return this.log.count();
	}

	/**
	 * Takes the next request that was not taken before, and waits for it. It stays in
	 * {@link #all()}.
	 * @param timeout the longest time to wait
	 * @return the request
	 * @throws AssertionError if none arrives in time
	 */
	public ReceivedWebhook take(Duration timeout) {
		return found(this.log.take(timeout), "a further request", timeout);
	}

	/**
	 * Waits until so many requests have arrived since the start or the last
	 * {@link #clear()}.
	 * @param number the number of requests
	 * @param timeout the longest time to wait
	 * @return all requests that have arrived by then
	 * @throws AssertionError if fewer arrive in time
	 */
	public List<ReceivedWebhook> await(int number, Duration timeout) {
		return found(this.log.await(timeout, () -> (this.log.count() >= number) ? this.log.all() : null),
				number + " requests", timeout);
	}

	/**
	 * Waits until a certain request has arrived since the start or the last
	 * {@link #clear()}.
	 * @param condition tells whether it is the one
	 * @param timeout the longest time to wait
	 * @return the first such request
	 * @throws AssertionError if none arrives in time
	 */
	public ReceivedWebhook await(Predicate<ReceivedWebhook> condition, Duration timeout) {
		return found(this.log.await(timeout, () -> this.log.all().stream().filter(condition).findFirst().orElse(null)),
				"such a request", timeout);
	}

	private <T> T found(@Nullable T result, String wanted, Duration timeout) {
		this.plan.check();
		if (result == null) {
			throw new AssertionError("No " + wanted + " within " + timeout + "; by " + connections()
					+ " connections arrived " + this.log.describe());
		}
		return result;
	}

	/**
	 * Forgets what arrived. Answers that are planned stay.
	 */
	public void clear() {
		this.log.clear();
	}

	/**
	 * Number of connections that were accepted since the start, those over which no
	 * request came too.
	 * @return the number
	 */
	public int connections() {
		return this.server.accepted();
	}

	/**
	 * Number of connections that neither side has closed.
	 * @return the number
	 */
	public int openConnections() {
		return this.server.open();
	}

	/**
	 * Waits until no connection is open.
	 * @param timeout the longest time to wait
	 * @throws AssertionError if one is still open then
	 */
	public void awaitNoOpenConnections(Duration timeout) {
		if (!this.server.awaitNoneOpen(timeout)) {
			throw new AssertionError(openConnections() + " connections are still open after " + timeout);
		}
	}

	/**
	 * Waits until each request that has arrived is answered to the last byte, or its
	 * sender has left.
	 * @param timeout the longest time to wait
	 * @throws AssertionError if one is not answered by then
	 */
	public void awaitAnswered(Duration timeout) {
		if (!this.server.awaitNoneAnswering(timeout)) {
			throw new AssertionError("Not all requests are answered after " + timeout);
		}
	}

	/**
	 * Closes all connections, whatever is said over them, as a server does that is
	 * started anew. Further ones are accepted.
	 */
	public void closeConnections() {
		this.server.closeConnections();
	}

	/**
	 * Stops listening, closes all connections and ends all threads.
	 */
	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * Shows the URL.
	 */
	@Override
	public String toString() {
		return url().toString();
	}

}
