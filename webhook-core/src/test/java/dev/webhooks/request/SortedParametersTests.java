package dev.webhooks.request;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SortedParameters}.
 */
class SortedParametersTests {

	private static final String FIELDS = "b=2+%26&a=1&sign=x&empty=&list=b%2Csign";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "=&|a=1&b=2 &&empty=&list=b,sign&sign=x", "=&,!sign,!list|a=1&b=2 &&empty=",
			"=&,no-empty,!sign,!list|a=1&b=2 &", "=&,form-encoded,!sign,!list|a=1&b=2+%26&empty=",
			"=&,percent-encoded,!sign,!list|a=1&b=2%20%26&empty=", ":%2C,!sign,!list|a:1,b:2 &,empty:",
			"%2C,values,!sign,!list|1,2 &,", "%20/%20,values,!sign,!list,no-empty|1 / 2 &", ",!sign,!list|a1b2 &empty",
			"=&,@none|''", "=;,@list|b=2 &;sign=x", "=&,form-encoded,@list|b=2+%26&sign=x",
			"=;,@list,aa=header:X-Other|aa=more;b=2 &;sign=x", "=; ,!sign,!list|a=1; b=2 &; empty=" })
	void areWrittenInOrder(String options, String expected) {
		assertThat(resolve("form-sorted:" + options, form(FIELDS))).isEqualTo(expected);
		assertThat(resolve("query-sorted:" + options, query(FIELDS))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { ",=&|a=1.10&b=text&c=true&d={\"z\":[1, 2]}&e=&f=1e3",
					",=&,no-empty,!d|a=1.10&b=text&c=true&f=1e3", "/d,=&|z=[1, 2]", "/nothing,=&|''", "/b,=&|''",
					"/d|z[1, 2]" })
	void areThePropertiesOfAnObject(String options, String expected) {
		String json = "{\"f\":1e3,\"b\":\"text\",\"a\":1.10,\"c\":true,\"d\":{\"z\":[1, 2]},\"e\":null}";
		assertThat(resolve("body-sorted:" + options, TestRequests.post(json))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16BE", "UTF-16LE", "UTF-32BE" })
	void propertiesInAnotherEncodingThanUtf8AreMalformed(String charset) {
		WebhookRequest request = TestRequests.post("{\"d\":{\"z\":[1, 2]}}".getBytes(Charset.forName(charset)),
				"Content-Type", "application/json");
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> resolve("body-sorted:,=&", request))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	@ParameterizedTest
	@ValueSource(strings = { "risk=Safe%26status%3DFAILED&status=VALID&key=risk", "risk%3DSafe=1&key=risk%3DSafe",
			"%26risk=1&key=%26risk" })
	void thoseThatAreListedMustNotStandForOthers(String fields) {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> resolve("form-sorted:=&,@key", form(fields)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void whatStandsBehindNamesMayBeInAValue() {
		assertThat(resolve("form-sorted:=&,@key", form("url=a?b%3D1&key=url"))).isEqualTo("url=a?b=1");
	}

	@Test
	void theListIsNotSearchedForEachParameter() {
		List<Collection<?>> lists = new ArrayList<>();
		ParameterStyle.parse("=&", List.of("@list")).select(new TreeMap<>(Map.of("list", "a,b,a", "a", "1")) {
			@Override
			public Set<String> keySet() {
				return new TreeSet<>(super.keySet()) {
					@Override
					public boolean retainAll(Collection<?> names) {
						return lists.add(names);
					}
				};
			}
		});
		assertThat(lists).singleElement().isInstanceOf(Set.class);
	}

	@Test
	void areInTheOrderOfTheirCharacters() {
		assertThat(resolve("form-sorted:=&", form("b=1&B=2&a_=3&a=4&aa=5"))).isEqualTo("B=2&a=4&a_=3&aa=5&b=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=1&b=2&a=3", "a=1&a=1" })
	void oneThatComesTwiceIsRefused(String fields) {
		assertRefused("form-sorted:=&", form(fields));
		assertRefused("query-sorted:=&", query(fields));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"d\":{\"a\":1},\"d\":{\"a\":2}}", "{\"d\":{\"a\":1},\"d\":null}",
			"{\"d\":{\"a\":1,\"a\":2}}", "{\"d\":{\"a\":1}", "nothing" })
	void aDocumentThatOthersMayReadInAnotherWayIsRefused(String json) {
		assertRefused("body-sorted:/d,=&", TestRequests.post(json));
	}

	@Test
	void oneThatIsAddedHasToBeThere() {
		assertThat(resolve("form-sorted:=&,key=header:X-Missing", form("a=1"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "form-sorted:=&,sign", "form-sorted:&", "form-sorted:=&,!", "form-sorted:=&,a=nothing",
			"form-sorted:=&,=b", "body-sorted:d,=&", "sorted:", "sorted:header:A,", "value:", "secret-md5:a",
			"form-sorted:%2C,values,@list", "form-sorted:,@list" })
	void whatIsNoOptionIsNoLocator(String text) {
		assertThat(Locator.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "query-sorted:=&|true|false", "query-sorted:=&,a=body:/a|false|true",
			"form-sorted:=&|false|true", "sorted:query:a,body:/a|false|true", "body-sorted:/a,=&|false|true" })
	void whatTheyAreMadeOfIsKnown(String text, boolean inHead, boolean readsBody) {
		Locator locator = Locator.parse(text);
		assertThat(locator.isInHead()).isEqualTo(inHead);
		assertThat(locator.readsBody()).isEqualTo(readsBody);
	}

	@Test
	void valuesAreInTheOrderOfWhatTheyAre() {
		assertThat(resolve("sorted:header:X-Other,header:Content-Type,form:a", form("a=B")))
			.isEqualTo("B" + "application/x-www-form-urlencoded" + "more");
		assertThat(resolve("sorted:header:X-Other,form:b", form("a=B"))).isNull();
	}

	private static void assertRefused(String locator, WebhookRequest request) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> resolve(locator, request));
	}

	private static @Nullable String resolve(String text, WebhookRequest request) {
		Locator locator = Locator.parse(text);
		assertThat(locator).as(text).isNotNull();
		return locator.resolve(TestRequests.values(request));
	}

	private static WebhookRequest form(String fields) {
		return TestRequests.post(fields, "Content-Type", "application/x-www-form-urlencoded", "X-Other", "more");
	}

	private static WebhookRequest query(String fields) {
		return new WebhookRequest(WebhookRequestHead.builder("GET", "https://hooks.example.com/in")
			.query(fields)
			.header("X-Other", "more")
			.build(), "");
	}

}
