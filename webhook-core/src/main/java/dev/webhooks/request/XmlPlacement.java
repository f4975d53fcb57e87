package dev.webhooks.request;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.core.JsonPointer;

import dev.webhooks.Internal;

/**
 * Puts a text into an XML document, at the place that it has when it is read as JSON.
 */
@Internal
public final class XmlPlacement {

	private static final String TEXT = "#text";

	private XmlPlacement() {
	}

	/**
	 * Tells XML from other documents.
	 * @param document the document
	 * @return whether it begins as XML does
	 */
	public static boolean isXml(byte[] document) {
		int start = 0;
		while (start < document.length && Character.isWhitespace(document[start])) {
			start++;
		}
		return start < document.length && document[start] == '<';
	}

	/**
	 * Sets the text of an element or attribute that is there.
	 * @param xml the document
	 * @param pointer the JSON pointer, such as {@code /Envelope/Body/Id}
	 * @param value the text
	 * @return the new document
	 * @throws IllegalArgumentException if there is no such place, or it is no XML
	 */
	public static byte[] put(byte[] xml, String pointer, String value) {
		try {
			Document document = parse(xml);
			put(document, JsonPointer.compile(pointer), value);
			return write(document);
		}
		catch (ParserConfigurationException | SAXException | TransformerException | IOException ex) {
			throw new IllegalArgumentException("The document is not well-formed XML");
		}
	}

	private static Document parse(byte[] xml) throws ParserConfigurationException, SAXException, IOException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		DocumentBuilder builder = factory.newDocumentBuilder();
		builder.setErrorHandler(null);
		return builder.parse(new ByteArrayInputStream(xml));
	}

	private static void put(Document document, JsonPointer pointer, String value) {
		List<Element> found = children(document, pointer.getMatchingProperty());
		JsonPointer rest = pointer.tail();
		while (!found.isEmpty() && rest != null && !rest.matches()) {
			String name = rest.getMatchingProperty();
			int index = rest.getMatchingIndex();
			if (name.startsWith("@")) {
				attribute(found.get(0), name.substring(1)).setValue(value);
				return;
			}
			if (!name.equals(TEXT)) {
				found = (index < 0) ? children(found.get(0), name)
						: found.subList(Math.min(index, found.size()), found.size());
			}
			rest = rest.tail();
		}
		if (found.isEmpty()) {
			throw new IllegalArgumentException("There is nothing at " + pointer);
		}
		found.get(0).setTextContent(value);
	}

	private static Attr attribute(Element element, String name) {
		NamedNodeMap attributes = element.getAttributes();
		for (int i = 0; i < attributes.getLength(); i++) {
			if (attributes.item(i) instanceof Attr attribute && name.equals(attribute.getLocalName())) {
				return attribute;
			}
		}
		throw new IllegalArgumentException("There is no attribute " + name);
	}

	private static List<Element> children(Node parent, String name) {
		List<Element> children = new ArrayList<>();
		for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element element && name.equals(element.getLocalName())) {
				children.add(element);
			}
		}
		return children;
	}

	private static byte[] write(Document document) throws TransformerException {
		TransformerFactory factory = TransformerFactory.newDefaultInstance();
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		document.setXmlStandalone(true);
		factory.newTransformer().transform(new DOMSource(document), new StreamResult(written));
		return written.toByteArray();
	}

}
