package dev.webhooks.sender.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.sender.http.SocketServer.Talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of attempts that are not answered, but for what {@link DeadlineTests} has.
 */
class AttemptFailureTests {

	private final List<SocketServer> servers = new ArrayList<>();

	private Attempts attempts = new Attempts();

	@AfterEach
	void close() throws Exception {
		this.attempts.close();
		for (SocketServer server : this.servers) {
			server.close();
		}
	}

	private String serving(Talk talk) {
		return serving(SocketServer.plain(talk), "http");
	}

	private String serving(SocketServer server, String scheme) {
		this.servers.add(server);
		this.attempts.port(server.port());
		return scheme + "://hooks.example:" + server.port() + "/";
	}

	private SocketServer server() {
		return this.servers.get(0);
	}

	@Test
	void aClosedPortRefusesConnections() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
			this.attempts.port(free.getLocalPort());
			assertThat(this.attempts.failure("http://hooks.example:" + free.getLocalPort() + "/"))
				.isEqualTo(FailureKind.CONNECT);
		}
	}

	@Test
	void aHostThatDoesNotTakeConnectionsFailsAfterTheTimeToConnect() throws Exception {
		List<Socket> queued = new ArrayList<>();
		try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assumeThat(fill(deaf, queued)).isTrue();
			this.attempts.port(deaf.getLocalPort()).with((builder) -> builder.connectTimeout(Duration.ofMillis(200)));
			assertThat(this.attempts.failure("http://hooks.example:" + deaf.getLocalPort() + "/"))
				.isEqualTo(FailureKind.CONNECT_TIMEOUT);
			assertThat(this.attempts.client().connections()).isZero();
		}
		for (Socket socket : queued) {
			socket.close();
		}
	}

	/** Not each system leaves connections waiting. */
	private static boolean fill(ServerSocket deaf, List<Socket> queued) throws IOException {
		for (int i = 0; i < 10; i++) {
			Socket socket = new Socket();
			queued.add(socket);
			try {
				socket.connect(new InetSocketAddress("127.0.0.1", deaf.getLocalPort()), 200);
			}
			catch (SocketTimeoutException ex) {
				return true;
			}
		}
		return false;
	}

	@Test
	void anUnknownNameIsOfDns() {
		String url = serving(Talk.status(200)).replace("hooks.example", "unknown.example");
		assertThat(this.attempts.outcome(url)).isInstanceOfSatisfying(AttemptFailure.class, (failure) -> {
			assertThat(failure.kind()).isEqualTo(FailureKind.DNS);
			assertThat(failure.message()).isEqualTo("The name of the host has no address");
		});
	}

	@Test
	void aNameWithoutAddressIsOfDns() {
		this.attempts.name("hooks.example");
		assertThat(this.attempts.failure(serving(Talk.status(200)))).isEqualTo(FailureKind.DNS);
	}

	@Test
	void aForbiddenAddressIsBlockedWithoutSayingWhichOneItIs() {
		this.attempts.name("hooks.example", "127.0.0.1", "10.1.2.3");
		String url = serving(Talk.status(200));
		assertThat(this.attempts.outcome(url)).isInstanceOfSatisfying(AttemptFailure.class, (failure) -> {
			assertThat(failure.kind()).isEqualTo(FailureKind.BLOCKED);
			assertThat(failure.message()).isEqualTo("The host has an address that is of a private network");
		});
		assertThat(server().accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 20", "nonsense\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "HTTP/1.1 101 Switching\r\n\r\n",
			"HTTP/2.0 200 OK\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n" })
	void whatIsNoAnswerOfHttpIsOfTheConnection(String answer) {
		String url = serving((connection) -> {
			connection.read();
			connection.write(answer);
			connection.socket().close();
		});
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.IO);
		assertThat(this.attempts.client().connections()).isZero();
	}

	@Test
	void headersWithoutEndAreOfTheConnection() {
		String url = serving((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\n");
			while (true) {
				connection.write("X-Header: value\r\n");
			}
		});
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.IO);
	}

	@Test
	void aConnectionThatIsResetBeforeTheAnswerIsNotTriedAgain() {
		String url = serving((connection) -> {
			connection.read();
			connection.socket().setSoLinger(true, 0);
			connection.socket().close();
		});
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.IO);
		assertThat(server().received()).hasSize(1);
	}

	@Test
	void anIssuerThatNobodyTrustsIsOfTls() {
		String url = serving(SocketServer.tls(Certificates.context(Certificates.STRANGER), Talk.status(200)), "https");
		this.attempts.tls();
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.TLS);
		assertThat(server().received()).isEmpty();
	}

	@Test
	void aCertificateOfAnotherNameIsOfTls() {
		String url = serving(SocketServer.tls(Certificates.context(Certificates.SERVER), Talk.status(200)), "https");
		this.attempts.tls().name("other.example", "127.0.0.1");
		assertThat(this.attempts.failure(url.replace("hooks.example", "other.example"))).isEqualTo(FailureKind.TLS);
		assertThat(this.attempts.failure(url.replace("hooks.example", "127.0.0.1"))).isEqualTo(FailureKind.TLS);
		assertThat(server().received()).isEmpty();
	}

	@Test
	void aCertificateOfTheAddressAloneIsNotOneOfItsName() {
		String url = serving(SocketServer.tls(Certificates.context(Certificates.ADDRESS), Talk.status(200)), "https");
		this.attempts.tls();
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.TLS);
		assertThat(this.attempts.answer(url.replace("hooks.example", "127.0.0.1")).status()).isEqualTo(200);
	}

	@Test
	void anExpiredCertificateIsOfTls() {
		String url = serving(SocketServer.tls(Certificates.context(Certificates.EXPIRED), Talk.status(200)), "https");
		this.attempts.tls();
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.TLS);
	}

	@Test
	void anIssuerOfTheTestsIsNotTrustedByDefault() {
		String url = serving(SocketServer.tls(Certificates.context(Certificates.SERVER), Talk.status(200)), "https");
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.TLS);
	}

	@Test
	void aServerThatDoesNotSpeakTlsIsOfTls() {
		String url = serving((connection) -> {
			connection.socket().getInputStream().read();
			connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
			connection.socket().close();
		}).replace("http:", "https:");
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.TLS);
	}

	@Test
	void tooManyAttemptsOfOneEndpointAreRefusedAtOnceAndOthersAreNot() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		String slow = serving((connection) -> {
			// An attempt may begin late, on a connection that another has left
			while (connection.read() != null) {
				release.await();
				connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			}
		});
		this.attempts.with((builder) -> builder.maxInFlight(4, 2));
		AttemptRequest one = this.attempts.request(slow, Attempts.LONG);
		List<CompletableFuture<AttemptOutcome>> running = new ArrayList<>();
		running.add(this.attempts.client().attempt(one));
		running.add(this.attempts.client().attempt(one));
		assertThat(this.attempts.failure(one)).isEqualTo(FailureKind.BUSY);
		AttemptRequest other = of("other", one);
		running.add(this.attempts.client().attempt(other));
		running.add(this.attempts.client().attempt(other));
		assertThat(this.attempts.failure(of("third", one))).isEqualTo(FailureKind.BUSY);
		assertThat(this.attempts.client().inFlight()).isEqualTo(4);
		release.countDown();
		for (CompletableFuture<AttemptOutcome> attempt : running) {
			assertThat(attempt.get(20, TimeUnit.SECONDS)).isInstanceOf(AttemptAnswer.class);
		}
		assertThat(this.attempts.client().inFlight()).isZero();
		assertThat(this.attempts.outcome(one)).isInstanceOf(AttemptAnswer.class);
	}

	private static AttemptRequest of(String endpoint, AttemptRequest request) {
		return new AttemptRequest(endpoint, request.url(), request.headers(), request.body(), request.timeout(), null);
	}

	@Test
	void aNameWhoseLookupHangsHoldsUpNoOther() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		String url = serving(Talk.status(200));
		this.attempts.resolver((name) -> {
			if (name.startsWith("slow")) {
				try {
					release.await();
				}
				catch (InterruptedException ex) {
					throw new UnknownHostException(name);
				}
			}
			return new InetAddress[] { InetAddress.getByName("127.0.0.1") };
		});
		List<CompletableFuture<AttemptOutcome>> hanging = new ArrayList<>();
		this.attempts.with((builder) -> builder.maxInFlight(200, 200));
		for (int i = 0; i < 100; i++) {
			hanging.add(this.attempts.client()
				.attempt(this.attempts.request(url.replace("hooks", "slow"), Attempts.SHORT)));
		}
		assertThat(this.attempts.answer(url).status()).isEqualTo(200);
		for (CompletableFuture<AttemptOutcome> attempt : hanging) {
			assertThat(attempt.get(20, TimeUnit.SECONDS)).isInstanceOfSatisfying(AttemptFailure.class,
					(failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.DEADLINE));
		}
		release.countDown();
	}

	@Test
	void closingWaitsForWhatIsUnderWay() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		String url = serving((connection) -> {
			connection.read();
			arrived.countDown();
			release.await();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
		});
		CompletableFuture<AttemptOutcome> running = this.attempts.client()
			.attempt(this.attempts.request(url, Attempts.LONG));
		arrived.await();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(this.attempts::close);
		await().until(() -> this.attempts.failure(url) == FailureKind.CLOSED);
		assertThat(closing).isNotDone();
		release.countDown();
		closing.get(20, TimeUnit.SECONDS);
		assertThat(running.getNow(null)).isInstanceOf(AttemptAnswer.class);
		assertThat(server().received()).hasSize(1);
		await().until(() -> server().open() == 0);
	}

	@Test
	void closingEndsWhatTakesTooLong() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		String url = serving((connection) -> {
			connection.read();
			arrived.countDown();
		});
		this.attempts.with((builder) -> builder.drain(Duration.ofMillis(100)));
		CompletableFuture<AttemptOutcome> running = this.attempts.client()
			.attempt(this.attempts.request(url, Attempts.LONG));
		arrived.await();
		this.attempts.close();
		assertThat(running.getNow(null)).isInstanceOfSatisfying(AttemptFailure.class,
				(failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CLOSED));
		await().until(() -> server().open() == 0);
	}

	@Test
	void closingTwiceIsClosingOnce() {
		String url = serving(Talk.status(200));
		this.attempts.client();
		this.attempts.close();
		this.attempts.close();
		assertThat(this.attempts.failure(url)).isEqualTo(FailureKind.CLOSED);
	}

}
