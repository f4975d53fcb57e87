package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FormFields}.
 */
class FormFieldsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a=b|b", "a=|''", "a|''", "a=b=c|b=c", "a=b+c|b c", "a=%2B%20%26%3D|+ &=",
			"a=%C3%A4|\u00E4", "a=%c3%a4|\u00E4", "%61=b|b", "x=1&&a=b&|b", "a=\u00E4|\u00E4" })
	void fieldIsDecoded(String body, String expected) {
		assertThat(parse(body)).containsExactly(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a=Jos%E9&charset=windows-1252|Jos\u00E9",
			"charset=Windows-1252&a=%80+%93x%94|\u20AC \u201Cx\u201D", "a=%C4%E3%BA%C3&charset=gb2312|\u4F60\u597D",
			"a=%83A&charset=Shift_JIS|\u30A2", "a=%EB&charset=KOI8-R|\u041A" })
	void aFormThatIsNotUtf8IsReadInTheCharsetThatItNames(String body, String expected) {
		assertThat(parse(body)).containsExactly(expected);
	}

	@Test
	void bytesThatAreNotEncodedAreReadInTheCharsetToo() {
		assertThat(FormFields.parse("a=Jos\u00E9&charset=windows-1252".getBytes(StandardCharsets.ISO_8859_1)))
			.containsEntry("a", List.of("Jos\u00E9"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "a=Jos%C3%A9&charset=windows-1252|Jos\u00E9", "a=Jos%E9&charset=UTF-8|Jos\uFFFD",
					"a=Jos%E9&charset=utf-16|Jos\uFFFD", "a=Jos%E9&charset=none|Jos\uFFFD",
					"a=Jos%E9&charset=windows-1252&charset=koi8-r|Jos\uFFFD", "a=Jos%E9|Jos\uFFFD" })
	void aFormThatIsUtf8OrNamesNoKnownCharsetIsReadAsUtf8(String body, String expected) {
		assertThat(parse(body)).containsExactly(expected);
	}

	@Test
	void namesThatAreOneInTheCharsetKeepAllValues() {
		assertThat(FormFields.parse("%E9=1&charset=iso-8859-1&%E9=2".getBytes(StandardCharsets.US_ASCII)))
			.containsEntry("\u00E9", List.of("1", "2"));
	}

	@Test
	void valuesOfARepeatedFieldAreKeptInOrder() {
		assertThat(parse("a=2&b=x&a=1")).containsExactly("2", "1");
	}

	@Test
	void fieldsKeepTheirOrder() {
		assertThat(FormFields.parse("b=1&a=2&c=3")).containsOnlyKeys("b", "a", "c");
		assertThat(FormFields.parse("b=1&a=2&c=3").keySet()).containsExactly("b", "a", "c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%", "a=%4", "a=%zz", "%=a", "a=%-1" })
	void brokenPercentEncodingIsMalformed(String body) {
		assertMalformed(body);
	}

	@Test
	void thousandFieldsAreRead() {
		assertThat(FormFields.parse("a=1&".repeat(1000)).get("a")).hasSize(1000);
	}

	@Test
	void moreThanAThousandFieldsAreMalformed() {
		assertMalformed("a=1&".repeat(1001));
	}

	@Test
	void emptyBodyHasNoFields() {
		assertThat(FormFields.parse(new byte[0])).isEmpty();
	}

	@Test
	void messageNeverShowsTheField() {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> FormFields.parse("card=4242%zz"))
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("4242").hasNoCause());
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=utf-8" })
	void formIsKnownByItsContentType(String contentType) {
		assertThat(FormFields.isForm(contentType)).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "application/json", "multipart/form-data" })
	void otherContentTypesAreNoForm(@Nullable String contentType) {
		assertThat(FormFields.isForm(contentType)).isFalse();
	}

	private static void assertMalformed(String body) {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> FormFields.parse(body.getBytes(StandardCharsets.UTF_8)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static @Nullable List<String> parse(String body) {
		return FormFields.parse(body.getBytes(StandardCharsets.UTF_8)).get("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=1", "payload=%7B%7D", "MessagingBinding.Address=x&b=2", "a_b-c*d=", "a+b=c" })
	void withoutContentTypeABodyThatBeginsWithANameIsAForm(String body) {
		assertThat(FormFields.isForm(null, body.getBytes(StandardCharsets.UTF_8))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "=1", "{\"a\":\"b=c\"}", "[\"a=b\"]", "\"a=b\"", "<a b=\"c\"/>", " a=1", "true", "-1",
			"a b=1", "\u00e9=1", "a&b=1" })
	void withoutContentTypeNoOtherBodyIsAForm(String body) {
		assertThat(FormFields.isForm(null, body.getBytes(StandardCharsets.UTF_8))).isFalse();
	}

	@Test
	void withoutContentTypeNoLongNameIsLookedFor() {
		assertThat(FormFields.isForm(null, ("a".repeat(256) + "=1").getBytes(StandardCharsets.UTF_8))).isFalse();
	}

}
