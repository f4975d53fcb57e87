package dev.webhooks.test.conformance;

/**
 * Mishaps of events on their way, and recipes for the listeners that do not bear them.
 */
enum Scenario {

	DUPLICATE("the same request came twice", "one delivery", "the second"),

	CONCURRENT_DUPLICATE("the same request came several times at once", "one delivery", "all of them"),

	OVERLAPPING_RUNS("two nodes ran it at the same time, as when one has lost its lease", "one run", "both runs"),

	OUT_OF_ORDER("the events came in another order", "the order of events()", "the other order"),

	REDELIVERY("it failed at first, and the event was delivered again", "one delivery", "the redelivery"),

	LOST_COMPLETION("it ran to its end, the application ended before that was recorded, and it ran again", "one run",
			"the second run");

	private static final String ONCE = """
			Let another run find what the first has done:
			- Give what is written a unique key that the event brings, WebhookEvent.id() or the id of the object that it \
			is about, and insert it only if it is not there (on conflict do nothing).
			- Set a value that the event brings, rather than add to the one that is there.
			- Hand WebhookEvent.id() on as the idempotency key when another system is called.
			- With an inbox in the database that is written to, @WebhookListener(transactional = true) undoes what was \
			written by a run that was not recorded, and keeps a second node from running it.""";

	private static final String AT_ONCE = """
			Let the database decide which of two runs is the first: a unique key that the event brings, and "insert … on \
			conflict do nothing" or a conditional update whose row count is looked at. To look first and write then is not \
			enough, both may have looked before either writes. With an inbox in the database that is written to, \
			@WebhookListener(transactional = true) keeps a second node from running it.""";

	private static final String IN_ANY_ORDER = """
			Let the later state win, whichever comes first:
			- Keep with what is written the time or version of the object that the event brings (WebhookEvent.occurredAt() \
			where the provider says it), and ignore what is older.
			- Take events as a sign to ask the provider for the current state.
			- Throw RetryLaterWebhookException where an event needs another that has not come yet.
			- Where the order of receipt is that of the events, an inbox keeps it by order-by of the provider.""";

	private static final String SEEN = """
			The request reached listeners again, which deduplication keeps from happening while it remembers the id. Look \
			whether the id of the event is the same in both (event.id of the provider).
			""";

	final String text;

	final String expected;

	final String actual;

	Scenario(String text, String expected, String actual) {
		this.text = text;
		this.expected = expected;
		this.actual = actual;
	}

	/**
	 * How to mend a listener for which it makes a difference.
	 */
	String recipe() {
		return switch (this) {
			case DUPLICATE, CONCURRENT_DUPLICATE -> SEEN + ONCE;
			case OVERLAPPING_RUNS -> AT_ONCE;
			case OUT_OF_ORDER -> IN_ANY_ORDER;
			case REDELIVERY, LOST_COMPLETION -> ONCE;
		};
	}

}
