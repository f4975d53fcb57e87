package dev.webhooks.sender.http;

import java.net.SocketAddress;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Begins TLS with the identity of the route. The certificate of the other side has to
 * have the name, by Java's check and by the client's.
 */
final class IdentityTlsStrategy implements TlsStrategy {

	private static final DefaultHostnameVerifier VERIFIER = new DefaultHostnameVerifier();

	@Override
	public void upgrade(TransportSecurityLayer session, NamedEndpoint endpoint, Object attachment, Timeout timeout,
			FutureCallback<TransportSecurityLayer> callback) {
		if (endpoint instanceof KeyedName name) {
			new DefaultClientTlsStrategy(name.identity().context(), HostnameVerificationPolicy.BOTH, VERIFIER)
				.upgrade(session, endpoint, attachment, timeout, callback);
		}
		else {
			callback.failed(new SSLException("The route has no identity"));
		}
	}

	@Override
	@Deprecated
	public boolean upgrade(TransportSecurityLayer session, HttpHost host, SocketAddress local, SocketAddress remote,
			Object attachment, Timeout timeout) {
		throw new UnsupportedOperationException();
	}

}
