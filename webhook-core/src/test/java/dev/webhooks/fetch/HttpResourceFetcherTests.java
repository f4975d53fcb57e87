package dev.webhooks.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpResourceFetcher} and the limit of its answers.
 */
class HttpResourceFetcherTests {

	@Test
	void fetchesNothingInTheClear() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new HttpResourceFetcher().fetch(URI.create("http://127.0.0.1:1/"), null))
			.withMessageContaining("https");
	}

	@Test
	void whereNobodyAnswersFails() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new HttpResourceFetcher().fetch(URI.create("https://127.0.0.1:1/"), "{}"));
	}

	@Test
	void answerIsReadUpToItsLimit() {
		LimitedBody body = new LimitedBody(4);
		Cancellation cancellation = new Cancellation();
		body.onSubscribe(cancellation);
		body.onNext(List.of(ByteBuffer.wrap(new byte[3])));
		body.onNext(List.of(ByteBuffer.wrap(new byte[1])));
		body.onComplete();
		assertThat(body.getBody().toCompletableFuture().join()).hasSize(4);
		assertThat(cancellation.cancelled).isFalse();
	}

	@Test
	void largerAnswerIsGivenUp() {
		LimitedBody body = new LimitedBody(4);
		Cancellation cancellation = new Cancellation();
		body.onSubscribe(cancellation);
		body.onNext(List.of(ByteBuffer.wrap(new byte[3])));
		body.onNext(List.of(ByteBuffer.wrap(new byte[2])));
		assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
		assertThat(cancellation.cancelled).isTrue();
	}

	private static final class Cancellation implements Flow.Subscription {

		private boolean cancelled;

		@Override
		public void request(long count) {
		}

		@Override
		public void cancel() {
			this.cancelled = true;
		}

	}

}
