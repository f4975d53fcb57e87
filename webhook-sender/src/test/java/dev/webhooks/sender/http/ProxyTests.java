package dev.webhooks.sender.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.sender.http.SocketServer.Connection;
import dev.webhooks.sender.http.SocketServer.Talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of attempts through a proxy, which is not the endpoint.
 */
class ProxyTests {

	private SocketServer endpoint = SocketServer.tls(Certificates.context(Certificates.SERVER), Talk.status(202));

	private SocketServer proxy = SocketServer.plain(this::tunnel);

	private final Attempts attempts = Attempts.to(this.endpoint).tls().resolver((name) -> {
		throw new UnknownHostException(name);
	});

	@BeforeEach
	void useTheProxy() {
		this.attempts.with((builder) -> builder
			.proxy(new ProxyAddress("proxy.example", this.proxy.port()),
					(name) -> new InetAddress[] { InetAddress.getByName("127.0.0.1") })
			.connectTimeout(Duration.ofSeconds(1)));
	}

	@AfterEach
	void close() throws Exception {
		this.attempts.close();
		this.proxy.close();
		this.endpoint.close();
	}

	private void tunnel(Connection connection) throws Exception {
		connection.read();
		try (Socket target = new Socket("127.0.0.1", this.endpoint.port())) {
			connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
			Thread back = new Thread(() -> copy(target, connection.socket()));
			back.setDaemon(true);
			back.start();
			copy(connection.socket(), target);
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			byte[] buffer = new byte[8192];
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				output.write(buffer, 0, count);
			}
			to.close();
		}
		catch (IOException ex) {
			try {
				from.close();
				to.close();
			}
			catch (IOException ignored) {
				// Both are gone then
			}
		}
	}

	private void proxying(Talk talk) throws Exception {
		this.proxy.close();
		this.proxy = SocketServer.plain(talk);
	}

	private String url() {
		return "https://hooks.example:" + this.endpoint.port() + "/";
	}

	@Test
	void theProxyIsAskedForTheNameAndTheEndpointAnswers() {
		assertThat(this.attempts.answer(url()).status()).isEqualTo(202);
		assertThat(this.attempts.answer(url()).status()).isEqualTo(202);
		assertThat(this.proxy.received()).singleElement()
			.satisfies((connect) -> assertThat(connect.head())
				.startsWith("CONNECT hooks.example:" + this.endpoint.port() + " HTTP/1.1\r\n")
				.doesNotContainIgnoringCase("webhook-id"));
		assertThat(this.endpoint.received()).hasSize(2);
		assertThat(this.endpoint.received().get(0).header("Host"))
			.containsExactly("hooks.example:" + this.endpoint.port());
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 400, 403, 407, 410, 429, 502, 503, 504 })
	void aProxyThatRefusesIsNotTheEndpoint(int status) throws Exception {
		proxying(Talk.answering("HTTP/1.1 " + status
				+ " X\r\nContent-Length: 2\r\nRetry-After: 1\r\nProxy-Authenticate: Basic realm=\"a\"\r\n\r\nno"));
		assertThat(this.attempts.outcome(url())).isInstanceOfSatisfying(AttemptFailure.class, (failure) -> {
			assertThat(failure.kind()).isEqualTo(FailureKind.PROXY);
			assertThat(failure.message()).isEqualTo("The proxy answered " + status);
		});
		assertThat(this.proxy.received()).hasSize(1);
		await().until(() -> this.attempts.client().connections() == 0 && this.proxy.open() == 0);
	}

	@Test
	void aProxyThatIsNotThereIsNotTheEndpoint() throws Exception {
		this.proxy.close();
		assertThat(this.attempts.failure(url())).isEqualTo(FailureKind.PROXY);
	}

	@Test
	void aProxyWhoseNameIsUnknownIsNotTheEndpoint() {
		this.attempts.with((builder) -> builder.proxy(new ProxyAddress("proxy.example", this.proxy.port()), (name) -> {
			throw new UnknownHostException(name);
		}));
		assertThat(this.attempts.failure(url())).isEqualTo(FailureKind.PROXY);
	}

	@Test
	void aProxyThatHangsEndsInTime() throws Exception {
		proxying((connection) -> connection.read());
		assertThat(this.attempts.failure(this.attempts.request(url(), Attempts.SHORT))).isEqualTo(FailureKind.DEADLINE);
		await().until(() -> this.attempts.client().connections() == 0 && this.proxy.open() == 0);
	}

	@Test
	void aProxyThatDripsEndsInTime() throws Exception {
		proxying((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nX: ");
			connection.drip("a");
		});
		assertThat(this.attempts.failure(this.attempts.request(url(), Attempts.SHORT))).isEqualTo(FailureKind.DEADLINE);
		await().until(() -> this.attempts.client().connections() == 0 && this.proxy.open() == 0);
	}

	@Test
	void aHandshakeThatStallsInTheTunnelEndsInTime() throws Exception {
		proxying((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\n\r\n");
		});
		assertThat(this.attempts.failure(this.attempts.request(url(), Attempts.SHORT))).isEqualTo(FailureKind.DEADLINE);
		await().until(() -> this.attempts.client().connections() == 0 && this.proxy.open() == 0);
	}

	@Test
	void anAnswerThatDripsThroughTheTunnelEndsInTime() throws Exception {
		this.endpoint.close();
		this.endpoint = SocketServer.tls(Certificates.context(Certificates.SERVER), (connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
			connection.drip("a");
		});
		this.attempts.port(this.endpoint.port());
		assertThat(this.attempts.failure(this.attempts.request(url(), Attempts.SHORT))).isEqualTo(FailureKind.DEADLINE);
		await().until(() -> this.attempts.client().connections() == 0 && this.proxy.open() == 0);
	}

	@Test
	void theCertificateOfTheEndpointIsCheckedInTheTunnel() throws Exception {
		this.endpoint.close();
		this.endpoint = SocketServer.tls(Certificates.context(Certificates.STRANGER), Talk.status(200));
		this.attempts.port(this.endpoint.port());
		assertThat(this.attempts.failure(url())).isEqualTo(FailureKind.TLS);
		assertThat(this.endpoint.received()).isEmpty();
	}

	@Test
	void identitiesAreKeptApartInTheTunnel() {
		TlsIdentity one = TlsIdentity.of(Certificates.context(Certificates.CLIENT_A));
		TlsIdentity other = TlsIdentity.of(Certificates.context(Certificates.CLIENT_B));
		for (TlsIdentity identity : List.of(one, other, one, other)) {
			assertThat(this.attempts.outcome(this.attempts.request(url(), Attempts.LONG, identity)))
				.isInstanceOf(AttemptAnswer.class);
		}
		assertThat(this.endpoint.accepted()).isEqualTo(2);
	}

	@Test
	void plainHttpIsNotSentToTheProxy() {
		for (String host : List.of("hooks.example", "127.0.0.1")) {
			assertThat(this.attempts.failure("http://" + host + ":" + this.endpoint.port() + "/"))
				.isEqualTo(FailureKind.BLOCKED);
		}
		assertThat(this.proxy.accepted()).isZero();
	}

}
