package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link XmlNamespaces}, by what {@link XmlDocument} makes of them.
 */
class XmlNamespacesTests {

	private static final List<String> ORDERS = List.of("/o=urn:orders", "/o/note=urn:notes", "/o/note/any/*=*",
			"/o/@type=urn:types");

	@ParameterizedTest
	@ValueSource(strings = { "<o xmlns=\"urn:orders\"><id>1</id></o>",
			"<x:o xmlns:x=\"urn:orders\"><x:id>1</x:id></x:o>",
			"<o xmlns=\"urn:orders\"><n:note xmlns:n=\"urn:notes\"><n:id/></n:note></o>",
			"<o xmlns=\"urn:orders\"><note xmlns=\"urn:notes\"><any><x xmlns=\"urn:x\"><y xmlns=\"\"/></x></any></note></o>",
			"<o xmlns=\"urn:orders\" t:type=\"a\" xmlns:t=\"urn:types\"/>", "<o xmlns=\"urn:orders\" other=\"a\"/>",
			"<o xmlns=\"urn:orders\" t:other=\"a\" xmlns:t=\"urn:t\"/>" })
	void elementsInTheirNamespacesAreRead(String xml) {
		assertThat(read(ORDERS, xml)).startsWith("{\"o\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<o><id>1</id></o>", "<o xmlns=\"urn:other\"/>", "<o xmlns=\"urn:orders/\"/>",
			"<o xmlns=\"URN:orders\"/>", "<o xmlns=\"urn:orders\"><id xmlns=\"urn:other\"/></o>",
			"<o xmlns=\"urn:orders\"><id xmlns=\"\"/></o>", "<o xmlns=\"urn:orders\"><note/></o>",
			"<o xmlns=\"urn:orders\"><note xmlns=\"urn:notes\"><id xmlns=\"urn:orders\"/></note></o>",
			"<o xmlns=\"urn:orders\"><note xmlns=\"urn:notes\"><any xmlns=\"urn:x\"/></note></o>",
			"<o xmlns=\"urn:orders\" type=\"a\"/>", "<o xmlns=\"urn:orders\" t:type=\"a\" xmlns:t=\"urn:t\"/>",
			"<other xmlns=\"urn:orders\"/>" })
	void whatIsInAnotherNamespaceIsMalformed(String xml) {
		assertMalformed(ORDERS, xml);
	}

	@Test
	void anEmptyNamespaceIsNone() {
		assertThat(read(List.of("/*="), "<order><id>1</id></order>")).isEqualTo("{\"order\":{\"id\":\"1\"}}");
		assertMalformed(List.of("/*="), "<order xmlns=\"urn:orders\"/>");
		assertMalformed(List.of("/*="), "<order><id xmlns=\"urn:orders\"/></order>");
	}

	@Test
	void withoutEntriesAllAreLetBe() {
		assertThat(read(List.of(), "<o xmlns=\"urn:orders\"><id xmlns=\"urn:other\">1</id></o>"))
			.isEqualTo("{\"o\":{\"id\":\"1\"}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "urn:orders", "/o", "o=urn:orders", "=urn:orders", "/=urn:orders", "//o=urn:orders",
			"/o/=urn:orders", "/o=urn:a b" })
	void anEntryThatIsNoPlaceAndNamespaceIsRefused(String entry) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> XmlNamespaces.of(List.of(entry)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.namespaces"));
	}

	private static void assertMalformed(List<String> namespaces, String xml) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> read(namespaces, xml))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static String read(List<String> namespaces, String xml) {
		byte[] json = XmlDocument.toJson(xml.getBytes(StandardCharsets.UTF_8), XmlNamespaces.of(namespaces));
		return new String(json, StandardCharsets.UTF_8);
	}

}
