package dev.webhooks.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.provider.Handshake;
import dev.webhooks.provider.ResponseTemplate;
import dev.webhooks.provider.SharedBytes;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderBuilder;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RetrySettings;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.TimestampUnit;
import dev.webhooks.signature.VerifiedWebhookRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ParsedRequest}.
 */
class ParsedRequestTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

	@Test
	void nothingIsParsedBeforeItIsAskedFor() {
		ParsedRequest parsed = parser("/a").parse(TestRequests.post("not JSON", "X-Event", "push"));
		assertThat(parsed.header("X-Event")).isEqualTo("push");
		assertThat(parsed.document()).isNotNull();
		assertThat(parsed.passes()).isZero();
	}

	@Test
	void aDocumentIsParsedOnceForAllOfItsFields() {
		ParsedRequest parsed = parser("/a", "/b").parse(TestRequests.post("{\"a\":1,\"b\":2}"));
		parsed.checkWellFormed();
		assertThat(parsed.json("/a")).isEqualTo("1");
		assertThat(parsed.json("/b")).isEqualTo("2");
		assertThat(parsed.passes()).isOne();
	}

	@Test
	void theDocumentOfAJsonBodyIsTheBodyItself() {
		WebhookRequest request = TestRequests.post("{}");
		assertThat(parser().parse(request).document()).isSameAs(request.body());
	}

	@Test
	void aFieldThatIsNotPreparedIsNotTakenForOneThatIsNotThere() {
		ParsedRequest parsed = parser("/a").parse(TestRequests.post("{\"b\":2}"));
		assertThatIllegalStateException().isThrownBy(() -> parsed.json("/b"));
	}

	@Test
	void whatCannotBeReadOnceCannotBeReadLater() {
		ParsedRequest parsed = parser().parse(TestRequests.post("<a>", "Content-Type", "application/xml"));
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(parsed::document);
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(parsed::document);
	}

	@Test
	void aNameIsSeenOnlyWhereItWasGiven() {
		ParsedRequest parsed = parser().parse(TestRequests.post("{}"));
		new RequestValues(parsed).name("secret", "s3cret");
		assertThat(new RequestValues(parsed).named("secret")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"events\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"id\":\"whole\"}",
			"{\"id\":\"whole\",\"events\":[],\"events\":[{\"id\":\"x\",\"id\":\"a\"} , {\"id\":\"b\"}]}" })
	void aBatchIsParsedOnceWithItsItems(String body) {
		ParsedRequest parsed = parser("/id").splitting(new BatchSplitter("/events")).parse(TestRequests.post(body));
		List<ParsedRequest> items = parsed.items(new BatchSplitter("/events"));
		assertThat(items).extracting((item) -> item.json("/id")).containsExactly("a", "b");
		assertThat(parsed.json("/id")).isEqualTo("whole");
		assertThat(parsed.passes()).isOne();
		assertThat(items).extracting(ParsedRequest::passes).containsOnly(0);
	}

	@Test
	void aFieldOfTheWholeMayBeInAnItem() {
		ParsedRequest parsed = parser("/id", "/0/id").splitting(new BatchSplitter(""))
			.parse(TestRequests.post("[{\"id\":\"a\"},{\"id\":\"b\"}]"));
		assertThat(parsed.items(new BatchSplitter(""))).extracting((item) -> item.json("/id"))
			.containsExactly("a", "b");
		assertThat(parsed.json("/0/id")).isEqualTo("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"events\":[1]} x", "{\"events\":[1}", "{\"events\":[1],\"a\":}", "[", "" })
	void aBatchThatIsMalformedIsRefused(String body) {
		ParsedRequest parsed = parser("/id").splitting(new BatchSplitter("/events"))
			.parse(TestRequests.post(body + " "));
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> parsed.items(new BatchSplitter("/events")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events", "" })
	void fromItsSignatureToItsEventsARequestIsParsedOnce(String split) {
		WebhookProvider provider = provider((split.isEmpty()) ? null : "body:" + split);
		WebhookRequest signed = provider.signer()
			.orElseThrow()
			.sign(TestRequests.post("{\"id\":\"1\",\"type\":\"a\",\"events\":[{\"id\":\"2\"}]}"), NOW);
		ParsedRequest parsed = provider.parse(signed);
		VerifiedWebhookRequest verified = provider.verify(parsed, NOW);
		assertThat(provider.handshakes().answer(parsed, false)).isNull();
		assertThat(provider.handshakes().answer(parsed, true)).isNull();
		assertThat(provider.processing().isAwaited(parsed)).isFalse();
		List<WebhookEvent> events = provider.events(verified, parsed);
		assertThat(provider.successResponse(parsed)).isNotNull();
		assertThat(events).hasSize(1);
		assertThat(parsed.passes()).isOne();
	}

	@Test
	void theBytesOfAnEventAreThoseOfItsRequest() {
		WebhookProvider provider = provider(null);
		WebhookRequest signed = provider.signer().orElseThrow().sign(TestRequests.post("{\"id\":\"1\"}"), NOW);
		ParsedRequest parsed = provider.parse(signed);
		WebhookEvent event = provider.events(provider.verify(parsed, NOW), parsed).get(0);
		assertThat(SharedBytes.bodyOf(event)).isSameAs(signed.body());
		assertThat(SharedBytes.payloadOf(event)).isSameAs(signed.body());
		assertThat(event.body()).isNotSameAs(signed.body()).isEqualTo(signed.body());
	}

	@Test
	void ofATypeThatTheHeadTellsAndNobodyWantsNothingIsParsed() {
		WebhookProvider provider = builder().acceptedTypes(List.of("push"))
			.events(EventLocators.of(DocumentReader.AUTO, List.of("header:X-Event"), List.of("body:/id"), List.of(),
					null))
			.build();
		WebhookRequest signed = provider.signer()
			.orElseThrow()
			.sign(TestRequests.post("{\"id\":\"1\"}", "X-Event", "ping"), NOW);
		ParsedRequest parsed = provider.parse(signed);
		VerifiedWebhookRequest verified = provider.verify(signed, NOW);
		assertThat(provider.events(verified, parsed)).isEmpty();
		assertThat(parsed.passes()).isZero();
	}

	private static RequestParser parser(String... pointers) {
		return RequestParser.of(DocumentReader.AUTO, List.of(pointers));
	}

	private static WebhookProvider provider(@Nullable String split) {
		Handshake test = new Handshake("handshakes[0]", "POST", false, List.of("body:/challenge"), List.of(),
				new ResponseTemplate(200, null, Map.of(), null));
		Handshake signedTest = new Handshake("handshakes[1]", "POST", true, List.of("body:/type=test"), List.of(),
				new ResponseTemplate(200, null, Map.of(), null));
		return builder().handshakes(List.of(test, signedTest))
			.processing(new ProcessingSettings(null, ProcessingMode.AUTO, List.of("body:/waiting"), null, null,
					RetrySettings.DEFAULT, null))
			.response(new ResponseTemplate(200, null, Map.of(), Template.parse("response.body", "{document:/id}")))
			.events(EventLocators.of(DocumentReader.AUTO, List.of("body:/type"), List.of("body:/id"),
					List.of("body:/at"), split))
			.build();
	}

	private static WebhookProviderBuilder builder() {
		SignatureRecipe recipe = SignatureRecipe.builder()
			.headers(List.of("X-Signature"))
			.contents(List.of("{body:/id}.{body}"))
			.timestamps(List.of("header:X-Time"), TimestampUnit.SECONDS, Duration.ofMinutes(5))
			.build();
		SignatureScheme scheme = new SignatureSchemes(Map.of()).create("hmac", recipe);
		return WebhookProvider.builder("acme")
			.verifier(new RequestVerifier(scheme, List.of(Secret.of("0123456789abcdef"))));
	}

}
