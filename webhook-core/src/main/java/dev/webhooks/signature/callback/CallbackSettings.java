package dev.webhooks.signature.callback;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where and what a provider is asked, and which answers verify a request: the keys below
 * {@code signature.callback}. Immutable.
 *
 * @param url where the provider is asked, without query string; {@code null} if it is not
 * @param query query string of that URL, as a template of locators whose values are
 * percent-encoded, or {@code null}
 * @param body what is sent there by POST, as a template in which <code>{body}</code> is
 * the exact bytes that were received; {@code null} for GET
 * @param contentType content type of that body, a form's by default
 * @param pointer JSON pointer to the verdict in the answer, or {@code null} if the whole
 * text is the verdict
 * @param verified verdicts by which a request is authentic
 * @param refused verdicts by which it is not; any other leaves that open
 * @param matching what has to be equal in the answer and in the request, each as
 * <code>/json/pointer=locator</code>
 * @param unless conditions of which one is enough for the provider not to be asked
 * @param timeout how long the whole answer may take, 10 seconds by default
 * @param callsPerMinute how many requests the provider is asked about in a minute, 600 by
 * default
 * @param concurrency how many answers are awaited at once, 16 by default
 */
public record CallbackSettings(@Nullable String url, @Nullable String query, @Nullable String body, String contentType,
		@Nullable String pointer, List<String> verified, List<String> refused, List<String> matching,
		List<String> unless, Duration timeout, Integer callsPerMinute, Integer concurrency) {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int PER_MINUTE = 600;

	private static final int AT_ONCE = 16;

	/**
	 * Settings without anything: nobody is asked.
	 */
	public static final CallbackSettings NONE = new CallbackSettings(null, null, null, null, null, null, null, null,
			null, null, null, null);

	public CallbackSettings(@Nullable String url, @Nullable String query, @Nullable String body,
			@Nullable String contentType, @Nullable String pointer, @Nullable List<String> verified,
			@Nullable List<String> refused, @Nullable List<String> matching, @Nullable List<String> unless,
			@Nullable Duration timeout, @Nullable Integer callsPerMinute, @Nullable Integer concurrency) {
		this.url = url;
		this.query = query;
		this.body = body;
		this.contentType = (contentType != null) ? contentType : FORM;
		this.pointer = pointer;
		this.verified = (verified != null) ? List.copyOf(verified) : List.of();
		this.refused = (refused != null) ? List.copyOf(refused) : List.of();
		this.matching = (matching != null) ? List.copyOf(matching) : List.of();
		this.unless = (unless != null) ? List.copyOf(unless) : List.of();
		this.timeout = (timeout != null) ? timeout : TIMEOUT;
		this.callsPerMinute = (callsPerMinute != null) ? callsPerMinute : PER_MINUTE;
		this.concurrency = (concurrency != null) ? concurrency : AT_ONCE;
	}

	/**
	 * Tells whether nobody is asked.
	 * @return whether nothing is set
	 */
	public boolean isUnset() {
		return equals(NONE);
	}

}
