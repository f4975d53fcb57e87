package dev.webhooks.autoconfigure.provider;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.signature.callback.CallbackSettings;

/**
 * Questions to the provider whether it sent a request: the keys below
 * {@code signature.callback}.
 */
public class CallbackProperties {

	/**
	 * URL where the provider is asked whether it sent a request, without query string.
	 * Nobody is asked if it is not set.
	 */
	private @Nullable String url;

	/**
	 * Query string of that URL, as a template of locators whose values are
	 * percent-encoded.
	 */
	private @Nullable String query;

	/**
	 * Body that is sent there by POST, as a template: '{body}' is the exact bytes that
	 * were received. Without one it is asked by GET.
	 */
	private @Nullable String body;

	/**
	 * Content type of that body.
	 */
	private @Nullable String contentType;

	/**
	 * JSON pointer to the verdict in the answer. The whole text by default.
	 */
	private @Nullable String pointer;

	/**
	 * Verdicts by which a request is authentic.
	 */
	private @Nullable List<String> verified;

	/**
	 * Verdicts by which a request is not authentic. Any other is answered 503, so that it
	 * is sent again.
	 */
	private @Nullable List<String> refused;

	/**
	 * Values that have to be equal in the answer and in the request, each as a JSON
	 * pointer and a locator, such as '/amount=form:amount'.
	 */
	private @Nullable List<String> matching;

	/**
	 * Conditions of which one is enough for the provider not to be asked, such as
	 * 'form:status=FAILED'.
	 */
	private @Nullable List<String> unless;

	/**
	 * How long the whole answer may take, 30 seconds at most.
	 */
	private @Nullable Duration timeout;

	/**
	 * How many requests the provider is asked about in a minute at the most. A quarter is
	 * kept for clients that were verified lately, and of the others a network has a
	 * twelfth.
	 */
	private @Nullable Integer callsPerMinute;

	/**
	 * How many answers are awaited at once at the most. Further requests are answered
	 * 503.
	 */
	private @Nullable Integer concurrency;

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getQuery() {
		return this.query;
	}

	public void setQuery(@Nullable String query) {
		this.query = query;
	}

	public @Nullable String getBody() {
		return this.body;
	}

	public void setBody(@Nullable String body) {
		this.body = body;
	}

	public @Nullable String getContentType() {
		return this.contentType;
	}

	public void setContentType(@Nullable String contentType) {
		this.contentType = contentType;
	}

	public @Nullable String getPointer() {
		return this.pointer;
	}

	public void setPointer(@Nullable String pointer) {
		this.pointer = pointer;
	}

	public @Nullable List<String> getVerified() {
		return this.verified;
	}

	public void setVerified(@Nullable List<String> verified) {
		this.verified = verified;
	}

	public @Nullable List<String> getRefused() {
		return this.refused;
	}

	public void setRefused(@Nullable List<String> refused) {
		this.refused = refused;
	}

	public @Nullable List<String> getMatching() {
		return this.matching;
	}

	public void setMatching(@Nullable List<String> matching) {
		this.matching = matching;
	}

	public @Nullable List<String> getUnless() {
		return this.unless;
	}

	public void setUnless(@Nullable List<String> unless) {
		this.unless = unless;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public @Nullable Integer getCallsPerMinute() {
		return this.callsPerMinute;
	}

	public void setCallsPerMinute(@Nullable Integer callsPerMinute) {
		this.callsPerMinute = callsPerMinute;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	CallbackSettings toSettings() {
		return new CallbackSettings(this.url, this.query, this.body, this.contentType, this.pointer, this.verified,
				this.refused, this.matching, this.unless, this.timeout, this.callsPerMinute, this.concurrency);
	}

}
