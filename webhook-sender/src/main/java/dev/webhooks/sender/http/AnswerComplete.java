package dev.webhooks.sender.http;

import java.io.IOException;

/**
 * Thrown into the client to end a connection whose answer is known as far as it is kept:
 * the rest of the body is not read.
 */
@SuppressWarnings("serial")
final class AnswerComplete extends IOException {

	private final transient AttemptAnswer answer;

	AnswerComplete(AttemptAnswer answer) {
		super("The rest of the answer is not read");
		this.answer = answer;
	}

	AttemptAnswer answer() {
		return this.answer;
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
