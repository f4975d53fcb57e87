package dev.webhooks.test.received;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookResponse;

/**
 * How a request is answered by {@link ReceivedWebhooks}: with what, how slowly, or not at
 * all. Immutable.
 */
public final class WebhookAnswer {

	/** Longer than any test, shorter than what sockets can wait for. */
	private static final Duration NEVER = Duration.ofDays(7);

	private static final WebhookAnswer BY_VERDICT = new WebhookAnswer(new AnswerSettings());

	private final AnswerSettings settings;

	private WebhookAnswer(AnswerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Answers as a receiver does, which is the default: with 200 or what the provider
	 * wants, a handshake as the provider expects it, and a request that is refused with
	 * the status of the reason.
	 * @return the answer
	 */
	public static WebhookAnswer byVerdict() {
		return BY_VERDICT;
	}

	/**
	 * Answers without body, whether the request is authentic or not.
	 * @param status the HTTP status, from 200 to 999
	 * @return the answer
	 */
	public static WebhookAnswer of(int status) {
		return of(WebhookResponse.of(status));
	}

	/**
	 * Answers with a body, whether the request is authentic or not.
	 * @param status the HTTP status, from 200 to 999
	 * @param contentType the media type of the body
	 * @param body the body, which is sent in UTF-8
	 * @return the answer
	 */
	public static WebhookAnswer of(int status, String contentType, String body) {
		return of(WebhookResponse.of(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Answers with a response, whether the request is authentic or not.
	 * @param response the status, the headers and the body
	 * @return the answer
	 */
	public static WebhookAnswer of(WebhookResponse response) {
		Assert.isTrue(response.status() >= 200 && response.status() <= 999, "The status must be from 200 to 999");
		return BY_VERDICT.with((settings) -> settings.response = response);
	}

	/**
	 * Answers 410: the endpoint is gone for good.
	 * @return the answer
	 */
	public static WebhookAnswer gone() {
		return of(410);
	}

	/**
	 * Asks to be sent the request again later.
	 * @param status the HTTP status, such as 429 or 503
	 * @param time after which time, in whole seconds
	 * @return the answer
	 */
	public static WebhookAnswer retryAfter(int status, Duration time) {
		return of(status).header("Retry-After", Long.toString(time.toSeconds()));
	}

	/**
	 * Sends the sender elsewhere.
	 * @param status the HTTP status, such as 302 or 307
	 * @param location the URL
	 * @return the answer
	 */
	public static WebhookAnswer redirect(int status, String location) {
		return of(status).header("Location", location);
	}

	/**
	 * Answers with a body that is made while it is sent, and so may be larger than any
	 * memory.
	 * @param status the HTTP status
	 * @param bytes the size of the body, which is announced, in bytes
	 * @return the answer
	 */
	public static WebhookAnswer ofSize(int status, long bytes) {
		Assert.isTrue(bytes >= 0, "'bytes' must not be negative");
		return of(status).with((settings) -> settings.size = bytes);
	}

	/**
	 * Answers with a chunked body that does not end before the sender leaves.
	 * @param status the HTTP status
	 * @return the answer
	 */
	public static WebhookAnswer endless(int status) {
		return of(status).with((settings) -> settings.size = Long.MAX_VALUE);
	}

	/**
	 * Answers with something that need not be HTTP, and closes the connection.
	 * @param bytes the exact bytes, which are sent in ISO 8859-1
	 * @return the answer
	 */
	public static WebhookAnswer raw(String bytes) {
		return of(200).with((settings) -> settings.raw = bytes).thenClose();
	}

	/**
	 * Keeps the connection open and says nothing, until the sender leaves or the receiver
	 * is closed.
	 * @return the answer
	 */
	public static WebhookAnswer never() {
		return noAnswer().after(NEVER);
	}

	/**
	 * Closes the connection without an answer.
	 * @return the answer
	 */
	public static WebhookAnswer noAnswer() {
		return raw("");
	}

	/**
	 * Aborts the connection without an answer, as a process does that is killed.
	 * @return the answer
	 */
	public static WebhookAnswer reset() {
		return noAnswer().with((settings) -> settings.reset = true);
	}

	/**
	 * Adds a header to the answer.
	 * @param name the name
	 * @param value the value
	 * @return the new answer
	 */
	public WebhookAnswer header(String name, String value) {
		return with((settings) -> settings.headers = settings.headers.with(name, value));
	}

	/**
	 * Waits before the first byte of the answer.
	 * @param delay the time to wait
	 * @return the new answer
	 */
	public WebhookAnswer after(Duration delay) {
		return with((settings) -> settings.delay = delay);
	}

	/**
	 * Sends the head byte by byte.
	 * @param between the time between two bytes
	 * @return the new answer
	 */
	public WebhookAnswer drippingHead(Duration between) {
		return with((settings) -> settings.headPause = between);
	}

	/**
	 * Sends the body byte by byte.
	 * @param between the time before each byte
	 * @return the new answer
	 */
	public WebhookAnswer drippingBody(Duration between) {
		return with((settings) -> settings.bodyPause = between);
	}

	/**
	 * Closes the connection when so much of the body has been sent, though more was
	 * announced.
	 * @param bytes the number of bytes of the body that are sent
	 * @return the new answer
	 */
	public WebhookAnswer cutAfter(long bytes) {
		return with((settings) -> settings.cut = bytes).thenClose();
	}

	/**
	 * Closes the connection after the answer, which says so.
	 * @return the new answer
	 */
	public WebhookAnswer thenClose() {
		return with((settings) -> settings.close = true);
	}

	/**
	 * Status of this answer to a request.
	 * @param webhook the request
	 * @return the HTTP status
	 */
	public int statusFor(ReceivedWebhook webhook) {
		return response(webhook.usualAnswer()).status();
	}

	Duration delay() {
		return this.settings.delay;
	}

	Duration headPause() {
		return this.settings.headPause;
	}

	Duration bodyPause() {
		return this.settings.bodyPause;
	}

	@Nullable String raw() {
		return this.settings.raw;
	}

	/** Size of a body that is made, or -1 where the response has it. */
	long size() {
		return this.settings.size;
	}

	boolean isEndless() {
		return this.settings.size == Long.MAX_VALUE;
	}

	long cut() {
		return this.settings.cut;
	}

	boolean closes() {
		return this.settings.close;
	}

	boolean resets() {
		return this.settings.reset;
	}

	WebhookResponse response(WebhookResponse verdict) {
		WebhookResponse response = Objects.requireNonNullElse(this.settings.response, verdict);
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		response.headers().forEach(headers::add);
		this.settings.headers.forEach(headers::add);
		return new WebhookResponse(response.status(), headers.build(), response.contentType(), response.body());
	}

	private WebhookAnswer with(Consumer<AnswerSettings> change) {
		AnswerSettings changed = new AnswerSettings(this.settings);
		change.accept(changed);
		return new WebhookAnswer(changed);
	}

	@Override
	public String toString() {
		return (this.settings.response != null) ? this.settings.response.toString() : "by verdict";
	}

}
