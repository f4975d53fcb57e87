package dev.webhooks.test.received;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link WebhookAnswer}.
 */
class WebhookAnswerTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration LATE = Duration.ofMinutes(10);

	private static final String REQUEST = "POST /in HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

	@AutoClose
	private final ReceivedWebhooks received = ReceivedWebhooks.start();

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void answersWithAStatus() throws Exception {
		this.received.answer(WebhookAnswer.of(503));
		assertThat(post("/in").statusCode()).isEqualTo(503);
	}

	@Test
	void answersWithABody() throws Exception {
		this.received.answer(WebhookAnswer.of(500, "text/plain", "Grüße"));
		HttpResponse<String> answer = post("/in");
		assertThat(answer.body()).isEqualTo("Grüße");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
	}

	@Test
	void isGone() throws Exception {
		this.received.answer(WebhookAnswer.gone());
		assertThat(post("/in").statusCode()).isEqualTo(410);
	}

	@Test
	void asksForPatience() throws Exception {
		this.received.answer(WebhookAnswer.retryAfter(429, Duration.ofMinutes(2)));
		HttpResponse<String> answer = post("/in");
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("120");
	}

	@Test
	void sendsElsewhere() throws Exception {
		this.received.answer(WebhookAnswer.redirect(302, "http://169.254.169.254/"));
		HttpResponse<String> answer = post("/in");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location")).hasValue("http://169.254.169.254/");
	}

	@Test
	void answersInTurnAndGoesOnWithTheLast() throws Exception {
		this.received.answer(WebhookAnswer.of(503), WebhookAnswer.of(503), WebhookAnswer.byVerdict());
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			statuses.add(post("/in").statusCode());
		}
		assertThat(statuses).containsExactly(503, 503, 200, 200, 200);
	}

	@Test
	void answersEachPathInItsOwnWay() throws Exception {
		this.received.answer(WebhookAnswer.of(500)).answer("/good", WebhookAnswer.of(204));
		assertThat(post("/good").statusCode()).isEqualTo(204);
		assertThat(post("/bad").statusCode()).isEqualTo(500);
	}

	@Test
	void answersAsItIsDecidedForARequest() throws Exception {
		this.received.answerBy((webhook) -> WebhookAnswer.of(200, "text/plain", webhook.path()));
		assertThat(post("/in").body()).isEqualTo("/in");
	}

	@Test
	void addsToTheUsualAnswer() throws Exception {
		this.received.answer(WebhookAnswer.byVerdict().header("X-More", "yes"));
		HttpResponse<String> answer = post("/in");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("X-More")).hasValue("yes");
	}

	@Test
	void answersWhatIsNotAuthenticAllTheSame() throws Exception {
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret("s").build();
		try (ReceivedWebhooks strict = ReceivedWebhooks.start(stripe)) {
			strict.answer(WebhookAnswer.of(202));
			assertThat(post(strict, "/webhooks/stripe").statusCode()).isEqualTo(202);
			assertThat(strict.take(SOON).isVerified()).isFalse();
		}
	}

	@Test
	void waitsBeforeItAnswers() throws Exception {
		this.received.answer(WebhookAnswer.of(200).after(Duration.ofMillis(80)));
		long begin = System.nanoTime();
		assertThat(post("/in").statusCode()).isEqualTo(200);
		assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Duration.ofMillis(80).toNanos());
	}

	@Test
	void dripsTheHead() throws Exception {
		this.received.answer(WebhookAnswer.of(200).drippingHead(Duration.ofMillis(1)));
		assertThat(post("/in").statusCode()).isEqualTo(200);
	}

	@Test
	void dripsSoSlowlyThatTheHeadIsNeverThere() throws Exception {
		this.received.answer(WebhookAnswer.of(200).drippingHead(LATE));
		try (RawClient raw = new RawClient(this.received)) {
			raw.say(REQUEST);
			this.received.take(SOON);
		}
		this.received.awaitNoOpenConnections(SOON);
	}

	@Test
	void dripsTheBody() throws Exception {
		this.received.answer(WebhookAnswer.of(200, "text/plain", "slow").drippingBody(Duration.ofMillis(1)));
		assertThat(post("/in").body()).isEqualTo("slow");
	}

	@Test
	void hasSentTheHeadWhileTheBodyDrips() throws Exception {
		this.received.answer(WebhookAnswer.of(200, "text/plain", "slow").drippingBody(LATE));
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hearUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
		}
		this.received.awaitNoOpenConnections(SOON);
	}

	@Test
	void neverAnswersAndNoticesThatTheSenderLeaves() throws Exception {
		this.received.answer(WebhookAnswer.never());
		try (RawClient raw = new RawClient(this.received)) {
			raw.say(REQUEST);
			this.received.take(SOON);
			assertThat(this.received.openConnections()).isOne();
		}
		this.received.awaitNoOpenConnections(SOON);
	}

	@Test
	void closesWithoutAnAnswer() throws Exception {
		this.received.answer(WebhookAnswer.noAnswer());
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hearAll()).isEmpty();
		}
	}

	@Test
	void aborts() throws Exception {
		this.received.answer(WebhookAnswer.reset());
		try (RawClient raw = new RawClient(this.received)) {
			raw.say(REQUEST);
			assertThatExceptionOfType(IOException.class).isThrownBy(raw::hearAll).withMessageContaining("reset");
		}
	}

	@Test
	void answersWithWhatIsNoHttp() throws Exception {
		this.received.answer(WebhookAnswer.raw("SSH-2.0-OpenSSH\r\n"));
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hearAll()).isEqualTo("SSH-2.0-OpenSSH\r\n");
		}
	}

	@Test
	void answersWithMoreThanIsWanted() throws Exception {
		this.received.answer(WebhookAnswer.ofSize(200, 20_000_000));
		HttpResponse<byte[]> answer = this.client.send(HttpRequest.newBuilder(this.received.url("/in")).build(),
				HttpResponse.BodyHandlers.ofByteArray());
		assertThat(answer.body()).hasSize(20_000_000);
		assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(20_000_000);
	}

	@Test
	void doesNotEndUntilTheSenderLeaves() throws Exception {
		this.received.answer(WebhookAnswer.endless(200));
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hear(1_000_000)).contains("Transfer-Encoding: chunked");
		}
		this.received.awaitNoOpenConnections(SOON);
	}

	@Test
	void announcesMoreThanItSends() throws Exception {
		this.received.answer(WebhookAnswer.of(200, "text/plain", "0123456789").cutAfter(4));
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hearAll()).contains("Content-Length: 10\r\n").endsWith("\r\n\r\n0123");
		}
	}

	@Test
	void saysThatItCloses() throws Exception {
		this.received.answer(WebhookAnswer.of(204).thenClose());
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hearAll()).isEqualTo("HTTP/1.1 204 \r\nConnection: close\r\n\r\n");
		}
	}

	@Test
	void putsNoLineOfItsOwnIntoTheHead() throws Exception {
		this.received.answer(WebhookAnswer.of(200).header("X-Note", "a\r\nb").thenClose());
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(REQUEST).hearAll()).contains("X-Note: a  b\r\n");
		}
	}

	@Test
	void isNoInformationalResponse() {
		assertThatIllegalArgumentException().isThrownBy(() -> WebhookAnswer.of(100));
	}

	private HttpResponse<String> post(String path) throws Exception {
		return post(this.received, path);
	}

	private HttpResponse<String> post(ReceivedWebhooks to, String path) throws Exception {
		return this.client.send(
				HttpRequest.newBuilder(to.url(path)).POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
