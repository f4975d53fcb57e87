package dev.webhooks.test;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.request.Locator;
import dev.webhooks.request.OpenTemplate;
import dev.webhooks.request.Template;

/**
 * Names the type of an event where its body does not: in the head of a request, by the
 * templates that the type is read with, the other way round.
 */
final class EventNaming {

	private static final Set<String> HEAD = Set.of("header", "query", "path");

	private final RequestDraft draft;

	private final List<Template> templates;

	private final boolean bodyStays;

	private final Set<String> settled = new HashSet<>();

	/**
	 * Creates a naming.
	 * @param templates the templates of the type
	 * @param bodyStays whether nothing is put into the body
	 */
	EventNaming(RequestDraft draft, List<Template> templates, boolean bodyStays) {
		this.draft = draft;
		this.templates = templates;
		this.bodyStays = bodyStays;
	}

	/**
	 * Names the type, so that each template that names any names this one.
	 * @param item the item of a batch that the event is, or the whole document
	 * @return whether the type is named
	 */
	boolean name(String type, @Nullable JsonNode item) {
		boolean named = false;
		for (Template template : this.templates) {
			if (type.equals(this.draft.text(template, item))) {
				settle(template.locators());
				named = true;
			}
		}
		for (Template template : ordered(type, item)) {
			boolean needed = !named || this.draft.text(template, item) != null;
			named |= needed && put(new OpenTemplate(template).valuesFor(type,
					(locator) -> isOfHead(locator) ? null : this.draft.get(locator, item)), item);
		}
		if (!named && isNamedByBody(item)) {
			return !this.bodyStays;
		}
		return named || this.templates.stream()
			.anyMatch((template) -> put(new OpenTemplate(template).valuesFor(type, (locator) -> null), item));
	}

	/**
	 * Tells whether the body names a type of its own. A fixture that does keeps it.
	 */
	private boolean isNamedByBody(@Nullable JsonNode item) {
		return this.templates.stream()
			.filter((template) -> template.locators().stream().noneMatch(EventNaming::isOfHead))
			.anyMatch((template) -> this.draft.text(template, item) != null);
	}

	/**
	 * The templates with a part in the head that is open: first those whose headers the
	 * provider is known to send, then those with the most words of their own.
	 */
	private List<Template> ordered(String type, @Nullable JsonNode item) {
		ToIntFunction<Template> known = (template) -> template.locators()
			.stream()
			.allMatch((locator) -> !isOfHead(locator) || this.draft.get(locator, item) != null) ? 0 : 1;
		return this.templates.stream()
			.filter((template) -> template.locators().stream().anyMatch(EventNaming::isOfHead))
			.filter((template) -> new OpenTemplate(template).valuesFor(type,
					(locator) -> isOfHead(locator) ? null : this.draft.get(locator, item)) != null)
			.sorted(Comparator.comparingInt(known).thenComparingInt(EventNaming::words))
			.toList();
	}

	private static int words(Template template) {
		String words = new OpenTemplate(template)
			.text((locator) -> (locator.expected() != null) ? locator.expected() : "");
		return (words != null) ? -words.length() : 0;
	}

	private boolean put(@Nullable Map<Locator, String> values, @Nullable JsonNode item) {
		if (values == null || values.keySet().stream().anyMatch((locator) -> isOfHead(locator) && isSettled(locator))) {
			return false;
		}
		if (values.entrySet().stream().anyMatch((entry) -> !canPut(entry.getKey(), entry.getValue(), item))) {
			return false;
		}
		values.forEach((locator, value) -> {
			if (!value.equals(this.draft.get(locator, item)) && !value.isEmpty()) {
				this.draft.put(locator, value, item);
			}
		});
		settle(values.keySet());
		return true;
	}

	private boolean canPut(Locator locator, String value, @Nullable JsonNode item) {
		return isOfHead(locator) || value.equals(this.draft.get(locator, item))
				|| (value.isEmpty() && locator.isOptional()) || !this.bodyStays || isFree(locator, item);
	}

	/** A place in a document of one's own where nothing is. */
	private boolean isFree(Locator locator, @Nullable JsonNode item) {
		return locator.kind().equals("body") && item != null && item.isObject()
				&& item.at(locator.argument()).isMissingNode();
	}

	private void settle(Collection<Locator> locators) {
		locators.stream().filter(EventNaming::isOfHead).map(EventNaming::place).forEach(this.settled::add);
	}

	private boolean isSettled(Locator locator) {
		return this.settled.contains(place(locator));
	}

	private static String place(Locator locator) {
		return locator.kind() + ':' + locator.argument().toLowerCase(Locale.ROOT);
	}

	static boolean isOfHead(Locator locator) {
		return HEAD.contains(locator.kind());
	}

}
