package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client, set up to do nothing by itself: it looks up no name, follows no
 * redirect, repeats nothing, keeps no cookie, answers no challenge and decodes nothing.
 * It speaks HTTP/1.1, since nothing would end a stream of HTTP/2 alone.
 */
final class PinnedClient {

	private static final DnsResolver NO_LOOKUPS = new DnsResolver() {

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			throw new UnknownHostException("Addresses are looked up before");
		}

		@Override
		public String resolveCanonicalHostname(String host) throws UnknownHostException {
			throw new UnknownHostException("Addresses are looked up before");
		}

	};

	private static final TimeValue SHUTDOWN = TimeValue.ofSeconds(5);

	private final PoolingAsyncClientConnectionManager connections;

	private final CloseableHttpAsyncClient client;

	PinnedClient(AttemptClientBuilder settings, ThreadFactory threads) {
		Timeout connectTimeout = Timeout.of(settings.connectTimeout);
		this.connections = new ExchangeConnections().setTlsStrategy(new IdentityTlsStrategy())
			.setDnsResolver(NO_LOOKUPS)
			.setMaxConnTotal(settings.maxInFlight + settings.maxKept)
			.setMaxConnPerRoute(settings.maxInFlight + settings.maxKept)
			.setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connectTimeout).build())
			.setDefaultTlsConfig(TlsConfig.custom()
				.setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
				.setHandshakeTimeout(connectTimeout)
				.build())
			.build();
		this.client = HttpAsyncClientBuilder.create()
			.setConnectionManager(this.connections)
			.setThreadFactory(threads)
			// Closes what is left of a handshake that was given up
			.setIOReactorConfig(IOReactorConfig.custom()
				.setIoThreadCount(settings.ioThreads)
				.setSoTimeout(connectTimeout)
				.setTcpNoDelay(true)
				.build())
			.setRoutePlanner((target, context) -> Exchange.of(context).route())
			.addExecInterceptorFirst("exchange", Exchange::intercept)
			.setKeepAliveStrategy(keepAlive(settings.keepAlive))
			.evictIdleConnections(TimeValue.of(settings.keepAlive))
			.evictExpiredConnections()
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.disableRequestPriority()
			.disableConnectionState()
			.setUserAgent(settings.userAgent)
			.build();
		this.client.start();
	}

	private static ConnectionKeepAliveStrategy keepAlive(Duration longest) {
		TimeValue most = TimeValue.of(longest);
		return (response, context) -> {
			TimeValue offered = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
			return (TimeValue.isPositive(offered) && offered.compareTo(most) < 0) ? offered : most;
		};
	}

	void execute(AttemptRequest request, PinnedRoute way, AnswerReader reader, Exchange exchange) {
		BasicHttpRequest http = new BasicHttpRequest(Method.POST, way.target(), request.url().target());
		request.headers().forEach(http::addHeader);
		HttpClientContext context = exchange.context();
		context.setRequestConfig(RequestConfig.custom()
			.setAuthenticationEnabled(false)
			.setRedirectsEnabled(false)
			.setExpectContinueEnabled(false)
			.setProtocolUpgradeEnabled(false)
			.setContentCompressionEnabled(false)
			.setConnectionRequestTimeout(Timeout.of(request.timeout()))
			.setResponseTimeout(Timeout.of(request.timeout()))
			.build());
		exchange.started(this.client.execute(way.target(),
				new BasicRequestProducer(http, new BasicAsyncEntityProducer(request.body(), null)), reader, null,
				context, exchange));
	}

	PoolStats statistics() {
		return this.connections.getTotalStats();
	}

	/**
	 * Closes what is open. Nothing is to be under way any more.
	 */
	void close() {
		try {
			// To close the client at once would pull the selectors from under its threads
			this.connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
			this.client.initiateShutdown();
			this.client.awaitShutdown(SHUTDOWN);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.client.close(CloseMode.IMMEDIATE);
	}

}
