package dev.webhooks.provider.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Settings by key, as maps within maps. A key that is written with hyphens and one in
 * camel case are the same.
 */
@Internal
public final class SettingsTree {

	/** A name in brackets is one element, whatever its characters. */
	private static final Pattern ELEMENT = Pattern.compile("\\[([^\\]]*)]|[^.\\[\\]]+");

	private SettingsTree() {
	}

	/**
	 * Copies settings, with each element of their keys at a level of its own.
	 * @param settings the settings, nested, or with keys such as {@code signature.header}
	 * @return the tree, which may be changed
	 */
	public static Map<String, Object> of(Map<String, ?> settings) {
		Map<String, Object> tree = new LinkedHashMap<>();
		settings.forEach((key, value) -> put(tree, key, value));
		return tree;
	}

	/**
	 * Sets a value. Maps are merged with what is there, all else replaces it.
	 * @param tree the tree
	 * @param key the key, such as {@code signature.header}
	 * @param value the value, or {@code null} for an empty one
	 */
	public static void put(Map<String, Object> tree, String key, @Nullable Object value) {
		Map<String, Object> parent = tree;
		String[] elements = elements(key);
		for (int i = 0; i < elements.length - 1; i++) {
			parent = child(parent, elements[i]);
		}
		String last = elements[elements.length - 1];
		if (value instanceof Map<?, ?> group) {
			Map<String, Object> child = child(parent, last);
			group.forEach((name, each) -> put(child, String.valueOf(name), each));
		}
		else {
			parent.put(nameIn(parent, last), (value != null) ? value : "");
		}
	}

	/**
	 * Lays settings over others: theirs count where both have a value, and a list is
	 * replaced as a whole.
	 * @param over the settings that win
	 * @param beneath the settings beneath
	 * @return the tree of both
	 */
	public static Map<String, Object> merge(Map<String, ?> over, Map<String, ?> beneath) {
		Map<String, Object> tree = of(beneath);
		overlay(tree, of(over));
		return tree;
	}

	@SuppressWarnings("unchecked")
	private static void overlay(Map<String, Object> tree, Map<String, Object> over) {
		over.forEach((element, value) -> {
			String name = nameIn(tree, element);
			if (value instanceof Map<?, ?> group) {
				overlay(child(tree, name), (Map<String, Object>) group);
			}
			else if (!(value.equals("") && tree.get(name) instanceof Map)) {
				// A group with nothing in it says nothing
				tree.put(name, value);
			}
		});
	}

	private static String[] elements(String key) {
		String[] elements = ELEMENT.matcher(key).results().map(SettingsTree::element).toArray(String[]::new);
		return (elements.length > 0) ? elements : new String[] { key };
	}

	/**
	 * Brackets stay around what they keep in one piece, so that a tree can be read again.
	 */
	private static String element(MatchResult match) {
		String name = match.group(1);
		return (name != null && name.indexOf('.') < 0) ? name : match.group();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> child(Map<String, Object> parent, String element) {
		String name = nameIn(parent, element);
		if (!(parent.get(name) instanceof Map)) {
			parent.put(name, new LinkedHashMap<String, Object>());
		}
		return (Map<String, Object>) parent.get(name);
	}

	private static String nameIn(Map<String, Object> parent, String element) {
		String uniform = uniform(element);
		return parent.keySet().stream().filter((name) -> uniform(name).equals(uniform)).findFirst().orElse(element);
	}

	/**
	 * Writes a key as all its forms are alike.
	 */
	static String uniform(String key) {
		return withoutBrackets(key).replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	static String withoutBrackets(String name) {
		return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
	}

}
