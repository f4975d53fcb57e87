package dev.webhooks.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.TestRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeaderFormat}.
 */
class HeaderFormatTests {

	private final List<HeaderFormat.Candidate> candidates = new ArrayList<>();

	private final RequestValues values = TestRequests.values(TestRequests.post("{}"));

	@Test
	void plainSignatureIsTheWholeValue() {
		assertThat(read("{signature}", "abc")).isTrue();
		assertThat(signatures()).containsExactly("abc");
	}

	@Test
	void prefixIsTakenOff() {
		assertThat(read("sha256={signature}", "sha256=abc")).isTrue();
		assertThat(signatures()).containsExactly("abc");
	}

	@Test
	void suffixIsTakenOff() {
		assertThat(read("Signature \"{signature}\"", "Signature \"abc\"")).isTrue();
		assertThat(signatures()).containsExactly("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sha256", "sha256=", "sha1=abc", "abc", "SHA256=abc", " sha256=abc" })
	void valueWithoutThePrefixIsMalformed(String value) {
		assertThat(read("sha256={signature}", value)).isFalse();
	}

	@Test
	void emptyValueIsMalformed() {
		assertThat(read("{signature}", "")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "t=1,v1=abc", "v1=abc,t=1", "v1=abc, t=1", "v0=x,t=1,v1=abc", "t=1,v1=abc,",
			"t=1,junk,v1=abc" })
	void partsOfAListComeInAnyOrderAmongUnknownOnes(String value) {
		assertThat(read("t={timestamp},v1={signature}", value)).isTrue();
		assertThat(signatures()).containsExactly("abc");
		assertThat(this.values.named("timestamp")).isEqualTo("1");
	}

	@Test
	void repeatedSignaturesAreAllRead() {
		assertThat(read("t={timestamp},v1={signature}", "t=1,v1=abc,v1=def")).isTrue();
		assertThat(signatures()).containsExactly("abc", "def");
	}

	@ParameterizedTest
	@ValueSource(strings = { "t=1,t=2,v1=abc", "t=1,v1=abc,t=1" })
	void repeatedTimestampIsMalformed(String value) {
		assertThat(read("t={timestamp},v1={signature}", value)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "t=1", "v1=abc", "t=1,v1=", "t=,v1=abc", "t=1;v1=abc", ",", "t=1,v2=abc" })
	void listThatLacksAPartIsMalformed(String value) {
		assertThat(read("t={timestamp},v1={signature}", value)).isFalse();
	}

	@Test
	void semicolonSeparatesParts() {
		assertThat(read("ts={timestamp};h1={signature}", "ts=1;h1=abc")).isTrue();
		assertThat(signatures()).containsExactly("abc");
	}

	@Test
	void listOfOneKindOfPartIsRead() {
		assertThat(read("v1,{signature} ...", "v1,abc v2,xyz v1,def v1a,ghi")).isTrue();
		assertThat(signatures()).containsExactly("abc", "def");
	}

	@Test
	void listWithoutOneOfItsKindIsMalformed() {
		assertThat(read("v1,{signature} ...", "v2,abc v1a,def")).isFalse();
	}

	@Test
	void sixteenSignaturesAreRead() {
		assertThat(read("v1,{signature} ...", "v1,a ".repeat(16))).isTrue();
		assertThat(this.candidates).hasSize(16);
	}

	@Test
	void moreThanSixteenSignaturesAreMalformed() {
		assertThat(read("v1,{signature} ...", "v1,a ".repeat(17))).isFalse();
	}

	@Test
	void sixtyFourPartsAreRead() {
		assertThat(read("v1,{signature} ...", "v2,a ".repeat(63) + "v1,a")).isTrue();
	}

	@Test
	void moreThanSixtyFourPartsAreMalformed() {
		assertThat(read("v1,{signature} ...", "v2,a ".repeat(64) + "v1,a")).isFalse();
	}

	@Test
	void tooManyPartsAreRefusedBeforeAnyIsRead() {
		read("v1,{signature} ...", "v1,a ".repeat(10_000));
		assertThat(this.candidates).isEmpty();
	}

	@Test
	void authenticationSchemeIsReadInAnyCase() {
		assertThat(read("Basic {signature}", "basic abc")).isTrue();
		assertThat(signatures()).containsExactly("abc");
	}

	@Test
	void writesWhatItReads() {
		String written = HeaderFormat.parse("signature.format", "t={timestamp},v1={signature}")
			.write(Map.of("signature", "abc", "timestamp", "1"));
		assertThat(written).isEqualTo("t=1,v1=abc");
	}

	@Test
	void writesOneElementOfAList() {
		String written = HeaderFormat.parse("signature.format", "v1,{signature} ...").write(Map.of("signature", "abc"));
		assertThat(written).isEqualTo("v1,abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sha256=", "t={timestamp}", "{signature},{signature}", "{signature}{signature}",
			"v1={signature", "{Signature}", "{signature}...", "t={timestamp},v1={signature},...", "{sig nature}" })
	void malformedFormatIsRefused(String format) {
		assertRefused(format);
	}

	@ParameterizedTest
	@ValueSource(strings = { "t={time},v1={signature}", "{signature};{nonce}" })
	void formatWithAnUnknownPlaceholderIsRefused(String format) {
		assertRefused(format);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{timestamp},{signature}", "v{timestamp},v1{signature}" })
	void formatWhosePartsCannotBeToldApartIsRefused(String format) {
		assertRefused(format);
	}

	@Test
	void refusalNamesTheProperty() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> HeaderFormat.parse("signature.format", "sha256="))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.format"));
	}

	@Test
	void toStringIsTheFormat() {
		assertThat(HeaderFormat.parse("signature.format", "v1,{signature} ...")).hasToString("v1,{signature} ...");
	}

	private static void assertRefused(String format) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> HeaderFormat.parse("signature.format", format));
	}

	private List<String> signatures() {
		return this.candidates.stream().map(HeaderFormat.Candidate::text).toList();
	}

	private boolean read(String format, String value) {
		return HeaderFormat.parse("signature.format", format).read(value, this.candidates, this.values);
	}

}
