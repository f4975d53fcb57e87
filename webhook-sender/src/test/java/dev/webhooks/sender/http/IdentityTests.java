package dev.webhooks.sender.http;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.http.SocketServer.Received;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of TLS: which name is asked for, and which certificate is shown.
 */
class IdentityTests {

	private final Map<String, TlsIdentity> identities = Map.of("CN=client-a",
			TlsIdentity.of(Certificates.context(Certificates.CLIENT_A)), "CN=client-b",
			TlsIdentity.of(Certificates.context(Certificates.CLIENT_B)), "none",
			TlsIdentity.of(Certificates.context()));

	/** Who should have sent a request, and who did. */
	private final ConcurrentLinkedQueue<List<String>> seen = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();

	private @Nullable SocketServer server;

	private Attempts attempts = new Attempts();

	@AfterEach
	void close() throws Exception {
		this.attempts.close();
		if (this.server != null) {
			this.server.close();
		}
	}

	private void serve(String... protocols) {
		this.server = SocketServer.tls(Certificates.context(Certificates.SERVER), (connection) -> {
			Received received = connection.read();
			while (received != null) {
				SSLSocket socket = (SSLSocket) connection.socket();
				((ExtendedSSLSession) socket.getSession()).getRequestedServerNames()
					.forEach((name) -> this.names.add(((SNIHostName) name).getAsciiName()));
				this.seen.add(List.of(received.header("X-Identity").get(0), shown(socket)));
				connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
				received = connection.read();
			}
		}, protocols);
		this.attempts.port(this.server.port()).with((builder) -> builder.maxInFlight(20, 20));
	}

	private static String shown(SSLSocket socket) {
		try {
			return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
		}
		catch (SSLPeerUnverifiedException ex) {
			return "none";
		}
	}

	private AttemptRequest as(String identity) {
		assertThat(this.server).isNotNull();
		AttemptRequest request = this.attempts.request("https://hooks.example:" + this.server.port() + "/",
				Attempts.LONG, this.identities.get(identity));
		return new AttemptRequest(identity, request.url(), WebhookHeaders.of("X-Identity", identity), request.body(),
				request.timeout(), request.identity());
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
	void endpointsOfOneHostNeverShowEachOthersCertificates(String protocol) throws Exception {
		serve(protocol);
		List<String> order = List.of("CN=client-a", "CN=client-a", "CN=client-b", "none", "CN=client-a", "none",
				"CN=client-b", "CN=client-b", "CN=client-a");
		for (int round = 0; round < 5; round++) {
			for (String identity : order) {
				assertThat(this.attempts.outcome(as(identity))).isInstanceOf(AttemptAnswer.class);
			}
		}
		assertThat(this.seen).hasSize(45).allSatisfy((pair) -> assertThat(pair.get(1)).isEqualTo(pair.get(0)));
		assertThat(this.server.accepted()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
	void norDoTheyAtTheSameTime(String protocol) throws Exception {
		serve(protocol);
		for (int round = 0; round < 10; round++) {
			List<CompletableFuture<AttemptOutcome>> running = new ArrayList<>();
			for (int i = 0; i < 15; i++) {
				running
					.add(this.attempts.client().attempt(as(List.of("CN=client-a", "CN=client-b", "none").get(i % 3))));
			}
			for (CompletableFuture<AttemptOutcome> attempt : running) {
				assertThat(attempt.get(20, TimeUnit.SECONDS)).isInstanceOf(AttemptAnswer.class);
			}
		}
		assertThat(this.seen).hasSize(150).allSatisfy((pair) -> assertThat(pair.get(1)).isEqualTo(pair.get(0)));
	}

	@Test
	void newConnectionsShowTheCertificateOfTheirOwnEndpointThoughSessionsAreResumed() throws Exception {
		serve();
		for (int round = 0; round < 5; round++) {
			for (String identity : List.of("CN=client-a", "CN=client-b", "none")) {
				try (Attempts anew = new Attempts()) {
					anew.port(this.server.port());
					assertThat(anew.outcome(as(identity))).isInstanceOf(AttemptAnswer.class);
				}
			}
		}
		assertThat(this.seen).hasSize(15).allSatisfy((pair) -> assertThat(pair.get(1)).isEqualTo(pair.get(0)));
		assertThat(this.server.accepted()).isEqualTo(15);
	}

	@Test
	void theNameIsAskedForThoughTheAddressIsPinned() {
		serve();
		this.attempts.name("eu.tenants.example", "127.0.0.1");
		AttemptRequest request = as("none");
		this.attempts.outcome(request);
		String other = "https://EU.tenants.example.:" + request.url().port() + "/";
		this.attempts.outcome(new AttemptRequest("other", this.attempts.request(other, Attempts.LONG).url(),
				request.headers(), request.body(), request.timeout(), request.identity()));
		assertThat(this.names).containsExactly("hooks.example", "eu.tenants.example");
	}

	@Test
	void identitiesAreEqualByTheirContext() {
		var context = Certificates.context();
		assertThat(TlsIdentity.of(context)).isEqualTo(TlsIdentity.of(context))
			.hasSameHashCodeAs(TlsIdentity.of(context))
			.isNotEqualTo(TlsIdentity.of(Certificates.context()));
	}

}
