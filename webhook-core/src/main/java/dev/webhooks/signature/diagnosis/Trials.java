package dev.webhooks.signature.diagnosis;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification.Verified;

/**
 * Trials of what would be authentic, as many as one diagnosis may cost: strangers decide
 * how long bodies are, and what there is to be tried. Not safe for use by several
 * threads.
 */
final class Trials {

	static final int MAX_TRIALS = 400;

	/** Bytes that are signed in all trials together. */
	static final long MAX_BYTES = 16L * 1024 * 1024;

	private static final int HEAD = 1024;

	private final SignatureScheme scheme;

	private final Instant time;

	private int trials;

	private long bytes;

	private boolean exhausted;

	private @Nullable ParsedRequest parsed;

	/**
	 * Creates trials.
	 * @param scheme the scheme of the provider
	 * @param time the time that requests are verified at
	 */
	Trials(SignatureScheme scheme, Instant time) {
		this.scheme = scheme;
		this.time = time;
	}

	/**
	 * Tells whether a request would be authentic.
	 * @param secrets the secrets to verify it with, expired or not
	 * @return whether it would, or {@code false} if there has been enough of trials
	 */
	boolean verifies(WebhookRequest request, List<Secret> secrets) {
		return verifies(this.scheme, request, secrets);
	}

	/**
	 * Tells whether a request would be authentic by another scheme, which reads the same
	 * of it.
	 */
	boolean verifies(SignatureScheme scheme, WebhookRequest request, List<Secret> secrets) {
		List<Secret> readings = Secret.readingsOf(secrets);
		long cost = (HEAD + (long) request.body().length) * Math.max(1, readings.size());
		this.exhausted |= this.trials >= MAX_TRIALS || this.bytes + cost > MAX_BYTES;
		if (this.exhausted) {
			return false;
		}
		this.trials++;
		this.bytes += cost;
		try {
			return scheme.verify(parsed(request), readings, this.time) instanceof Verified;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private ParsedRequest parsed(WebhookRequest request) {
		ParsedRequest parsed = this.parsed;
		if (parsed == null || parsed.request() != request) {
			parsed = this.scheme.parser().parse(request);
			this.parsed = parsed;
		}
		return parsed;
	}

	/**
	 * Tells whether something was not tried for want of budget.
	 */
	boolean areExhausted() {
		return this.exhausted;
	}

}
