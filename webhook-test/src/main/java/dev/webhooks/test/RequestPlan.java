package dev.webhooks.test;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.provider.WebhookProvider;

/**
 * All that is asked of a request, and how it is made. Not safe for use by several
 * threads.
 */
final class RequestPlan {

	final WebhookProvider provider;

	private final EventDrafts drafts;

	private final RequestSigning signing;

	private final RequestTarget target;

	private final Clock clock;

	List<String> types = List.of();

	private byte @Nullable [] body;

	private @Nullable String contentType;

	@Nullable String id;

	@Nullable Instant at;

	@Nullable String tenant;

	@Nullable String from;

	String server = "https://hooks.example.com";

	boolean tampered;

	boolean unsigned;

	private final List<Consumer<RequestDraft>> changes = new ArrayList<>();

	private Repetition repetition = Repetition.NONE;

	private @Nullable WebhookRequest event;

	private @Nullable SignedRequest last;

	RequestPlan(WebhookProvider provider, @Nullable SigningKeys keys, WebhookFixtures fixtures, Clock clock) {
		this.provider = provider;
		this.clock = clock;
		this.drafts = new EventDrafts(provider, fixtures);
		this.signing = new RequestSigning(provider, keys);
		this.target = new RequestTarget(provider);
	}

	RequestSigning signing() {
		return this.signing;
	}

	void change(Consumer<RequestDraft> change) {
		this.changes.add(change);
	}

	void types(List<String> types) {
		this.types = types;
		another();
	}

	/**
	 * Sets a body.
	 * @param contentType the content type; {@code null} for the one that fits best
	 */
	void body(byte[] body, @Nullable String contentType) {
		this.body = body.clone();
		this.contentType = contentType;
		another();
	}

	String jsonType() {
		return this.drafts.jsonType();
	}

	/**
	 * Forgets the event of the last request, and the id that was given it: the next one
	 * has another.
	 */
	void another() {
		if (this.last != null) {
			this.id = null;
		}
		this.repetition = Repetition.NONE;
		this.event = null;
		this.last = null;
	}

	void repeat(Repetition repetition) {
		this.repetition = repetition;
	}

	SignedRequest sign() {
		if (this.repetition == Repetition.OF_BYTES && this.last != null) {
			return this.last.copy();
		}
		if (this.tampered && this.unsigned) {
			throw new IllegalStateException(
					"A request without a signature cannot be tampered with: it is either tampered() or unsigned()");
		}
		Instant now = (this.at != null) ? this.at : this.clock.instant();
		if (this.event == null || this.repetition == Repetition.NONE) {
			this.event = event(now).request();
		}
		WebhookRequest request = unsigned(this.event);
		WebhookRequest signed = this.unsigned ? request : this.signing.sign(request, now);
		WebhookRequest sent = this.tampered ? new Tampering(this.provider, now).tamper(request, signed) : signed;
		SignedRequest made = SignedRequest.of(sent, this.server, this.target.of(sent));
		this.last = made;
		return made.copy();
	}

	private RequestDraft event(Instant now) {
		if (this.body != null) {
			return this.drafts.ofBody(this.body, this.contentType, this.types, now);
		}
		return this.types.isEmpty() ? this.drafts.any(now) : this.drafts.ofFixtures(this.types, now);
	}

	private WebhookRequest unsigned(WebhookRequest event) {
		RequestDraft draft = new RequestDraft(event, this.provider.traits().locators());
		if (this.id != null) {
			identify(draft, this.id);
		}
		if (this.tenant != null) {
			this.target.tenant(draft, this.tenant);
		}
		this.changes.forEach((change) -> change.accept(draft));
		WebhookRequest changed = draft.request();
		String url = this.target.url(changed, this.server);
		WebhookRequestHead.Builder head = WebhookRequestHead.builder(changed.head().method(), url);
		return new WebhookRequest(head.query(changed.head().query())
			.headers(changed.headers())
			.pathVariables(changed.head().pathVariables())
			.from((this.from != null) ? this.from : "127.0.0.1", url.startsWith("https:"))
			.build(), changed.body());
	}

	/**
	 * Puts an id. Further items of a batch have it with their number.
	 */
	private void identify(RequestDraft draft, String id) {
		EventLocators locators = this.provider.traits().locators();
		EventRefreshing identity = new EventRefreshing(draft, locators, EventFields.of(this.provider.traits().preset()),
				false);
		List<@Nullable JsonNode> items = draft.document().items();
		for (int i = 0; i < items.size(); i++) {
			identity.identify((i == 0) ? id : id + "-" + (i + 1), items.get(i));
		}
	}

	/**
	 * Parts of the last request that come again.
	 */
	enum Repetition {

		/** Nothing: each request has an event of its own. */
		NONE,

		/** The event, signed at another time. */
		OF_EVENT,

		/** Everything. */
		OF_BYTES

	}

}
