package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.BodyFormat;
import dev.webhooks.request.DocumentReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EventMapping}, and {@link EventLocators}.
 */
class EventMappingTests {

	/** SHA-256 of the text abc, an example of FIPS 180-2. */
	private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	private static final DocumentReader FORM_PAYLOAD = new DocumentReader(BodyFormat.AUTO, List.of("form:payload"));

	@Test
	void allTypesThatResolveNameTheEvent() {
		WebhookEvent event = single(TestProviders.types("{header:X-Event}.{body:/action}", "header:X-Event"),
				TestProviders.json("{\"action\":\"opened\"}", "X-Event", "pull_request"));
		assertThat(event.types()).containsExactly("pull_request.opened", "pull_request");
	}

	@Test
	void typesThatDoNotResolveArePassedOver() {
		WebhookEvent event = single(TestProviders.types("{header:X-Event}.{body:/action}", "header:X-Event"),
				TestProviders.json("{}", "X-Event", "push"));
		assertThat(event.types()).containsExactly("push");
	}

	@Test
	void sameTypeIsNamedOnce() {
		WebhookEvent event = single(TestProviders.types("body:/a", "body:/b"),
				TestProviders.json("{\"a\":\"x\",\"b\":\"x\"}"));
		assertThat(event.types()).containsExactly("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"type\":\"\"}", "{\"type\":null}", "{\"type\":{}}", "[]" })
	void eventWithoutATypeIsUnknown(String body) {
		assertThat(single(TestProviders.types("body:/type"), TestProviders.json(body)).type()).isEqualTo("unknown");
	}

	@Test
	void firstIdThatIsThereCounts() {
		WebhookEvent event = single(TestProviders.ids(null, "header:X-Id", "body:/id", "body:/other"),
				TestProviders.json("{\"id\":\"b\",\"other\":\"c\"}"));
		assertThat(event.id()).isEqualTo("b");
	}

	@Test
	void emptyIdIsPassedOver() {
		WebhookEvent event = single(TestProviders.ids(null, "header:X-Id", "body:/id"),
				TestProviders.json("{\"id\":\"b\"}", "X-Id", ""));
		assertThat(event.id()).isEqualTo("b");
	}

	@Test
	void eventWithoutAnIdIsKnownByTheHashOfItsBody() {
		WebhookEvent event = single(TestProviders.ids(null, "header:X-Id"),
				TestProviders.request("POST", WebhookHeaders.of("Content-Type", "text/plain"), "abc"));
		assertThat(event.id()).isEqualTo(HASH_OF_ABC);
	}

	@ParameterizedTest
	@ValueSource(strings = { "header:X-Id", "body-hash", "body-crc32", "unique", "{body-hash}.{query:a?}",
			"{method=GET}{body-hash}" })
	void anEmptyBodyIsNotKnownByWhatIsComputedFromIt(String id) {
		WebhookRequest request = TestProviders.request("GET", WebhookHeaders.of(), "");
		EventLocators settings = TestProviders.ids(null, id);
		assertThat(single(settings, request).id()).isNotEqualTo(single(settings, request).id());
	}

	@ParameterizedTest
	@ValueSource(strings = { "header:X-Id", "{header:X-Id}.{body-hash}" })
	void anEmptyBodyIsKnownByAnIdThatIsElsewhere(String id) {
		WebhookRequest request = TestProviders.request("GET", WebhookHeaders.of("X-Id", "7"), "");
		EventLocators settings = TestProviders.ids(null, id);
		assertThat(single(settings, request).id()).startsWith("7").isEqualTo(single(settings, request).id());
	}

	@Test
	void anEmptyDocumentIsMalformedUnlessItsTypeIsElsewhere() {
		EventLocators settings = TestProviders.types("body:/type", "header:X-Event");
		assertMalformed(settings, TestProviders.json(""));
		assertThat(single(settings, TestProviders.json("", "X-Event", "push")).type()).isEqualTo("push");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded" })
	void anEmptyBodyThatIsNoDocumentIsAnEvent(String contentType) {
		WebhookRequest request = TestProviders.request("POST", WebhookHeaders.of("Content-Type", contentType), "");
		assertThat(single(TestProviders.types("body:/type"), request).type()).isEqualTo("unknown");
	}

	@Test
	void anEmptyDocumentOfLinesHasNoEvents() {
		WebhookRequest request = TestProviders.request("POST",
				WebhookHeaders.of("Content-Type", "application/x-ndjson"), "");
		assertThat(map(TestProviders.ids("body:"), request)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void whereABodyIsRequiredAnEmptyOneIsMalformed(String method) {
		EventLocators settings = EventLocators.of(DocumentReader.AUTO.requiringBody(true), List.of("header:X-Event"),
				List.of("header:X-Event"), List.of(), null);
		assertMalformed(settings, TestProviders.request(method, WebhookHeaders.of("X-Event", "push"), ""));
	}

	@Test
	void whereNoBodyIsRequiredAnEmptyDocumentIsAnEvent() {
		EventLocators settings = EventLocators.of(DocumentReader.AUTO.requiringBody(false), List.of("body:/type"),
				List.of(), List.of(), null);
		assertThat(single(settings, TestProviders.json("")).type()).isEqualTo("unknown");
	}

	@Test
	void numberIsAnId() {
		WebhookEvent event = single(TestProviders.ids(null, "body:/id"),
				TestProviders.json("{\"id\":820982911946154508123}"));
		assertThat(event.id()).isEqualTo("820982911946154508123");
	}

	@ParameterizedTest
	@CsvSource({ "1700000000,2023-11-14T22:13:20Z", "\"1700000000\",2023-11-14T22:13:20Z",
			"1700000000.25,2023-11-14T22:13:20Z", "1700000000123,2023-11-14T22:13:20.123Z",
			"\"2023-11-14T22:13:20.5Z\",2023-11-14T22:13:20.5Z", "\"2023-11-14T23:13:20+01:00\",2023-11-14T22:13:20Z",
			"0,1970-01-01T00:00:00Z", "\"9999-12-31T23:59:59.999999Z\",9999-12-31T23:59:59.999999Z" })
	void timeIsReadInItsUnit(String time, Instant expected) {
		assertThat(occurredAt("{\"at\":" + time + "}")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"at\":null}", "{\"at\":\"\"}", "{\"at\":\"yesterday\"}", "{\"at\":-1}",
			"{\"at\":1e9}", "{\"at\":12345678901234567890}", "{\"at\":\"2023-11-14\"}",
			"{\"at\":\"2023-99-14T22:13:20Z\"}", "{\"at\":999999999999999}", "{\"at\":\"0001-01-01T00:00:00Z\"}",
			"{\"at\":\"-0001-01-01T00:00:00Z\"}", "{\"at\":\"+10000-01-01T00:00:00Z\"}",
			"{\"at\":\"+999999999-12-31T23:59:59-18:00\"}", "{\"at\":\"-999999999-01-01T00:00:00+18:00\"}",
			"{\"at\":1e2147483648}" })
	void timeThatCannotBeReadIsNone(String body) {
		assertThat(occurredAt(body)).isNull();
	}

	@Test
	void itemsOfABatchAreEvents() {
		List<WebhookEvent> events = map(TestProviders.ids("body:", "body:/id"),
				TestProviders.json("[{\"id\":\"a\"}, {\"id\":\"b\"}]"));
		assertThat(events).extracting(WebhookEvent::id).containsExactly("a", "b");
		assertThat(events).extracting(WebhookEvent::bodyAsText).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
	}

	@Test
	void itemsOfABatchHaveTheirOwnTypes() {
		EventLocators settings = EventLocators.of(DocumentReader.AUTO, List.of("body:/type"), List.of(), List.of(),
				"body:/events");
		assertThat(
				map(settings, TestProviders.json("{\"type\":\"z\",\"events\":[{\"type\":\"x\"},{\"type\":\"y\"},{}]}")))
			.extracting(WebhookEvent::type)
			.containsExactly("x", "y", "unknown");
	}

	@Test
	void idInTheHeadOfABatchIsMadeDistinct() {
		assertThat(map(TestProviders.ids("body:", "header:X-Id"), TestProviders.json("[{},{}]", "X-Id", "a")))
			.extracting(WebhookEvent::id)
			.containsExactly("a#0", "a#1");
	}

	@Test
	void itemsWithoutAnIdAreKnownByTheirOwnHashes() {
		assertThat(map(TestProviders.ids("body:", "body:/id"), TestProviders.json("[{\"a\":1},{\"a\":2}]")))
			.extracting(WebhookEvent::id)
			.doesNotHaveDuplicates();
	}

	@Test
	void whatIsNoBatchKeepsItsId() {
		assertThat(map(TestProviders.ids("body:/events", "header:X-Id"), TestProviders.json("{}", "X-Id", "a")))
			.extracting(WebhookEvent::id)
			.containsExactly("a");
	}

	@Test
	void emptyBatchHasNoEvents() {
		assertThat(map(TestProviders.ids("body:"), TestProviders.json("[]"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/cloudevents+json", "Application/JSON; charset=utf-8" })
	void bodyIsReadAsItsContentTypeSays(String contentType) {
		WebhookEvent event = single(TestProviders.types("body:/type"),
				TestProviders.request("POST", WebhookHeaders.of("Content-Type", contentType), "{\"type\":\"x\"}"));
		assertThat(event.type()).isEqualTo("x");
	}

	@Test
	void bodyWithoutAContentTypeIsJson() {
		assertThat(single(TestProviders.types("body:/type"),
				TestProviders.request("POST", WebhookHeaders.of(), "{\"type\":\"x\"}"))
			.type()).isEqualTo("x");
	}

	@Test
	void bodyOfAnotherContentTypeIsNotRead() {
		WebhookEvent event = single(TestProviders.types("body:/type"),
				TestProviders.request("POST", WebhookHeaders.of("Content-Type", "text/plain"), "plain"));
		assertThat(event.type()).isEqualTo("unknown");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "Hello, World!", "{", "{}{}" })
	void bodyThatIsNotWhatItsContentTypeSaysIsMalformed(String body) {
		assertMalformed(TestProviders.types("header:X-Event"), TestProviders.json(body, "X-Event", "push"));
	}

	@Test
	void documentInAFormIsThePayload() {
		EventLocators settings = EventLocators.of(FORM_PAYLOAD, List.of("body:/type"), List.of(), List.of(), null);
		WebhookEvent event = single(settings, TestProviders.form("payload=%7B%22type%22%3A%22x%22%7D&a=b"));
		assertThat(event.type()).isEqualTo("x");
		assertThat(new String(event.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"x\"}");
		assertThat(event.payloadType()).isEqualTo("application/json");
		assertThat(event.bodyAsText()).isEqualTo("payload=%7B%22type%22%3A%22x%22%7D&a=b");
	}

	@Test
	void documentInAFormThatIsNotJsonIsMalformed() {
		assertMalformed(EventLocators.of(FORM_PAYLOAD, List.of(), List.of(), List.of(), null),
				TestProviders.form("payload=%7B"));
	}

	@Test
	void formWithoutADocumentIsItsOwnPayload() {
		WebhookEvent event = single(TestProviders.types("form:command"), TestProviders.form("command=%2Fshop"));
		assertThat(event.type()).isEqualTo("/shop");
		assertThat(event.payloadType()).isEqualTo("application/x-www-form-urlencoded");
	}

	@Test
	void repeatedIdHeaderIsMalformed() {
		assertMalformed(TestProviders.ids(null, "header:X-Id"), TestProviders.json("{}", "X-Id", "a", "x-id", "a"));
	}

	@Test
	void eventDoesNotShowItsBody() {
		assertThat(single(TestProviders.types("body:/type"), TestProviders.json("{\"type\":\"x\",\"card\":4242}"))
			.toString()).doesNotContain("4242");
	}

	@Test
	void eventIsShownOnOneLine() {
		WebhookEvent event = single(TestProviders.ids(null, "body:/id"), TestProviders.json("{\"id\":\"a\\r\\nb\"}"));
		assertThat(event).hasToString("acme event a\\u{d}\\u{a}b of type unknown");
	}

	@Test
	void eventHandsOutCopiesOfItsBody() {
		WebhookEvent event = single(TestProviders.types(), TestProviders.json("{}"));
		event.body()[0] = 'x';
		event.payload()[0] = 'x';
		assertThat(event.bodyAsText()).isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "events", "body", "header:X", "body:events", "/events" })
	void splitThatIsNoPlaceInTheBodyIsRefused(String split) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TestProviders.ids(split))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.split"));
	}

	@Test
	void locatorThatIsNoneIsRefusedByItsKey() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TestProviders.types("type"))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.type"));
	}

	private static @Nullable Instant occurredAt(String body) {
		return single(EventLocators.of(DocumentReader.AUTO, List.of(), List.of(), List.of("body:/at"), null),
				TestProviders.json(body))
			.occurredAt();
	}

	private static void assertMalformed(EventLocators settings, WebhookRequest request) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> map(settings, request))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static WebhookEvent single(EventLocators settings, WebhookRequest request) {
		List<WebhookEvent> events = map(settings, request);
		assertThat(events).hasSize(1);
		return events.get(0);
	}

	private static List<WebhookEvent> map(EventLocators settings, WebhookRequest request) {
		return TestProviders.map(TestProviders.withEvents(settings), request);
	}

}
