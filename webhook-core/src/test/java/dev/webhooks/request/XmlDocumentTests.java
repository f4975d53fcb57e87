package dev.webhooks.request;

import java.nio.charset.StandardCharsets;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link XmlDocument}.
 */
class XmlDocumentTests {

	@Test
	void readsElementsAsPropertiesAndRepeatedOnesAsArrays() {
		assertThat(json("<a><b>1</b><c>x</c><b>2</b><b>3</b></a>"))
			.isEqualTo("{\"a\":{\"b\":[\"1\",\"2\",\"3\"],\"c\":\"x\"}}");
	}

	@Test
	void readsAttributesAndTextBesideThem() {
		assertThat(json("<a t=\"x\">text</a>")).isEqualTo("{\"a\":{\"@t\":\"x\",\"#text\":\"text\"}}");
	}

	@Test
	void leavesOutPrefixesOfNamespaces() {
		assertThat(json("<s:a xmlns:s=\"urn:s\" xmlns:i=\"urn:i\" i:type=\"x\"><s:b/></s:a>"))
			.isEqualTo("{\"a\":{\"@type\":\"x\",\"b\":\"\"}}");
	}

	@Test
	void readsCharacterReferencesAndSections() {
		assertThat(json("<a>&lt;&amp;&#228;<![CDATA[<b>]]></a>")).isEqualTo("{\"a\":\"<&ä<b>\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
			"<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>", "<?xml version=\"1.0\"?><!DOCTYPE a><a/>" })
	void refusesADocumentType(String xml) {
		assertMalformed(xml);
	}

	@Test
	void refusesAMalformedDocumentTypeForWhichTheParserHasNoMessage() {
		assertMalformed("<!DOCTYPE a [<!ELE\u000EMENT a ANY>]><a/>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "<a>", "<a></b>", "<a>&unknown;</a>", "<a/><b/>", "text" })
	void refusesWhatIsNotWellFormed(String xml) {
		assertMalformed(xml);
	}

	@Test
	void refusesWhatIsTooDeep() {
		assertMalformed("<a>".repeat(10_000) + "</a>".repeat(10_000));
	}

	private static void assertMalformed(String xml) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> json(xml))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static String json(String xml) {
		byte[] json = XmlDocument.toJson(xml.getBytes(StandardCharsets.UTF_8), XmlNamespaces.ANY);
		return new String(json, StandardCharsets.UTF_8);
	}

}
