package dev.webhooks.guard;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.MimeType;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.provider.Admission;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.provider.SignatureSchemes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ContentTypeGuard}.
 */
class ContentTypeGuardTests {

	private final WebhookProvider provider = WebhookProvider.builder("acme")
		.admission(
				new Admission(true, AddressRanges.parse(List.of()), List.of(MimeType.valueOf("application/json")), 1))
		.verifier(new RequestVerifier(new SignatureSchemes(Map.of()).create("none", SignatureRecipe.builder().build()),
				List.of()))
		.build();

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void refusesAnotherContentTypeOfARequestThatMayHaveABody(String method) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> check(method, "text/plain"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS" })
	void asksForNoContentTypeWhereThereIsNoBody(String method) {
		assertThatCode(() -> check(method, "text/plain")).doesNotThrowAnyException();
	}

	@Test
	void acceptsTheContentTypeWithParameters() {
		assertThatCode(() -> check("PUT", "application/json; charset=utf-8")).doesNotThrowAnyException();
	}

	private void check(String method, String contentType) {
		new ContentTypeGuard().check(this.provider,
				WebhookRequestHead.builder(method, "https://a.example").header("Content-Type", contentType).build());
	}

}
