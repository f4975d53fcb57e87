package dev.webhooks.test.received;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Knows what is answered next, for each path. Safe for use by several threads.
 */
final class AnswerPlan {

	private final ConcurrentMap<String, WebhookAnswers> ofPaths = new ConcurrentHashMap<>();

	private volatile WebhookAnswers others;

	private volatile @Nullable Throwable failure;

	AnswerPlan(WebhookAnswers answers) {
		this.others = answers;
	}

	void set(WebhookAnswers answers) {
		this.others = answers;
	}

	void set(String path, WebhookAnswers answers) {
		this.ofPaths.put(ReceiverPaths.normalized(path), answers);
	}

	/**
	 * Answers a request: by 500 if that which decides fails, which {@link #check} tells.
	 */
	WebhookAnswer next(ReceivedWebhook webhook) {
		try {
			return this.ofPaths.getOrDefault(ReceiverPaths.normalized(webhook.path()), this.others).answer(webhook);
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			return WebhookAnswer.of(500);
		}
	}

	void check() {
		Throwable failure = this.failure;
		if (failure != null) {
			throw new AssertionError("A request was answered by 500, because no answer could be made", failure);
		}
	}

	static WebhookAnswers inTurn(WebhookAnswer... answers) {
		Assert.notEmpty(answers, "There must be at least one answer");
		List<WebhookAnswer> all = List.of(answers);
		AtomicInteger next = new AtomicInteger();
		return (webhook) -> all.get(next.getAndUpdate((current) -> Math.min(current + 1, all.size() - 1)));
	}

}
