package dev.webhooks.signature.callback;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.request.Locator;
import dev.webhooks.request.PercentEncoding;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.signature.KeyedScheme;

/**
 * The question that a provider is asked about a request. Immutable.
 */
final class CallbackQuestion {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	/** Longer URLs are refused by most servers. */
	private static final int MAX_VALUE = 2048;

	private final CallbackUrl url;

	private final @Nullable Template query;

	private final @Nullable Template body;

	private final String contentType;

	private final Duration timeout;

	CallbackQuestion(CallbackSettings settings) {
		this.url = CallbackUrl.of(settings.url());
		this.query = template("signature.callback.query", settings.query());
		this.body = template("signature.callback.body", settings.body());
		if (settings.query() != null && !this.url.takes(settings.query())) {
			throw InvalidSettingException.of("signature.callback.query", "It is not the query string of a URL.",
					"Use names and values such as id={form:id}&v=1, percent-encoded where they are not placeholders.");
		}
		this.contentType = settings.contentType();
		this.timeout = settings.timeout();
		if (this.timeout.compareTo(Duration.ofMillis(1)) < 0 || this.timeout.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException("signature.callback.timeout", this.timeout,
					"A request waits so long for its answer: use more than 0 and 30s at most.");
		}
		if (templates().stream().allMatch(CallbackQuestion::isConstant)) {
			throw InvalidSettingException.of("signature.callback.body",
					"Neither it nor 'signature.callback.query' has anything of the request.",
					"Say what the provider is asked, such as body: \"cmd=_notify-validate&{body}\".");
		}
	}

	private static @Nullable Template template(String key, @Nullable String text) {
		return (text != null && !text.isEmpty()) ? Template.parse(key, text) : null;
	}

	/** Secrets and values are configured: all else is of the request. */
	private static boolean isConstant(Template template) {
		return !template.readsBody() && template.locators()
			.stream()
			.allMatch((locator) -> locator.isName() || locator.toString().startsWith("value:"));
	}

	/**
	 * All that is filled in.
	 */
	List<Template> templates() {
		return Stream.of(this.query, this.body).filter(Objects::nonNull).toList();
	}

	/**
	 * Fills in the values of a request.
	 * @throws dev.webhooks.WebhookRejectedException if one is not there, or is too long
	 */
	CallbackRequest of(RequestValues values) {
		String query = (this.query != null) ? query(this.query, values) : null;
		byte[] body = (this.body != null) ? body(this.body, values) : null;
		return new CallbackRequest(this.url.with(query), body, this.contentType, this.timeout);
	}

	private static String query(Template template, RequestValues values) {
		String query = template.expand(values, (text) -> PercentEncoding.RFC3986.encode(bounded(text)));
		if (query == null) {
			throw KeyedScheme.missing("Something is missing that the provider is asked about",
					"'signature.callback.query' says what it is");
		}
		return query;
	}

	private byte[] body(Template template, RequestValues values) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Locator missing = template.write(values, escape(), bytes::writeBytes);
		if (missing != null) {
			throw KeyedScheme.missing(missing + " is missing, which the provider is asked about",
					"'signature.callback.body' says what it is");
		}
		return bytes.toByteArray();
	}

	private UnaryOperator<String> escape() {
		boolean json = this.contentType.toLowerCase(Locale.ROOT).contains("json");
		return json ? (text) -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(bounded(text)))
				: (text) -> PercentEncoding.RFC3986.encode(bounded(text));
	}

	private static String bounded(String value) {
		if (value.length() > MAX_VALUE) {
			throw KeyedScheme.malformed("Something that the provider is asked about is too long");
		}
		return value;
	}

}
