package dev.webhooks.test.received;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, if they are. Immutable.
 *
 * @param context the certificates, or {@code null} for connections in the clear
 * @param clientCertificates whether clients are asked for a certificate
 */
record ReceiverTls(@Nullable SSLContext context, ClientCertificates clientCertificates) {

	boolean isOn() {
		return this.context != null;
	}

	Socket handshake(Socket accepted) throws IOException {
		if (this.context == null) {
			return accepted;
		}
		SSLSocket socket = (SSLSocket) this.context.getSocketFactory().createSocket(accepted, null, true);
		socket.setUseClientMode(false);
		switch (this.clientCertificates) {
			case NEEDED -> socket.setNeedClientAuth(true);
			case WANTED -> socket.setWantClientAuth(true);
			case NONE -> socket.setNeedClientAuth(false);
		}
		socket.startHandshake();
		return socket;
	}

	static List<X509Certificate> certificatesOf(Socket socket) {
		if (!(socket instanceof SSLSocket secured)) {
			return List.of();
		}
		try {
			Certificate[] chain = secured.getSession().getPeerCertificates();
			return Stream.of(chain).map(X509Certificate.class::cast).toList();
		}
		catch (SSLPeerUnverifiedException ex) {
			return List.of();
		}
	}

	static @Nullable String serverNameOf(Socket socket) {
		SSLSession session = (socket instanceof SSLSocket secured) ? secured.getSession() : null;
		if (!(session instanceof ExtendedSSLSession extended)) {
			return null;
		}
		return extended.getRequestedServerNames()
			.stream()
			.filter(SNIHostName.class::isInstance)
			.map((name) -> ((SNIHostName) name).getAsciiName())
			.findFirst()
			.orElse(null);
	}

}
