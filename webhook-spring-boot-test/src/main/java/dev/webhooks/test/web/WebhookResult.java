package dev.webhooks.test.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.client.ExchangeResult;

import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Result of a request that a test has sent: the answer, and what became of it where the
 * application is in this JVM. Immutable.
 */
public final class WebhookResult implements AssertProvider<WebhookResultAssert> {

	private final int status;

	private final Map<String, String> headers;

	private final byte @Nullable [] body;

	private final @Nullable ObservedOutcome observed;

	private final boolean unreceived;

	private final @Nullable Throwable failure;

	private WebhookResult(int status, Map<String, String> headers, byte @Nullable [] body, @Nullable String id,
			@Nullable Throwable failure) {
		this.status = status;
		this.headers = headers;
		this.body = body;
		this.observed = Outcomes.find(id);
		this.unreceived = this.observed == null && Outcomes.isExpected(id);
		this.failure = failure;
	}

	static WebhookResult of(MvcResult result) {
		MockHttpServletResponse response = result.getResponse();
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		response.getHeaderNames().forEach((name) -> headers.put(name, String.valueOf(response.getHeader(name))));
		return new WebhookResult(response.getStatus(), headers, response.getContentAsByteArray(),
				result.getRequest().getHeader(Outcomes.HEADER), result.getResolvedException());
	}

	static WebhookResult of(ExchangeResult result) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		result.getResponseHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
		return new WebhookResult(result.getStatus().value(), headers, result.getResponseBodyContent(),
				result.getRequestHeaders().getFirst(Outcomes.HEADER), null);
	}

	static WebhookResult of(HttpResponse<?> response) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
		byte[] body = (response.body() instanceof String text) ? text.getBytes(StandardCharsets.UTF_8)
				: (response.body() instanceof byte[] bytes) ? bytes.clone() : null;
		return new WebhookResult(response.statusCode(), headers, body,
				response.request().headers().firstValue(Outcomes.HEADER).orElse(null), null);
	}

	static WebhookResult ofFailure(Throwable failure) {
		return new WebhookResult(0, Map.of(), null, null, failure);
	}

	static WebhookResult performed(MockMvc mvc, RequestBuilder request) {
		try {
			return of(mvc.perform(request).andReturn());
		}
		catch (Exception ex) {
			return ofFailure(ex);
		}
	}

	/**
	 * Status of the answer.
	 * @return the status, or 0 if the request was not answered
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Finds a header of the answer.
	 * @param name the name, whose case does not matter
	 * @return its value, or {@code null} if it is not there
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Body of the answer.
	 * @return the text, or {@code null} if it was not read
	 */
	public @Nullable String body() {
		return (this.body != null) ? new String(this.body, StandardCharsets.UTF_8) : null;
	}

	/**
	 * Outcome of the request.
	 * @return the outcome, or {@code null} if no endpoint of an application in this JVM
	 * with the test kit has received it, or it was not sent by the test kit
	 */
	public @Nullable ReceiveOutcome outcome() {
		return (this.observed != null) ? this.observed.outcome() : null;
	}

	@Nullable ObservedOutcome observed() {
		return this.observed;
	}

	/**
	 * Whether the application would know of the request, if an endpoint had received it.
	 */
	boolean isUnreceived() {
		return this.unreceived;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	@Override
	public WebhookResultAssert assertThat() {
		return new WebhookResultAssert(this);
	}

	@Override
	public String toString() {
		return "WebhookResult[" + this.status + "]";
	}

}
