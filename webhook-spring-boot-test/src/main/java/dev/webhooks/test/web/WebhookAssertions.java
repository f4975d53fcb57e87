package dev.webhooks.test.web;

import java.net.http.HttpResponse;

import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Assertions on what became of requests of {@link WebhookRequests}, by whatever client
 * they were sent. What {@link WebhookCall#send()} returns needs none of this:
 * {@code assertThat} of AssertJ knows it. What other clients return is known to Spring
 * and AssertJ by other assertions, beside which {@code assertThatWebhook} goes.
 */
public final class WebhookAssertions {

	private WebhookAssertions() {
	}

	/**
	 * Begins assertions on what {@code MockMvcTester} has performed.
	 * @param result the result
	 * @return the assertions
	 */
	public static WebhookResultAssert assertThatWebhook(MvcTestResult result) {
		Exception failure = result.getUnresolvedException();
		return ((failure != null) ? WebhookResult.ofFailure(failure) : WebhookResult.of(result.getMvcResult()))
			.assertThat();
	}

	/**
	 * Begins assertions on what {@code MockMvc} has performed.
	 * @param result the result
	 * @return the assertions
	 */
	public static WebhookResultAssert assertThatWebhook(ResultActions result) {
		return assertThatWebhook(result.andReturn());
	}

	/**
	 * Begins assertions on what {@code MockMvc} has performed.
	 * @param result the result
	 * @return the assertions
	 */
	public static WebhookResultAssert assertThatWebhook(MvcResult result) {
		return WebhookResult.of(result).assertThat();
	}

	/**
	 * Begins assertions on what a {@link RestTestClient} has exchanged.
	 * @param response the answer
	 * @return the assertions
	 */
	public static WebhookResultAssert assertThatWebhook(RestTestClient.ResponseSpec response) {
		return assertThatWebhook(response.returnResult(byte[].class));
	}

	/**
	 * Begins assertions on what a {@link RestTestClient} has exchanged.
	 * @param result the result
	 * @return the assertions
	 */
	public static WebhookResultAssert assertThatWebhook(ExchangeResult result) {
		return WebhookResult.of(result).assertThat();
	}

	/**
	 * Begins assertions on what the client of the JDK was answered.
	 * @param response the answer, of whose body texts and bytes are looked at
	 * @return the assertions
	 */
	public static WebhookResultAssert assertThatWebhook(HttpResponse<?> response) {
		return WebhookResult.of(response).assertThat();
	}

}
