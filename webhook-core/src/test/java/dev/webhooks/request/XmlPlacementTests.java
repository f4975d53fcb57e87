package dev.webhooks.request;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link XmlPlacement}.
 */
class XmlPlacementTests {

	private static final String XML = "<a xmlns:x=\"urn:x\"><x:b x:c=\"1\">old</x:b><d>1</d><d>2</d></a>";

	@ParameterizedTest
	@CsvSource({ "/a/b/#text", "/a/b", "/a/b/@c", "/a/d/0", "/a/d/1" })
	void aTextIsPutWhereItIsRead(String pointer) {
		byte[] changed = XmlPlacement.put(bytes(XML), pointer, "<new> & more");
		String json = new String(XmlDocument.toJson(changed, XmlNamespaces.ANY), StandardCharsets.UTF_8);
		assertThat(json).contains("\"<new> & more\"");
		assertThat(new String(changed, StandardCharsets.UTF_8)).contains("xmlns:x=\"urn:x\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/b", "/a/x", "/a/b/@x", "/a/d/2" })
	void whereNothingIsNothingIsPut(String pointer) {
		assertThatIllegalArgumentException().isThrownBy(() -> XmlPlacement.put(bytes(XML), pointer, "x"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<a>", "{}", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a><b>&e;</b></a>" })
	void onlyWellFormedXmlWithoutDocumentTypeIsChanged(String document) {
		assertThatIllegalArgumentException().isThrownBy(() -> XmlPlacement.put(bytes(document), "/a/b", "x"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
