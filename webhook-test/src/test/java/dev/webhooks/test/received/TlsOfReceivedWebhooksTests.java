package dev.webhooks.test.received;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ReceivedWebhooks} with TLS, and of {@link TestCertificate}.
 */
class TlsOfReceivedWebhooksTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final TestCertificate ISSUER = TestCertificate.issuer("Issuer of tests");

	private static final TestCertificate SERVER = ISSUER.issue("localhost", "localhost", "127.0.0.1");

	@Test
	void receivesOverTls() throws Exception {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().tls(SERVER.context()).start()) {
			assertThat(post(TestCertificate.trusting(ISSUER), received)).isEqualTo(200);
			ReceivedWebhook webhook = received.take(SOON);
			assertThat(webhook.head().secure()).isTrue();
			assertThat(webhook.head().url()).startsWith("https://localhost:");
			assertThat(webhook.head().clientCertificates()).isEmpty();
		}
	}

	@Test
	void tellsTheNameThatTheSenderAskedFor() throws Exception {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().tls(SERVER.context()).start();
				Socket plain = new Socket(InetAddress.getLoopbackAddress(), received.port());
				Socket secured = TestCertificate.trusting(ISSUER)
					.getSocketFactory()
					.createSocket(plain, "hooks.example.com", received.port(), true)) {
			secured.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(received.take(SOON).serverName()).isEqualTo("hooks.example.com");
		}
	}

	@Test
	void tellsTheCertificateOfTheClient() throws Exception {
		TestCertificate client = ISSUER.issue("client-1");
		try (ReceivedWebhooks received = ReceivedWebhooks.builder()
			.tls(SERVER.context(ISSUER), ClientCertificates.NEEDED)
			.start()) {
			assertThat(post(client.context(ISSUER), received)).isEqualTo(200);
			assertThat(received.take(SOON).head().clientCertificates()).isEqualTo(client.chain());
		}
	}

	@Test
	void connectsNoClientWithoutTheCertificateThatIsNeeded() {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder()
			.tls(SERVER.context(ISSUER), ClientCertificates.NEEDED)
			.start()) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> post(TestCertificate.trusting(ISSUER), received));
			assertThat(received.all()).isEmpty();
		}
	}

	@Test
	void connectsAClientWithoutTheCertificateThatIsWanted() throws Exception {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder()
			.tls(SERVER.context(ISSUER), ClientCertificates.WANTED)
			.start()) {
			assertThat(post(TestCertificate.trusting(ISSUER), received)).isEqualTo(200);
		}
	}

	@Test
	void isNotTrustedByThoseWhoDoNotKnowTheIssuer() {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().tls(SERVER.context()).start()) {
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> post(TestCertificate.trusting(TestCertificate.issuer("Other")), received));
		}
	}

	@Test
	void isNotTrustedWhenItHasExpired() {
		TestCertificate expired = ISSUER.issue(Instant.parse("2020-01-01T00:00:00Z"),
				Instant.parse("2021-01-01T00:00:00Z"), "localhost", "localhost");
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().tls(expired.context()).start()) {
			assertThatExceptionOfType(SSLHandshakeException.class)
				.isThrownBy(() -> post(TestCertificate.trusting(ISSUER), received));
		}
	}

	@Test
	void mayBeValidBeyondTheYear2050() {
		Instant end = Instant.parse("2070-06-01T12:00:00Z");
		assertThat(ISSUER.issue(Instant.EPOCH, end, "far").certificate().getNotAfter().toInstant()).isEqualTo(end);
	}

	@Test
	void answersLateAndInDripsOverTls() throws Exception {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().tls(SERVER.context()).start()) {
			received.answer(WebhookAnswer.of(200, "text/plain", "slow")
				.after(Duration.ofMillis(5))
				.drippingHead(Duration.ofMillis(1))
				.drippingBody(Duration.ofMillis(1)));
			assertThat(post(TestCertificate.trusting(ISSUER), received)).isEqualTo(200);
		}
	}

	@Test
	void noticesThatTheSenderLeavesOverTls() throws Exception {
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().tls(SERVER.context()).start()) {
			received.answer(WebhookAnswer.never());
			HttpClient client = HttpClient.newBuilder().sslContext(TestCertificate.trusting(ISSUER)).build();
			client.sendAsync(HttpRequest.newBuilder(received.url("/in")).timeout(Duration.ofMillis(500)).build(),
					HttpResponse.BodyHandlers.discarding());
			received.await(1, SOON);
			received.awaitNoOpenConnections(SOON);
		}
	}

	@Test
	void showsNoKey() {
		assertThat(SERVER).hasToString("CN=localhost by CN=Issuer of tests");
	}

	private static int post(SSLContext context, ReceivedWebhooks received) throws Exception {
		HttpClient client = HttpClient.newBuilder().sslContext(context).build();
		return client
			.send(HttpRequest.newBuilder(received.url("/in")).POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
					HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

}
