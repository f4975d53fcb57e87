package dev.webhooks.test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.provider.WebhookProvider;

/**
 * Writes requests of a provider, each with an event that there has not been: of fixtures,
 * of what the documentation of the provider shows, or of a body of the user's.
 */
final class EventDrafts {

	private static final String CONTENT_TYPE = "Content-Type";

	private static final String FORM = "application/x-www-form-urlencoded";

	private final WebhookProvider provider;

	private final WebhookFixtures fixtures;

	private final @Nullable PresetExample example;

	private final BodyTypes types;

	EventDrafts(WebhookProvider provider, WebhookFixtures fixtures) {
		this.provider = provider;
		this.fixtures = fixtures;
		this.example = PresetExample.find(provider.traits().preset());
		this.types = new BodyTypes(provider, this.example);
	}

	/**
	 * Writes the event that the documentation shows, or the first that there is.
	 */
	RequestDraft any(Instant now) {
		if (this.example != null) {
			WebhookRequest shown = this.example.request();
			RequestDraft draft = draft(shown.body(), shown.headers().first(CONTENT_TYPE));
			refresh(draft, List.of(), false, now);
			return draft;
		}
		return ofFixtures(names().stream().limit(1).toList(), now);
	}

	/**
	 * The content type of JSON that requests of the provider have.
	 */
	String jsonType() {
		return this.types.json();
	}

	/**
	 * Writes a request of a body that stays as it is.
	 * @param contentType its content type; {@code null} for the one that fits best
	 * @param types the names of its events, where they are not in the body; or none
	 */
	RequestDraft ofBody(byte[] body, @Nullable String contentType, List<String> types, Instant now) {
		RequestDraft draft = draft(body, (contentType != null) ? contentType : this.types.of(body));
		refresh(draft, types, true, now);
		return draft;
	}

	/**
	 * Writes a request of fixtures.
	 * @param types the names of the events; more than one where the provider sends
	 * several in one request
	 */
	RequestDraft ofFixtures(List<String> types, Instant now) {
		if (types.isEmpty()) {
			throw new IllegalStateException("There is no fixture for " + this.provider + ": give a body");
		}
		List<WebhookFixture> found = types.stream().map(this::fixture).toList();
		WebhookFixture first = found.get(0);
		RequestDraft draft = draft(first.body(), first.isForm() ? FORM : null);
		if (found.size() > 1) {
			join(draft, found);
		}
		refresh(draft, types, false, now);
		return draft;
	}

	private void join(RequestDraft draft, List<WebhookFixture> fixtures) {
		String split = this.provider.traits().locators().split();
		if (split == null) {
			throw new IllegalStateException(this.provider + " sends one event in a request");
		}
		List<JsonNode> items = new ArrayList<>();
		for (WebhookFixture fixture : fixtures) {
			JsonNode item = draft(fixture.body(), fixture.isForm() ? FORM : null).document().items().get(0);
			if (item == null) {
				throw new IllegalStateException("The fixture " + fixture + " is not one of a batch");
			}
			items.add(item);
		}
		draft.document().items(items);
	}

	private WebhookFixture fixture(String type) {
		return Stream.of(this.provider.name(), this.provider.traits().preset())
			.distinct()
			.flatMap((name) -> this.fixtures.find(name, type).stream())
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no fixture for '%s' of %s: give a body, or add webhooks/%s/%s.json. There are: %s"
						.formatted(type, this.provider, this.provider, type, String.join(", ", names()))));
	}

	private List<String> names() {
		return Stream.of(this.provider.name(), this.provider.traits().preset())
			.distinct()
			.flatMap((name) -> this.fixtures.names(name).stream())
			.distinct()
			.toList();
	}

	private RequestDraft draft(byte[] body, @Nullable String contentType) {
		WebhookRequestHead.Builder head = (this.example != null) ? this.example.request().head().mutate()
				: WebhookRequestHead.builder(method(), "https://hooks.example.com/");
		return new RequestDraft(typed(new WebhookRequest(head.build(), body), contentType),
				this.provider.traits().locators());
	}

	private String method() {
		Set<String> methods = this.provider.endpoint().eventMethods();
		return methods.contains("POST") ? "POST" : methods.iterator().next();
	}

	/**
	 * Names the content type, where the one that the provider is known to send is that of
	 * another format.
	 */
	private WebhookRequest typed(WebhookRequest request, @Nullable String contentType) {
		String known = request.headers().first(CONTENT_TYPE);
		boolean fits = known != null && (contentType == null ? !known.startsWith(FORM) : known.startsWith(contentType));
		return fits ? request
				: request.withHeader(CONTENT_TYPE, (contentType != null) ? contentType : this.types.json());
	}

	private void refresh(RequestDraft draft, List<String> types, boolean bodyStays, Instant now) {
		EventLocators locators = this.provider.traits().locators();
		List<@Nullable JsonNode> items = draft.document().items();
		EventRefreshing refreshing = new EventRefreshing(draft, locators,
				EventFields.of(this.provider.traits().preset()), bodyStays);
		EventNaming naming = new EventNaming(draft, locators.type(), bodyStays);
		for (int i = 0; i < items.size(); i++) {
			refreshing.refresh(items.get(i), now);
			if (i < types.size() && !naming.name(types.get(i), items.get(i)) && bodyStays) {
				throw new IllegalArgumentException("The body is not one of the type '" + types.get(i)
						+ "', which is nowhere else in requests of " + this.provider);
			}
		}
	}

}
