package dev.webhooks.test.received;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of {@link ReceivedWebhooks}.
 */
class ReceivedWebhooksTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final String SECRET = "whsec_test";

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String EVENT = """
			{"id": "evt_1", "type": "charge.succeeded", "data": {"object": {"id": "ch_ü"}}}""";

	private static final WebhookProvider STRIPE = WebhookProvider.ofPreset("stripe").secret(SECRET).build();

	@AutoClose
	private final ReceivedWebhooks received = ReceivedWebhooks.builder()
		.provider(STRIPE)
		.provider("/github/{tenant}", WebhookProvider.ofPreset("github").secret("hub").build())
		.clock(new MutableClock(NOW))
		.start();

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void verifiesWhatArrivesAndReadsItsEvent() throws Exception {
		HttpResponse<String> answer = send(SignedRequests.stripe(SECRET, NOW, EVENT));
		ReceivedWebhook webhook = this.received.take(SOON);
		assertThat(webhook.isVerified()).isTrue();
		assertThat(webhook.rejection()).isNull();
		assertThat(webhook.provider()).isEqualTo("stripe");
		assertThat(webhook.events()).extracting(WebhookEvent::type, WebhookEvent::id)
			.containsExactly(tuple("charge.succeeded", "evt_1"));
		assertThat(answer.statusCode()).isEqualTo(200);
	}

	@Test
	void remembersARequestWhosePathCannotBeRead() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say("POST /github/%zz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").hearUntil("\r\n"))
				.contains("400");
		}
		assertThat(this.received.take(SOON).rejection()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD);
	}

	@Test
	void tellsThatAnAnswerCouldNotBeMade() throws Exception {
		IllegalStateException failure = new IllegalStateException("of the test");
		this.received.answerBy((webhook) -> {
			throw failure;
		});
		assertThat(send(SignedRequests.stripe(SECRET, NOW, EVENT)).statusCode()).isEqualTo(500);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.received.take(SOON)).withCause(failure);
	}

	@Test
	void keepsTheExactBytes() throws Exception {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		this.client.send(HttpRequest.newBuilder(this.received.url("/webhooks/stripe?a=%20b"))
			.header("X-Sent", "yes")
			.POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
			.build(), HttpResponse.BodyHandlers.discarding());
		ReceivedWebhook webhook = this.received.take(SOON);
		assertThat(webhook.body()).isEqualTo(bytes);
		assertThat(webhook.path()).isEqualTo("/webhooks/stripe");
		assertThat(webhook.head().query()).isEqualTo("a=%20b");
		assertThat(webhook.head().fullUrl()).isEqualTo(this.received.url() + "/webhooks/stripe?a=%20b");
		assertThat(webhook.header("x-sent")).isEqualTo("yes");
		assertThat(webhook.receivedAt()).isEqualTo(NOW);
	}

	@Test
	void refusesAWrongSignatureWithTheReasonAndADiagnosis() throws Exception {
		HttpResponse<String> answer = send(SignedRequests.stripe(SECRET + "\n", NOW, EVENT));
		ReceivedWebhook webhook = this.received.take(SOON);
		assertThat(webhook.isVerified()).isFalse();
		assertThat(webhook.rejection()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
		assertThat(webhook.diagnosis()).isNotBlank().doesNotContain(SECRET);
		assertThat(webhook.events()).isEmpty();
		assertThat(answer.statusCode()).isEqualTo(401);
	}

	@Test
	void refusesByItsClock() throws Exception {
		send(SignedRequests.stripe(SECRET, NOW.minusSeconds(301), EVENT));
		assertThat(this.received.take(SOON).rejection()).isEqualTo(RejectionReason.TIMESTAMP_TOO_OLD);
	}

	@Test
	void tellsWhichSecretOfARotationWasUsed() throws Exception {
		WebhookProvider rotated = WebhookProvider.ofPreset("stripe").secrets("new", SECRET).build();
		try (ReceivedWebhooks ofBoth = ReceivedWebhooks.builder()
			.provider(rotated)
			.clock(new MutableClock(NOW))
			.start()) {
			this.client.send(request(ofBoth, SignedRequests.stripe(SECRET, NOW, EVENT)),
					HttpResponse.BodyHandlers.discarding());
			assertThat(ofBoth.take(SOON).secretIndex()).isOne();
		}
	}

	@Test
	void refusesAMethodThatTheProviderNeverUses() throws Exception {
		assertThat(send(SignedRequests.stripe(SECRET, NOW, EVENT).method("PUT")).statusCode()).isEqualTo(405);
		assertThat(this.received.take(SOON).rejection()).isEqualTo(RejectionReason.METHOD_NOT_ALLOWED);
	}

	@Test
	void findsTheVariablesOfAPath() throws Exception {
		send(SignedRequests.github("hub", "push", "1", "{}").to("/github/gr%C3%BCn/"));
		ReceivedWebhook webhook = this.received.take(SOON);
		assertThat(webhook.isVerified()).isTrue();
		assertThat(webhook.head().tenant()).isEqualTo("grün");
	}

	@Test
	void answersAnUnknownPathWith404() throws Exception {
		assertThat(send(SignedRequest.post("/elsewhere", "{}")).statusCode()).isEqualTo(404);
		ReceivedWebhook webhook = this.received.take(SOON);
		assertThat(webhook.rejection()).isEqualTo(RejectionReason.UNKNOWN_PROVIDER);
		assertThat(webhook.diagnosis()).contains("/webhooks/stripe", "/github/{tenant}");
	}

	@Test
	void takesAllWhereThereIsNoProvider() throws Exception {
		try (ReceivedWebhooks all = ReceivedWebhooks.start()) {
			HttpResponse<Void> answer = this.client.send(request(all, SignedRequest.post("/any", "text")),
					HttpResponse.BodyHandlers.discarding());
			assertThat(answer.statusCode()).isEqualTo(200);
			ReceivedWebhook webhook = all.take(SOON);
			assertThat(webhook.bodyAsText()).isEqualTo("text");
			assertThat(webhook.isVerified()).isFalse();
			assertThat(webhook.provider()).isNull();
		}
	}

	@Test
	void answersAHandshakeAsTheProviderExpects() throws Exception {
		WebhookProvider slack = WebhookProvider.ofPreset("slack").secret("s").build();
		try (ReceivedWebhooks ofSlack = ReceivedWebhooks.builder()
			.provider(slack)
			.clock(new MutableClock(NOW))
			.start()) {
			SignedRequest test = SignedRequests.slack("s", "application/json", NOW, """
					{"type": "url_verification", "challenge": "3eZbrw1a"}""");
			HttpResponse<String> answer = this.client.send(request(ofSlack, test),
					HttpResponse.BodyHandlers.ofString());
			assertThat(answer.body()).contains("3eZbrw1a");
			assertThat(ofSlack.take(SOON).isHandshake()).isTrue();
		}
	}

	@Test
	void aRequestIsThereBeforeItIsAnswered() throws Exception {
		for (int i = 1; i <= 50; i++) {
			send(SignedRequests.stripe(SECRET, NOW, EVENT));
			assertThat(this.received.all()).hasSize(i);
		}
	}

	@Test
	void waitsForSoManyRequests() {
		CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 3; i++) {
				sendQuietly(SignedRequests.stripe(SECRET, NOW, EVENT));
			}
		});
		assertThat(this.received.await(3, SOON)).hasSize(3);
	}

	@Test
	void waitsForACertainRequest() {
		CompletableFuture.runAsync(() -> {
			sendQuietly(SignedRequest.post("/first", ""));
			sendQuietly(SignedRequest.post("/second", ""));
		});
		assertThat(this.received.await((webhook) -> webhook.path().equals("/second"), SOON).path())
			.isEqualTo("/second");
	}

	@Test
	void saysWhatArrivedInPlaceOfWhatWasAwaited() throws Exception {
		send(SignedRequests.stripe("wrong", NOW, EVENT));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.received.await(2, Duration.ofMillis(1)))
			.withMessageContaining("No 2 requests within PT0.001S")
			.withMessageContaining("by 1 connections arrived POST /webhooks/stripe (signature-mismatch: ");
	}

	@Test
	void takesEachRequestOnce() throws Exception {
		send(SignedRequest.post("/1", ""));
		send(SignedRequest.post("/2", ""));
		assertThat(this.received.take(SOON).path()).isEqualTo("/1");
		assertThat(this.received.take(SOON).path()).isEqualTo("/2");
		assertThat(this.received.all()).extracting(ReceivedWebhook::path).containsExactly("/1", "/2");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.received.take(Duration.ZERO));
	}

	@Test
	void forgetsWhatIsCleared() throws Exception {
		send(SignedRequest.post("/1", ""));
		this.received.clear();
		assertThat(this.received.all()).isEmpty();
		assertThat(this.received.count()).isZero();
	}

	@Test
	void forgetsTheOldestRequestsBeyondTheLimit() throws Exception {
		try (ReceivedWebhooks few = ReceivedWebhooks.builder().maxKept(2, 1024 * 1024).start()) {
			for (int i = 1; i <= 3; i++) {
				this.client.send(request(few, SignedRequest.post("/" + i, "")), HttpResponse.BodyHandlers.discarding());
			}
			assertThat(few.all()).extracting(ReceivedWebhook::path).containsExactly("/2", "/3");
			assertThat(few.take(SOON).path()).isEqualTo("/2");
			assertThat(few.count()).isEqualTo(3);
		}
	}

	@Test
	void forgetsTheOldestRequestsBeyondTheirSize() throws Exception {
		try (ReceivedWebhooks small = ReceivedWebhooks.builder().maxKept(100, 12_000).start()) {
			for (int i = 1; i <= 3; i++) {
				this.client.send(request(small, SignedRequest.post("/" + i, "x".repeat(2000))),
						HttpResponse.BodyHandlers.discarding());
			}
			assertThat(small.all()).extracting(ReceivedWebhook::path).containsExactly("/2", "/3");
		}
	}

	@Test
	void countsConnections() throws Exception {
		send(SignedRequest.post("/1", ""));
		send(SignedRequest.post("/2", ""));
		assertThat(this.received.connections()).isOne();
		assertThat(this.received.openConnections()).isOne();
		assertThat(this.received.all()).extracting(ReceivedWebhook::connection).containsExactly(1, 1);
	}

	@Test
	void noticesThatAConnectionIsClosed() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST / HTTP/1.1\r\nHost: a\r\n\r\n").hearUntil("\r\n\r\n");
			assertThat(this.received.openConnections()).isOne();
		}
		this.received.awaitNoOpenConnections(SOON);
		assertThat(this.received.openConnections()).isZero();
	}

	@Test
	void saysThatConnectionsAreStillOpen() throws Exception {
		send(SignedRequest.post("/1", ""));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.received.awaitNoOpenConnections(Duration.ofMillis(1)))
			.withMessageContaining("1 connections are still open");
	}

	@Test
	void waitsUntilAllIsAnswered() throws Exception {
		this.received.answer(WebhookAnswer.of(200).after(Duration.ofMillis(50)));
		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendQuietly(SignedRequest.post("/1", "")));
		this.received.await(1, SOON);
		this.received.awaitAnswered(SOON);
		assertThat(sending).succeedsWithin(SOON);
	}

	@Test
	void saysThatNotAllIsAnswered() throws Exception {
		this.received.answer(WebhookAnswer.never());
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST / HTTP/1.1\r\nHost: a\r\n\r\n");
			this.received.await(1, SOON);
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> this.received.awaitAnswered(Duration.ofMillis(1)));
		}
		this.received.awaitAnswered(SOON);
	}

	@Test
	void leavesNoThreadBehind() throws Exception {
		ReceivedWebhooks closed = ReceivedWebhooks.start();
		closed.answer(WebhookAnswer.never());
		try (RawClient silent = new RawClient(closed); RawClient waiting = new RawClient(closed)) {
			waiting.say("POST / HTTP/1.1\r\nHost: a\r\n\r\n");
			closed.await(1, SOON);
			assertThat(threadsOf(closed)).hasSize(3).allMatch(Thread::isDaemon);
			closed.close();
			assertThat(threadsOf(closed)).isEmpty();
			assertThat(waiting.hearAll()).isEmpty();
			assertThat(silent.hearAll()).isEmpty();
		}
	}

	@Test
	void showsNoBodiesAndHeaders() throws Exception {
		send(SignedRequests.stripe(SECRET, NOW, EVENT));
		assertThat(this.received.take(SOON)).hasToString("POST /webhooks/stripe (verified)");
	}

	private static Set<Thread> threadsOf(ReceivedWebhooks received) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("received-webhooks-" + received.port() + "-"))
			.collect(Collectors.toSet());
	}

	private HttpResponse<String> send(SignedRequest request) throws Exception {
		return this.client.send(request(this.received, request),
				HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

	private void sendQuietly(SignedRequest request) {
		this.client.sendAsync(request(this.received, request), HttpResponse.BodyHandlers.discarding()).join();
	}

	private static HttpRequest request(ReceivedWebhooks received, SignedRequest request) {
		URI url = received.url();
		return request.toHttpRequest(url.toString()).build();
	}

}
