package dev.webhooks.test.received;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.util.Assert;

/**
 * Knows what is answered next, for each path. Safe for use by several threads.
 */
final class AnswerPlan {

	private final ConcurrentMap<String, WebhookAnswers> ofPaths = new ConcurrentHashMap<>();

	private volatile WebhookAnswers others;

	AnswerPlan(WebhookAnswers answers) {
		this.others = answers;
	}

	void set(WebhookAnswers answers) {
		this.others = answers;
	}

	void set(String path, WebhookAnswers answers) {
		this.ofPaths.put(ReceiverPaths.normalized(path), answers);
	}

	WebhookAnswer next(ReceivedWebhook webhook) {
		return this.ofPaths.getOrDefault(ReceiverPaths.normalized(webhook.path()), this.others).answer(webhook);
	}

	static WebhookAnswers inTurn(WebhookAnswer... answers) {
		Assert.notEmpty(answers, "There must be at least one answer");
		List<WebhookAnswer> all = List.of(answers);
		AtomicInteger next = new AtomicInteger();
		return (webhook) -> all.get(next.getAndUpdate((current) -> Math.min(current + 1, all.size() - 1)));
	}

}
