package dev.webhooks.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, given up as soon as there are too many. Not safe for use by
 * several threads.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

	private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();

	private Flow.@Nullable Subscription subscription;

	private long remaining;

	LimitedBody(int limit) {
		this.remaining = limit;
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return this.bytes.getBody();
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.subscription = subscription;
		this.bytes.onSubscribe(subscription);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			this.remaining -= buffer.remaining();
		}
		if (this.remaining >= 0) {
			this.bytes.onNext(buffers);
		}
		else if (this.subscription != null) {
			this.subscription.cancel();
			this.bytes.onError(new IOException("The answer is too large"));
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.bytes.onError(failure);
	}

	@Override
	public void onComplete() {
		this.bytes.onComplete();
	}

}
