package dev.webhooks.signature;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Reads XML as JSON. A document type declaration is refused: it could name files to read,
 * or entities that grow without end.
 *
 * @see <a href=
 * "https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing">OWASP,
 * XML External Entity Processing</a>
 */
final class XmlDocument {

	private static final int MAX_DEPTH = 64;

	private static final String TEXT = "#text";

	private static final JsonMapper MAPPER = new JsonMapper();

	private XmlDocument() {
	}

	/**
	 * Reads a document.
	 * @throws WebhookRejectedException if it is malformed, too deep, or has a document
	 * type
	 */
	static byte[] toJson(byte[] xml) {
		try {
			XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
			while (reader.next() != XMLStreamConstants.START_ELEMENT) {
				if (reader.getEventType() == XMLStreamConstants.DTD) {
					throw malformed("The XML has a document type declaration");
				}
			}
			Map<String, Object> root = new LinkedHashMap<>();
			root.put(reader.getLocalName(), read(reader, 1));
			while (reader.hasNext()) {
				reader.next();
			}
			return MAPPER.writeValueAsBytes(root);
		}
		catch (WebhookRejectedException ex) {
			throw ex;
		}
		catch (XMLStreamException | RuntimeException ex) {
			// The reader of the JDK lacks the texts of some of its own messages
			throw malformed("The body is not well-formed XML");
		}
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
		return factory;
	}

	/**
	 * Reads an element whose start was just read.
	 * @return its text if it has nothing else, or its attributes, children and text
	 */
	private static Object read(XMLStreamReader reader, int depth) throws XMLStreamException {
		if (depth > MAX_DEPTH) {
			throw malformed("The XML is too deep");
		}
		Map<String, Object> content = new LinkedHashMap<>();
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			content.put("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
		}
		StringBuilder text = new StringBuilder();
		while (reader.next() != XMLStreamConstants.END_ELEMENT) {
			if (reader.isStartElement()) {
				String name = reader.getLocalName();
				add(content, name, read(reader, depth + 1));
			}
			else if (reader.isCharacters()) {
				text.append(reader.getText());
			}
			else if (reader.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
				throw malformed("The XML has an entity that is not its own");
			}
		}
		if (content.isEmpty()) {
			return text.toString();
		}
		if (!text.toString().isBlank()) {
			content.put(TEXT, text.toString());
		}
		return content;
	}

	@SuppressWarnings("unchecked")
	private static void add(Map<String, Object> content, String name, Object value) {
		Object existing = content.get(name);
		if (existing instanceof List) {
			((List<Object>) existing).add(value);
		}
		else if (existing != null) {
			content.put(name, new ArrayList<>(List.of(existing, value)));
		}
		else {
			content.put(name, value);
		}
	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

}
