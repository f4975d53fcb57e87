package dev.webhooks.cli.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import dev.webhooks.cli.request.Unreachable;

/**
 * Checks the way to an endpoint: its name, the connection, and the certificate.
 */
final class ConnectionChecks {

	private static final String CERTIFICATE = "certificate";

	private static final Duration SOON = Duration.ofDays(14);

	private final URI url;

	private final SSLContext trust;

	private final Duration timeout;

	private final Clock clock;

	ConnectionChecks(URI url, SSLContext trust, Duration timeout, Clock clock) {
		this.url = url;
		this.trust = trust;
		this.timeout = timeout;
		this.clock = clock;
	}

	/**
	 * Looks the name up.
	 * @throws dev.webhooks.cli.terminal.CommandFailure if there is no such name
	 */
	Finding address() {
		try {
			InetAddress[] all = InetAddress.getAllByName(host());
			List<String> shown = Arrays.stream(all).map(InetAddress::getHostAddress).toList();
			boolean inside = Stream.of(all)
				.allMatch((address) -> address.isLoopbackAddress() || address.isSiteLocalAddress()
						|| address.isLinkLocalAddress());
			return inside
					? Finding.look("address", String.join(", ", shown) + ", which only this network reaches",
							"Providers need a public name; a tunnel gives one while you develop.")
					: Finding.ok("address", String.join(", ", shown));
		}
		catch (UnknownHostException ex) {
			throw Unreachable.of(this.url.toString(), ex);
		}
	}

	/**
	 * Connects.
	 * @throws dev.webhooks.cli.terminal.CommandFailure if nothing listens
	 */
	Finding connection() {
		long begin = System.nanoTime();
		try (Socket socket = connect()) {
			long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
			return Finding.ok("connection", "port " + socket.getPort() + " in " + millis + " ms");
		}
		catch (IOException ex) {
			throw Unreachable.of(this.url.toString(), ex);
		}
	}

	Finding encryption() {
		if (isSecure()) {
			return Finding.ok("encryption", "https");
		}
		if (isLocal()) {
			return Finding.look("encryption", "http, which is no matter on this machine alone",
					"Give providers an https URL.");
		}
		return Finding.wrong("encryption", "http: everybody on the way reads what is sent, and can send it again",
				"Give providers an https URL.");
	}

	Finding certificate() {
		if (!isSecure()) {
			return Finding.skipped(CERTIFICATE, "there is none over http");
		}
		try (SSLSocket socket = handshake(this.trust, true)) {
			List<X509Certificate> chain = certificates(socket);
			X509Certificate own = chain.get(0);
			Instant end = chain.stream()
				.map((certificate) -> certificate.getNotAfter().toInstant())
				.reduce(own.getNotAfter().toInstant(), (one, other) -> one.isBefore(other) ? one : other);
			String text = "%s by %s, %s, valid until %s".formatted(own.getSubjectX500Principal(),
					own.getIssuerX500Principal(), socket.getSession().getProtocol(), end);
			return end.minus(SOON).isBefore(this.clock.instant())
					? Finding.look(CERTIFICATE, text, "Renew it, and see why that was not done by itself.")
					: Finding.ok(CERTIFICATE, text);
		}
		catch (SSLException ex) {
			return diagnose(ex);
		}
		catch (IOException ex) {
			return Finding.wrong(CERTIFICATE, "the connection ended before it was secure",
					"See the log of the server.");
		}
	}

	private Finding diagnose(SSLException refusal) {
		try (SSLSocket socket = handshake(Trust.ofAnybody(), false)) {
			return diagnose(certificates(socket), String.valueOf(refusal.getMessage()));
		}
		catch (IOException ex) {
			return Finding.wrong(CERTIFICATE, "there is no TLS at this port: " + refusal.getMessage(),
					"See whether the port is that of https, and whether the server knows TLS 1.2 or 1.3.");
		}
	}

	private Finding diagnose(List<X509Certificate> chain, String message) {
		X509Certificate own = chain.get(0);
		Instant now = this.clock.instant();
		if (own.getNotAfter().toInstant().isBefore(now)) {
			return Finding.wrong(CERTIFICATE, "it has expired at " + own.getNotAfter().toInstant(), "Renew it.");
		}
		if (own.getNotBefore().toInstant().isAfter(now)) {
			return Finding.wrong(CERTIFICATE, "it is valid from " + own.getNotBefore().toInstant() + " on",
					"Compare the clocks of this machine and of the one that issued it.");
		}
		if (message.contains("No subject alternative") || message.contains("No name matching")) {
			return Finding.wrong(CERTIFICATE, "it is not for " + host() + ", but for " + own.getSubjectX500Principal(),
					"Have one issued for this name, or see whether another server answers.");
		}
		boolean self = own.getIssuerX500Principal().equals(own.getSubjectX500Principal());
		if (!self && chain.size() == 1) {
			return Finding.wrong(CERTIFICATE,
					"the server sends it without that of its issuer, " + own.getIssuerX500Principal(),
					"Configure the whole chain (often called fullchain); or name a private issuer: --cacert FILE.");
		}
		return Finding.wrong(CERTIFICATE, "nobody whom Java trusts has issued it, but " + own.getIssuerX500Principal(),
				"Providers need one of a public issuer; name a private one for this check: --cacert FILE.");
	}

	private SSLSocket handshake(SSLContext context, boolean named) throws IOException {
		Socket plain = connect();
		try {
			SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host(), port(), true);
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm(named ? "HTTPS" : null);
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			return socket;
		}
		catch (IOException ex) {
			plain.close();
			throw ex;
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket();
		socket.setSoTimeout((int) this.timeout.toMillis());
		socket.connect(new InetSocketAddress(host(), port()), (int) this.timeout.toMillis());
		return socket;
	}

	private static List<X509Certificate> certificates(SSLSocket socket) throws IOException {
		Certificate[] chain = socket.getSession().getPeerCertificates();
		return Stream.of(chain).map(X509Certificate.class::cast).toList();
	}

	boolean isSecure() {
		return "https".equalsIgnoreCase(this.url.getScheme());
	}

	private boolean isLocal() {
		try {
			return InetAddress.getByName(host()).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private String host() {
		return this.url.getHost().replaceAll("[\\[\\]]", "");
	}

	private int port() {
		return (this.url.getPort() >= 0) ? this.url.getPort() : isSecure() ? 443 : 80;
	}

}
