package dev.webhooks.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.provider.EventLocators;
import dev.webhooks.request.Locator;

/**
 * Fields of a document that look like ids, for events that are known by nothing but their
 * bytes.
 */
final class IdFields {

	private static final Pattern NAME = Pattern
		.compile("(?i:(?:^|.*[\\[_.-])(?:id|gid|sid|uid|uuid|guid|key|sha|offset)(?:]|_.*)?)"
				+ "|.*(?:Id|ID|Sid|Uuid|UUID|Guid|Key|Reference)");

	/** Texts that differ from one event to the next, where there is nothing better. */
	private static final Pattern COUNTING = Pattern.compile("(?=.*[0-9]).{3,64}");

	private final DraftDocument document;

	private final Set<String> reserved;

	IdFields(DraftDocument document, EventLocators locators) {
		this.document = document;
		this.reserved = Stream.of(locators.type(), locators.occurredAt())
			.flatMap(List::stream)
			.flatMap((template) -> template.locators().stream())
			.filter((locator) -> !"*".equals(locator.expected()))
			.map(Locator::argument)
			.collect(Collectors.toSet());
	}

	/**
	 * Changes the first such field, in the order of the document, or if there is none,
	 * the first text with a digit.
	 */
	void refreshFirst(@Nullable JsonNode item) {
		if (item != null && !refresh(item, item, "", IdFields::isId)) {
			refresh(item, item, "", IdFields::isCounting);
		}
	}

	private boolean refresh(JsonNode item, JsonNode node, String path, BiPredicate<String, JsonNode> wanted) {
		for (Map.Entry<String, JsonNode> child : DraftDocument.children(node)) {
			String pointer = path + "/" + child.getKey().replace("~", "~0").replace("/", "~1");
			JsonNode value = child.getValue();
			boolean found = value.isContainer() ? refresh(item, value, pointer, wanted)
					: isFree(pointer, child.getKey()) && wanted.test(child.getKey(), value);
			if (found) {
				if (!value.isContainer()) {
					String fresh = FreshIds.like(value.asString());
					this.document.put(item, pointer, fresh);
					new IdCopies(this.document).replace(value.asString(), fresh, item);
				}
				return true;
			}
		}
		return false;
	}

	private boolean isFree(String pointer, String name) {
		return !this.reserved.contains(pointer) && !this.reserved.contains(name);
	}

	private static boolean isId(String name, JsonNode value) {
		boolean readable = value.isIntegralNumber() || (value.isString() && value.asString().length() > 3);
		return readable && !FreshTimes.isDate(value.asString()) && NAME.matcher(name).matches();
	}

	private static boolean isCounting(String name, JsonNode value) {
		String text = value.isString() ? value.asString() : "";
		return COUNTING.matcher(text).matches() && FreshTimes.like(text, Instant.EPOCH).equals(text)
				&& !FreshTimes.isDate(text);
	}

}
