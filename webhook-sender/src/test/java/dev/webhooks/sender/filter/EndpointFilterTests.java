package dev.webhooks.sender.filter;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EndpointFilter}.
 */
class EndpointFilterTests {

	private static final String DATA = """
			{"amount": 150.10, "count": 7, "whole": 7.0, "huge": 123456789012345678901234567890.5, "country": "DE",
			"paid": true, "note": null, "empty": "", "tags": ["vip", "new"], "customer": {"a/b": {"~": "x"}}}""";

	private static final FilterSubject ORDER = subject("order.shipped", "acme", DATA);

	private static FilterSubject subject(String type, @Nullable String tenant, String data) {
		return FilterSubject.of(type, tenant, data.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean matches(String filter) {
		return EndpointFilter.parse(filter.replace('\'', '"')).matches(ORDER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'on': 'type', 'equals': 'order.shipped'}", "{'on': 'type', 'prefix': 'order.'}",
			"{'on': 'tenant', 'in': ['acme', 'other']}", "{'on': '/country', 'equals': 'DE'}",
			"{'on': '/country', 'not': 'FR'}", "{'on': '/missing', 'not': 'FR'}", "{'on': '/amount', 'gt': 150.09}",
			"{'on': '/amount', 'gte': 150.1}", "{'on': '/amount', 'lt': 150.11, 'gt': 150}",
			"{'on': '/amount', 'lte': 150.1}", "{'on': '/count', 'equals': 7.0}", "{'on': '/whole', 'equals': 7}",
			"{'on': '/count', 'in': [1, 7]}", "{'on': '/huge', 'gt': 123456789012345678901234567890.4}",
			"{'on': '/huge', 'equals': 123456789012345678901234567890.5}", "{'on': '/paid', 'equals': true}",
			"{'on': '/note', 'equals': null}", "{'on': '/note', 'exists': true}", "{'on': '/empty', 'exists': true}",
			"{'on': '/empty', 'equals': ''}", "{'on': '/missing', 'exists': false}",
			"{'on': '/tags/0', 'equals': 'vip'}", "{'on': '/customer/a~1b/~0', 'equals': 'x'}",
			"{'on': '/customer', 'exists': true}",
			"{'all': [{'on': 'tenant', 'equals': 'acme'}, {'on': '/count', 'gt': 1}]}",
			"{'any': [{'on': 'tenant', 'equals': 'x'}, {'on': '/count', 'gt': 1}]}",
			"{'none': [{'on': 'tenant', 'equals': 'x'}, {'on': '/count', 'gt': 8}]}",
			"{'all': [{'any': [{'none': [{'on': 'type', 'equals': 'x'}]}]}]}" })
	void matchesTheOrder(String filter) {
		assertThat(matches(filter)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'on': 'type', 'equals': 'order'}", "{'on': 'type', 'prefix': 'Order.'}",
			"{'on': 'type', 'not': 'order.shipped'}", "{'on': 'tenant', 'in': ['Acme', 'acme ']}",
			"{'on': '/country', 'equals': 'de'}", "{'on': '/missing', 'equals': null}",
			"{'on': '/missing', 'in': [null]}", "{'on': '/amount', 'gt': 150.1}",
			"{'on': '/amount', 'equals': '150.10'}", "{'on': '/country', 'gt': 1}",
			"{'on': '/huge', 'gt': 123456789012345678901234567890.5}", "{'on': '/missing', 'lt': 1}",
			"{'on': '/note', 'lt': 1}", "{'on': '/paid', 'equals': 'true'}", "{'on': '/note', 'exists': false}",
			"{'on': '/missing', 'exists': true}", "{'on': '/missing', 'prefix': 'x'}",
			"{'on': '/count', 'prefix': '7'}", "{'on': '/tags', 'equals': 'vip'}", "{'on': '/tags/2', 'exists': true}",
			"{'on': '/amount', 'gt': 1, 'lt': 100}",
			"{'all': [{'on': 'tenant', 'equals': 'acme'}, {'on': '/count', 'gt': 7}]}",
			"{'any': [{'on': 'tenant', 'equals': 'x'}, {'on': '/count', 'gt': 8}]}",
			"{'none': [{'on': 'tenant', 'equals': 'x'}, {'on': '/count', 'gt': 1}]}" })
	void doesNotMatchTheOrder(String filter) {
		assertThat(matches(filter)).isFalse();
	}

	@Test
	void aMessageOfNobodyHasNoTenant() {
		FilterSubject message = subject("a", null, "{}");
		assertThat(EndpointFilter.parse("{\"on\": \"tenant\", \"exists\": false}").matches(message)).isTrue();
		assertThat(EndpointFilter.parse("{\"on\": \"tenant\", \"in\": [null]}").matches(message)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "<xml/>", "{", "{} {}", "\"text\"", "12" })
	void whereTheDataIsNoDocumentPointersLeadNowhere(String data) {
		FilterSubject message = subject("a", null, data);
		assertThat(EndpointFilter.parse("{\"on\": \"/a\", \"exists\": false}").matches(message)).isTrue();
		assertThat(EndpointFilter.parse("{\"on\": \"/a\", \"equals\": 1}").matches(message)).isFalse();
	}

	@Test
	void numbersThatAreNoNumbersOfAnyMachineAreCompared() {
		FilterSubject message = subject("a", null, "{\"a\": 1e999999999, \"b\": 1e-999999999}");
		assertThat(EndpointFilter.parse("{\"on\": \"/a\", \"gt\": 1e999999998}").matches(message)).isTrue();
		assertThat(EndpointFilter.parse("{\"on\": \"/b\", \"gt\": 0, \"lt\": 1}").matches(message)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					nothing                       | filter                  | no condition
					[]                            | filter                  | no condition
					{}                            | filter                  | no condition
					12                            | filter                  | no condition
					{'on': 'type'}                | filter                  | what the field must be
					{'on': 1, 'equals': 1}        | filter.on               | name of a field
					{'on': 'id', 'equals': 'x'}   | filter.on               | names no field
					{'on': '', 'equals': 'x'}     | filter.on               | names no field
					{'on': '/a', 'like': 'x'}     | filter                  | operator that does not exist
					{'on': '/a', 'equals': []}    | filter.equals           | A text, a number
					{'on': '/a', 'not': {}}       | filter.not              | A text, a number
					{'on': '/a', 'in': []}        | filter.in               | A list of 1 to 100
					{'on': '/a', 'in': 'x'}       | filter.in               | A list of 1 to 100
					{'on': '/a', 'in': [[1]]}     | filter.in               | A text, a number
					{'on': '/a', 'exists': 'yes'} | filter.exists           | true or false
					{'on': '/a', 'prefix': ''}    | filter.prefix           | A text
					{'on': '/a', 'prefix': 1}     | filter.prefix           | A text
					{'on': '/a', 'gt': '1'}       | filter.gt               | A number
					{'all': []}                   | filter.all              | A list of conditions
					{'all': {'on': 'type'}}       | filter.all              | A list of conditions
					{'every': []}                 | filter                  | one of all, any and none
					{'all': [], 'any': []}        | filter                  | one of all, any and none
					{'all': [{'on': 'type', 'equals': 'x'}, {'any': [{'on': '/a', 'gt': true}]}]} | filter.all[1].any[0].gt | A number
					""")
	void isNoFilter(String filter, String key, String description) {
		String json = filter.equals("nothing") ? "null" : filter.replace('\'', '"');
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> EndpointFilter.parse(json))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key))
			.satisfies((ex) -> assertThat(ex.description()).contains(description));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"on\": \"type\", \"equals\": \"a\"} x", "not json",
			"{\"on\": \"type\", \"on\": \"tenant\", \"equals\": \"a\"}" })
	void isNoJson(String filter) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> EndpointFilter.parse(filter))
			.withMessageContaining("not JSON")
			.withNoCause();
	}

	@Test
	void conditionsAreNestedFiveDeepAndNoDeeper() {
		String five = "{'any':[".repeat(5) + "{'on':'/count','in':[7]}" + "]}".repeat(5);
		assertThat(matches(five)).isTrue();
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> matches("{'any':[" + five + "]}"))
			.withMessageContaining("more than 5 deep");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> matches("[".repeat(4000) + "]".repeat(4000)));
	}

	@Test
	void thereAreUpToFiftyConditions() {
		String condition = "{'on':'type','not':'x'}";
		String fortyNine = String.join(",", Collections.nCopies(49, condition));
		assertThat(matches("{'all':[" + fortyNine + "]}")).isTrue();
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> matches("{'all':[" + fortyNine + "," + condition + "]}"))
			.withMessageContaining("more than 50 conditions");
	}

	@Test
	void aFilterHasALimitOfCharacters() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> matches("{'on':'type','not':'" + "x".repeat(EndpointFilter.MAX_LENGTH) + "'}"))
			.withMessageContaining("more than 8192 characters");
	}

	@Test
	void aPointerHasALimitOfCharacters() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> matches("{'on':'/" + "x".repeat(500) + "','exists':true}"));
	}

	@Test
	void isReadFromMapsAsFromJson() {
		Map<String, ?> written = Map.of("any",
				List.of(Map.of("on", "/count", "in", List.of(7)), Map.of("on", "type", "equals", "x")));
		EndpointFilter filter = EndpointFilter.of(written);
		assertThat(filter.matches(ORDER)).isTrue();
		assertThat(EndpointFilter.parse(filter.json())).isEqualTo(filter);
	}

	@Test
	void aFilterShowsWhatWasWrittenAndAMessageOnlyItsType() {
		assertThat(EndpointFilter.parse("{ \"on\" : \"type\", \"equals\" : \"a\" }"))
			.hasToString("{\"on\":\"type\",\"equals\":\"a\"}");
		assertThat(ORDER).hasToString("order.shipped");
	}

}
