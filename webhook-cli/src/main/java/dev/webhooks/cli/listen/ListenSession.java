package dev.webhooks.cli.listen;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.JsonOutput;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.test.received.ReceivedWebhook;
import dev.webhooks.test.received.WebhookAnswer;
import dev.webhooks.test.received.WebhookAnswers;

/**
 * Shows, keeps, forwards and answers what arrives, until enough of it has come. Safe for
 * use by several threads.
 */
final class ListenSession implements WebhookAnswers {

	private final Terminal terminal;

	private final RequestView view;

	private final boolean json;

	private final @Nullable KeptRequests kept;

	private final @Nullable KeptRequests fixtures;

	private final @Nullable Forwarding forwarding;

	private final WebhookAnswer usual;

	private final int expected;

	private final AtomicInteger numbers = new AtomicInteger();

	private final AtomicInteger verified = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final CountDownLatch end = new CountDownLatch(1);

	private int answered;

	ListenSession(Terminal terminal, RequestView view, boolean json, @Nullable KeptRequests kept,
			@Nullable KeptRequests fixtures, @Nullable Forwarding forwarding, WebhookAnswer usual, int expected) {
		this.terminal = terminal;
		this.view = view;
		this.json = json;
		this.kept = kept;
		this.fixtures = fixtures;
		this.forwarding = forwarding;
		this.usual = usual;
		this.expected = expected;
	}

	@Override
	public WebhookAnswer answer(ReceivedWebhook webhook) {
		int number = this.numbers.incrementAndGet();
		try {
			if (!this.json) {
				say(this.view.lines(number, webhook));
			}
			String file = kept(number, webhook);
			Forwarding.Forwarded forwarded = (this.forwarding != null) ? this.forwarding.forward(webhook) : null;
			WebhookAnswer answer = (forwarded != null) ? WebhookAnswer.of(forwarded.response()) : this.usual;
			tell(number, webhook, answer.statusFor(webhook), forwarded, file);
			return answer;
		}
		catch (CommandFailure ex) {
			fail(number, ex);
			return WebhookAnswer.of(500);
		}
		finally {
			count(webhook);
		}
	}

	/** A request that cannot be kept is answered and sent on all the same. */
	private @Nullable String kept(int number, ReceivedWebhook webhook) {
		try {
			return keep(number, webhook);
		}
		catch (CommandFailure ex) {
			fail(number, ex);
		}
		catch (RuntimeException ex) {
			fail(number, CommandFailure.usage("The request cannot be kept: %s.".formatted(ex.getMessage()), ""));
		}
		return null;
	}

	private @Nullable String keep(int number, ReceivedWebhook webhook) {
		KeptFixture fixture = (this.fixtures != null) ? KeptFixture.of(webhook, this.view.hidden().secrets()) : null;
		if (fixture != null && this.fixtures != null) {
			this.fixtures.write(fixture.file(), fixture.content());
		}
		if (this.kept == null || webhook.isTruncated()) {
			return null;
		}
		Path name = KeptRequest.name(number, webhook);
		return this.kept.write(name, KeptRequest.file(webhook)) ? this.kept.folder().resolve(name).toString() : null;
	}

	private void tell(int number, ReceivedWebhook webhook, int status, Forwarding.@Nullable Forwarded forwarded,
			@Nullable String file) {
		if (!this.json) {
			say(this.view.answerLine(number, status, forwarded, file));
			return;
		}
		Map<String, Object> tree = this.view.json(number, webhook);
		if (file != null) {
			tree.put("file", file);
		}
		if (forwarded != null) {
			tree.put("forwarded", RequestView.json(forwarded));
		}
		tree.put("answered", status);
		say(Printable.of(JsonOutput.line(tree)));
	}

	private synchronized void fail(int number, CommandFailure ex) {
		this.terminal.remark("#%s  %s\n".formatted(number, Printable.of(String.valueOf(ex.getMessage()))));
	}

	private synchronized void say(String lines) {
		this.terminal.println(this.view.hidden().text(lines));
	}

	private synchronized void count(ReceivedWebhook webhook) {
		if (webhook.isVerified()) {
			this.verified.incrementAndGet();
		}
		if (webhook.rejection() != null) {
			this.refused.incrementAndGet();
		}
		this.answered++;
		if (this.answered == this.expected) {
			end();
		}
	}

	void end() {
		this.end.countDown();
	}

	/** Waits until enough has arrived, or the time is over, or somebody ends it. */
	void await(@Nullable Duration timeout) {
		try {
			if (timeout == null) {
				this.end.await();
			}
			else {
				this.end.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	synchronized ListenReport report(Runnable reported) {
		return new ListenReport(this.answered, this.verified.get(), this.refused.get(), this.expected, reported);
	}

}
