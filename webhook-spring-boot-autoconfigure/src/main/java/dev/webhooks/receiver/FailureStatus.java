package dev.webhooks.receiver;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.UnprocessedWebhookException;
import dev.webhooks.WebhookResponse;

/**
 * Answer that the exception of a listener asks for: as an
 * {@link UnprocessedWebhookException}, by {@link ResponseStatus} on its class, or as an
 * {@link ErrorResponse}, by itself or as a cause. Nothing else of it is shown to the
 * provider.
 */
final class FailureStatus {

	/** An exception may be its own cause by a detour. */
	private static final int MOST_CAUSES = 16;

	private FailureStatus() {
	}

	/**
	 * Makes the answer.
	 * @param failure what the listener has thrown
	 * @param returnValues makes answers of what listeners have to say
	 * @param wanted the answer that the provider wants, or {@code null} if any will do
	 * @return the answer, or {@code null} if the exception asks for none
	 */
	static @Nullable WebhookResponse answer(Throwable failure, ReturnValues returnValues,
			@Nullable WebhookResponse wanted) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			if (cause instanceof UnprocessedWebhookException unprocessed) {
				return returnValues.toResponse(unprocessed.answer(), wanted);
			}
			if (cause instanceof ErrorResponse response) {
				return withHeaders(Answers.ofStatus(response.getStatusCode().value()), response.getHeaders());
			}
			ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(cause.getClass(), ResponseStatus.class);
			if (status != null) {
				return Answers.ofStatus(status.code().value());
			}
			cause = cause.getCause();
		}
		return null;
	}

	/**
	 * Tells whether an exception wants the event to be delivered again: by a server
	 * error, or as a {@link RetryLaterWebhookException}.
	 */
	static boolean asksForAnother(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(cause.getClass(), ResponseStatus.class);
			boolean asks = cause instanceof RetryLaterWebhookException
					|| cause instanceof ErrorResponse response && response.getStatusCode().is5xxServerError()
					|| status != null && status.code().is5xxServerError();
			if (asks) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static WebhookResponse withHeaders(WebhookResponse answer, HttpHeaders headers) {
		String retryAfter = headers.getFirst(HttpHeaders.RETRY_AFTER);
		return (retryAfter != null) ? answer.withHeader(HttpHeaders.RETRY_AFTER, retryAfter) : answer;
	}

}
