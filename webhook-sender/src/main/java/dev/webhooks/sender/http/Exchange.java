package dev.webhooks.sender.http;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * A request that the client has in its hands, and the way to take it back. To cancel the
 * client's future is not enough: on a connection that was kept it leaves connection and
 * place in the pool taken. So the connection is discarded, too, by the client's runtime
 * of the exchange, which passes by an interceptor; and one that is still in its handshake
 * is closed.
 */
final class Exchange implements FutureCallback<AttemptAnswer> {

	private static final String ATTRIBUTE = Exchange.class.getName();

	private final HttpRoute route;

	private final Consumer<AttemptAnswer> answered;

	private final Consumer<Throwable> failed;

	private volatile @Nullable Future<AttemptAnswer> future;

	private volatile @Nullable AsyncExecRuntime runtime;

	private volatile @Nullable IOSession opened;

	private volatile @Nullable AttemptAnswer answer;

	private volatile boolean ended;

	Exchange(HttpRoute route, Consumer<AttemptAnswer> answered, Consumer<Throwable> failed) {
		this.route = route;
		this.answered = answered;
		this.failed = failed;
	}

	HttpClientContext context() {
		HttpClientContext context = HttpClientContext.create();
		context.setAttribute(ATTRIBUTE, this);
		return context;
	}

	void started(Future<AttemptAnswer> future) {
		this.future = future;
		if (this.ended) {
			end();
		}
	}

	/**
	 * Takes the connection that was opened for this exchange, if none was kept.
	 * @param session the connection, before any handshake
	 */
	void opened(IOSession session) {
		this.opened = session;
		if (this.ended) {
			end();
		}
	}

	/**
	 * Ends the exchange, wherever it is. Its connection is closed. Nothing has been
	 * answered yet: afterwards the connection may be another's.
	 */
	void end() {
		this.ended = true;
		Future<AttemptAnswer> future = this.future;
		if (future != null) {
			future.cancel(true);
		}
		AsyncExecRuntime runtime = this.runtime;
		if (runtime != null) {
			runtime.discardEndpoint();
		}
		IOSession opened = this.opened;
		if (opened != null) {
			opened.close(CloseMode.IMMEDIATE);
		}
	}

	@Override
	public void completed(AttemptAnswer answer) {
		this.answer = answer;
	}

	@Override
	public void failed(Exception cause) {
		if (cause instanceof AnswerComplete complete) {
			this.answered.accept(complete.answer());
		}
		else {
			this.failed.accept(cause);
		}
	}

	@Override
	public void cancelled() {
		this.failed.accept(new CancellationException());
	}

	HttpRoute route() {
		return this.route;
	}

	static Exchange of(HttpContext context) {
		if (context.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
			return exchange;
		}
		throw new IllegalStateException("The context is of no exchange");
	}

	/**
	 * First in the client's chain.
	 */
	static void intercept(HttpRequest request, @Nullable AsyncEntityProducer entity, AsyncExecChain.Scope scope,
			AsyncExecChain chain, AsyncExecCallback callback) throws HttpException, IOException {
		Exchange exchange = of(scope.clientContext);
		exchange.runtime = scope.execRuntime;
		chain.proceed(request, entity, scope, exchange.new ReleasingCallback(callback));
	}

	/**
	 * Tells of an answer when the connection that brought it has been given back.
	 */
	private final class ReleasingCallback implements AsyncExecCallback {

		private final AsyncExecCallback callback;

		ReleasingCallback(AsyncExecCallback callback) {
			this.callback = callback;
		}

		@Override
		public @Nullable AsyncDataConsumer handleResponse(HttpResponse response, @Nullable EntityDetails entity)
				throws HttpException, IOException {
			return this.callback.handleResponse(response, entity);
		}

		@Override
		public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
			this.callback.handleInformationResponse(response);
		}

		@Override
		public void completed() {
			this.callback.completed();
			AttemptAnswer answer = Exchange.this.answer;
			if (answer != null) {
				Exchange.this.answered.accept(answer);
			}
		}

		@Override
		public void failed(Exception cause) {
			this.callback.failed(cause);
		}

	}

}
