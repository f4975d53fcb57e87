package dev.webhooks.test;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.provider.EventLocators;
import dev.webhooks.request.Locator;
import dev.webhooks.request.Template;

/**
 * Makes an event of a fixture: gives it an id that no other has had and the time at which
 * it occurs.
 */
final class EventRefreshing {

	/** Places of values that tell one event from another. */
	private static final Pattern DISTINCT = Pattern.compile("event|message|delivery|idempotency|reference|sid",
			Pattern.CASE_INSENSITIVE);

	/** Places of values that several events share. */
	private static final Pattern SHARED = Pattern.compile("tenant|portal|account|source|subscription",
			Pattern.CASE_INSENSITIVE);

	private final RequestDraft draft;

	private final EventLocators locators;

	private final EventFields fields;

	private final boolean bodyStays;

	private final Set<String> elsewhere;

	EventRefreshing(RequestDraft draft, EventLocators locators, EventFields fields, boolean bodyStays) {
		this.draft = draft;
		this.locators = locators;
		this.fields = fields;
		this.bodyStays = bodyStays;
		this.elsewhere = Stream.concat(locators.type().stream(), locators.occurredAt().stream())
			.flatMap((template) -> template.locators().stream())
			.filter((locator) -> !"*".equals(locator.expected()))
			.map(EventRefreshing::place)
			.collect(Collectors.toSet());
	}

	/**
	 * Refreshes an event.
	 * @param item the item of a batch that it is, or the whole document
	 */
	void refresh(@Nullable JsonNode item, Instant now) {
		refreshTimes(item, now);
		refreshHead(item);
		if (!this.bodyStays) {
			refreshBody(item, now);
		}
	}

	private void refreshTimes(@Nullable JsonNode item, Instant now) {
		this.locators.occurredAt().stream().flatMap((template) -> template.locators().stream()).forEach((locator) -> {
			String time = mayChange(locator) ? this.draft.get(locator, item) : null;
			if (time != null) {
				this.draft.put(locator, FreshTimes.like(time, now), item);
			}
		});
	}

	/**
	 * Ids in the head: those that the provider is known to send, and where the event has
	 * none at all, the first that it may have.
	 */
	private void refreshHead(@Nullable JsonNode item) {
		boolean identified = false;
		for (Template template : this.locators.id()) {
			for (Locator locator : template.locators()) {
				String id = isIdOfHead(locator) ? this.draft.get(locator, item) : null;
				if (id != null) {
					this.draft.put(locator, FreshIds.like(id), item);
				}
			}
			identified |= this.draft.text(template, item) != null;
		}
		if (!identified) {
			firstOfHead().ifPresent((locator) -> this.draft.put(locator, UUID.randomUUID().toString(), item));
		}
	}

	private boolean isIdOfHead(Locator locator) {
		return EventNaming.isOfHead(locator) && !this.elsewhere.contains(place(locator))
				&& !SHARED.matcher(locator.argument()).find();
	}

	private Optional<Locator> firstOfHead() {
		return this.locators.id()
			.stream()
			.map(Template::locators)
			.filter((locators) -> locators.size() == 1 && isIdOfHead(locators.get(0)))
			.map((locators) -> locators.get(0))
			.findFirst();
	}

	private void refreshBody(@Nullable JsonNode item, Instant now) {
		for (Template template : this.locators.id()) {
			if (this.draft.text(template, item) != null) {
				refreshTimesOf(template, item, now);
				Locator place = distinctive(template, item);
				if (place != null && !EventNaming.isOfHead(place)) {
					String id = String.valueOf(this.draft.get(place, item));
					String fresh = FreshIds.like(id);
					this.draft.put(place, fresh, item);
					new IdCopies(this.draft.document()).replace(id, fresh, item);
				}
				if (place != null) {
					return;
				}
			}
		}
		if (!this.fields.refresh(this.draft.document(), item, now)) {
			new IdFields(this.draft.document(), this.locators).refreshFirst(item);
		}
	}

	/**
	 * Puts an id of the user's.
	 * @throws IllegalStateException if there is no place for one
	 */
	void identify(String id, @Nullable JsonNode item) {
		Locator place = Stream
			.concat(this.locators.id().stream().filter((template) -> this.draft.text(template, item) != null),
					this.locators.id().stream())
			.filter((template) -> !template.isMadeUp())
			.map((template) -> distinctive(template, item))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The events have no id of their own"));
		this.draft.put(place, id, item);
	}

	/**
	 * Times that are parts of an id.
	 */
	private void refreshTimesOf(Template template, @Nullable JsonNode item, Instant now) {
		for (Locator locator : template.locators()) {
			String time = this.draft.get(locator, item);
			if (!EventNaming.isOfHead(locator) && time != null && FreshTimes.isDate(time)) {
				this.draft.put(locator, FreshTimes.like(time, now), item);
			}
		}
	}

	/**
	 * The place in a template whose value makes an id another one. A time never does.
	 */
	private @Nullable Locator distinctive(Template template, @Nullable JsonNode item) {
		return template.locators()
			.stream()
			.filter((locator) -> locator.expected() == null && !this.elsewhere.contains(place(locator)))
			.filter((locator) -> !isDate(this.draft.get(locator, item)))
			.max(Comparator.comparingInt(EventRefreshing::distinctness))
			.orElse(null);
	}

	private static boolean isDate(@Nullable String text) {
		return text != null && FreshTimes.isDate(text);
	}

	private static int distinctness(Locator locator) {
		String place = locator.argument();
		return SHARED.matcher(place).find() ? 0 : DISTINCT.matcher(place).find() ? 2 : 1;
	}

	private boolean mayChange(Locator locator) {
		return EventNaming.isOfHead(locator) || !this.bodyStays;
	}

	static String place(Locator locator) {
		return locator.kind() + ':' + locator.argument();
	}

}
