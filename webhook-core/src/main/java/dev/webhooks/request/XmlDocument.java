package dev.webhooks.request;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.XmlNamespaces.Place;
import tools.jackson.databind.json.JsonMapper;

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
	 * @param namespaces the namespaces that its elements have to be in
	 * @throws WebhookRejectedException if it is malformed, too deep, or has a document
	 * type or an element in another namespace
	 */
	static byte[] toJson(byte[] xml, XmlNamespaces namespaces) {
		try {
			XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
			while (reader.next() != XMLStreamConstants.START_ELEMENT) {
				if (reader.getEventType() == XMLStreamConstants.DTD) {
					throw malformed("The XML has a document type declaration");
				}
			}
			Map<String, Object> root = new LinkedHashMap<>();
			root.put(reader.getLocalName(), read(reader, namespaces.document(), 1));
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
	private static Object read(XMLStreamReader reader, Place parent, int depth) throws XMLStreamException {
		if (depth > MAX_DEPTH) {
			throw malformed("The XML is too deep");
		}
		Place place = parent.child(reader.getLocalName());
		Map<String, Object> content = attributes(reader, place);
		StringBuilder text = new StringBuilder();
		while (reader.next() != XMLStreamConstants.END_ELEMENT) {
			if (reader.isStartElement()) {
				String name = reader.getLocalName();
				add(content, name, read(reader, place, depth + 1));
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

	private static Map<String, Object> attributes(XMLStreamReader reader, Place place) {
		boolean foreign = !place.accepts(reader.getNamespaceURI());
		Map<String, Object> attributes = new LinkedHashMap<>();
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			String name = reader.getAttributeLocalName(i);
			foreign |= !place.acceptsAttribute(name, reader.getAttributeNamespace(i));
			attributes.put("@" + name, reader.getAttributeValue(i));
		}
		if (foreign) {
			throw malformed("The XML has something in a namespace that is not the provider's");
		}
		return attributes;
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
