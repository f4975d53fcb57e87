package dev.webhooks.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * The namespaces that the elements of a provider's XML are in. Each entry names one for a
 * place in the document and for what is below it, as far as no entry names another:
 * {@code /Envelope=http://schemas.xmlsoap.org/soap/envelope/}. A name in the place may be
 * {@code *}, and so may the namespace; an empty one says that there is none. Without
 * entries all are let be. Immutable.
 *
 * @see <a href="https://www.w3.org/TR/xml-names/">Namespaces in XML 1.0</a>
 */
final class XmlNamespaces {

	static final XmlNamespaces ANY = new XmlNamespaces(List.of());

	private static final String KEY = "event.namespaces";

	private static final String WILDCARD = "*";

	private static final Pattern ENTRY = Pattern.compile("((?:/[^/=]+)+)=(\\S*)");

	private final List<String> entries;

	private final Node root = new Node();

	private XmlNamespaces(List<String> entries) {
		this.entries = List.copyOf(entries);
	}

	/**
	 * Reads entries as they are configured.
	 * @throws InvalidSettingException if one of them is not a place and a namespace
	 */
	static XmlNamespaces of(List<String> entries) {
		XmlNamespaces namespaces = new XmlNamespaces(entries);
		for (String entry : entries) {
			Matcher matcher = ENTRY.matcher(entry);
			if (!matcher.matches()) {
				throw new InvalidSettingException(KEY, entry,
						"Use a place and its namespace, such as /Envelope=http://schemas.xmlsoap.org/soap/envelope/.");
			}
			namespaces.root.add(matcher.group(1).substring(1).split("/"), 0, matcher.group(2));
		}
		return entries.isEmpty() ? ANY : namespaces;
	}

	List<String> entries() {
		return this.entries;
	}

	/**
	 * The place above the root element.
	 */
	Place document() {
		return new Place(this.root, (this == ANY) ? WILDCARD : null);
	}

	/**
	 * A place in the document.
	 *
	 * @param node what is configured here and below, or {@code null} for nothing more
	 * @param namespace the namespace that elements here are in, {@code *} if it does not
	 * matter, or {@code null} if there is none here that the provider uses
	 */
	record Place(@Nullable Node node, @Nullable String namespace) {

		Place child(String name) {
			Node child = (this.node != null) ? this.node.child(name) : null;
			return new Place(child, (child != null && child.namespace != null) ? child.namespace : this.namespace);
		}

		/**
		 * Tells whether an element here may be in a namespace.
		 * @param uri the namespace, or {@code null} if the element is in none
		 */
		boolean accepts(@Nullable String uri) {
			return WILDCARD.equals(this.namespace) || ((uri != null) ? uri : "").equals(this.namespace);
		}

		/**
		 * Tells whether an attribute of the element here may be in a namespace. Only what
		 * is configured for the attribute itself counts.
		 */
		boolean acceptsAttribute(String name, @Nullable String uri) {
			Node attribute = (this.node != null) ? this.node.children.get("@" + name) : null;
			return attribute == null || new Place(null, attribute.namespace).accepts(uri);
		}

	}

	private static final class Node {

		private final Map<String, Node> children = new HashMap<>(4);

		private @Nullable String namespace;

		void add(String[] names, int depth, String namespace) {
			Node child = this.children.computeIfAbsent(names[depth], (name) -> new Node());
			if (depth == names.length - 1) {
				child.namespace = namespace;
			}
			else {
				child.add(names, depth + 1, namespace);
			}
		}

		@Nullable Node child(String name) {
			Node child = this.children.get(name);
			return (child != null) ? child : this.children.get(WILDCARD);
		}

	}

}
