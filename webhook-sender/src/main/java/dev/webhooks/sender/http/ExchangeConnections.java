package dev.webhooks.sender.http;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Future;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * Tells each {@link Exchange} of the connection that is opened for it as soon as there is
 * one. The client does so only after the handshake of TLS, and what it gives up before,
 * it does not close: a server that sends its handshake byte by byte would keep
 * connections open for ever.
 */
final class ExchangeConnections extends PoolingAsyncClientConnectionManagerBuilder {

	@Override
	protected AsyncClientConnectionOperator createConnectionOperator(TlsStrategy tls, SchemePortResolver ports,
			DnsResolver names) {
		return new Operator(tls, ports, names);
	}

	private static final class Operator extends DefaultAsyncClientConnectionOperator {

		Operator(TlsStrategy tls, SchemePortResolver ports, DnsResolver names) {
			super(RegistryBuilder.<TlsStrategy>create().register(URIScheme.HTTPS.getId(), tls).build(), ports, names);
		}

		@Override
		public Future<ManagedAsyncClientConnection> connect(ConnectionInitiator initiator, HttpHost host, Path socket,
				NamedEndpoint name, SocketAddress local, Timeout timeout, Object attachment, HttpContext context,
				FutureCallback<ManagedAsyncClientConnection> callback) {
			Exchange exchange = Exchange.of(context);
			ConnectionInitiator telling = (remoteName, remote, from, connectTimeout, attached, opened) -> initiator
				.connect(remoteName, remote, from, connectTimeout, attached, new Telling(exchange, opened));
			return super.connect(telling, host, socket, name, local, timeout, attachment, context, callback);
		}

	}

	private record Telling(Exchange exchange, FutureCallback<IOSession> callback) implements FutureCallback<IOSession> {

		@Override
		public void completed(IOSession session) {
			this.exchange.opened(session);
			this.callback.completed(session);
		}

		@Override
		public void failed(Exception cause) {
			this.callback.failed(cause);
		}

		@Override
		public void cancelled() {
			this.callback.cancelled();
		}

	}

}
