package dev.webhooks.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.provider.settings.StoredPayload;
import dev.webhooks.request.BatchSplitter;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * How the events of a provider are found in its verified requests: their types, ids and
 * times, and the items of a batch. Immutable.
 */
final class EventMapping {

	/** No database keeps later times than this, nor does RFC 3339 write them. */
	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

	private final String provider;

	private final EventLocators settings;

	private final @Nullable BatchSplitter splitter;

	private final boolean typeInHead;

	private final StoredPayload store;

	EventMapping(String provider, EventLocators settings, StoredPayload store) {
		this.store = store;
		this.provider = provider;
		this.settings = settings;
		this.splitter = (settings.split() != null) ? new BatchSplitter(settings.split()) : null;
		this.typeInHead = !settings.type().isEmpty() && settings.type().stream().allMatch(Template::isInHead);
	}

	DocumentReader documents() {
		return this.settings.documents();
	}

	List<String> pointers() {
		return this.settings.pointers();
	}

	/**
	 * Makes the events of a request.
	 * @throws WebhookRejectedException if the request is malformed
	 */
	List<WebhookEvent> map(VerifiedWebhookRequest verified, ParsedRequest parsed) {
		if (verified.request().body().length == 0) {
			checkMayBeEmpty(parsed);
		}
		List<ParsedRequest> items = List.of(parsed);
		if (this.splitter != null) {
			items = parsed.items(this.splitter);
		}
		else {
			parsed.checkWellFormed();
		}
		List<WebhookEvent> events = new ArrayList<>(items.size());
		for (ParsedRequest item : items) {
			events.add(event(verified, item, (items.size() > 1) ? "#" + events.size() : ""));
		}
		return events;
	}

	@Nullable BatchSplitter splitter() {
		return this.splitter;
	}

	boolean isTest(String type) {
		return this.settings.tests().contains(type);
	}

	/**
	 * The names of the type, where the head of a request alone tells them.
	 * @return the names, or an empty list if the body has to be read for them
	 */
	List<String> typesInHead(ParsedRequest parsed) {
		return this.typeInHead ? types(new RequestValues(parsed)) : List.of();
	}

	/**
	 * Some events are all in the head of a request. Without a type there, what should be
	 * a document and is empty is none of them.
	 */
	private void checkMayBeEmpty(ParsedRequest parsed) {
		boolean named = Template.firstOf(this.settings.type(), new RequestValues(parsed)) != null;
		if (this.settings.documents().isMissing(parsed.request(), named)) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, "The body is empty");
		}
	}

	private WebhookEvent event(VerifiedWebhookRequest verified, ParsedRequest item, String suffix) {
		RequestValues values = new RequestValues(item);
		byte[] document = item.document();
		boolean decoded = item.isDecoded() && this.store == StoredPayload.DECODED;
		byte[] body = (document != null && (item != item.whole() || decoded)) ? document : verified.request().body();
		String time = Template.firstOf(this.settings.occurredAt(), values);
		return new MappedEvent(this.provider, verified, types(values), id(values, suffix),
				Template.firstOf(this.settings.orderBy(), values), (time != null) ? parseTime(time) : null, body,
				(document != null) ? document : body, document != null);
	}

	private List<String> types(RequestValues values) {
		List<String> types = new ArrayList<>(2);
		for (Template template : this.settings.type()) {
			String type = template.expand(values);
			if (type != null && !type.isEmpty() && !types.contains(type)) {
				types.add(type);
			}
		}
		return types.isEmpty() ? List.of(WebhookEvent.UNKNOWN_TYPE) : List.copyOf(types);
	}

	/**
	 * Finds the id. One that stands in the head of a batch is made distinct for each
	 * item. All empty bodies have one hash, which therefore tells none of them from
	 * another.
	 */
	private String id(RequestValues values, String suffix) {
		boolean empty = values.request().body().length == 0 && values.parsed().document() == null;
		for (Template template : this.settings.id()) {
			String id = (empty && template.isMadeUp()) ? null : template.expand(values);
			if (id != null && !id.isEmpty()) {
				return (suffix.isEmpty() || template.isOfItem()) ? id : id + suffix;
			}
		}
		return empty ? UUID.randomUUID().toString() : values.parsed().bodyHash();
	}

	/**
	 * Reads a time in seconds or milliseconds since 1970, or as in RFC 3339. One before
	 * 1970 or after the year 9999 is none.
	 */
	private static @Nullable Instant parseTime(String text) {
		Instant time = parse(text);
		return (time != null && !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) ? time : null;
	}

	private static @Nullable Instant parse(String text) {
		try {
			if (text.matches("[0-9]{1,11}(\\.[0-9]+)?")) {
				return Instant.ofEpochSecond(Long.parseLong(text.split("\\.")[0]));
			}
			return text.matches("[0-9]{12,15}") ? Instant.ofEpochMilli(Long.parseLong(text))
					: OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
