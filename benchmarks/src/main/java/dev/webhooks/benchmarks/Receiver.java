package dev.webhooks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A way to receive requests, with the rows that it left behind long ago. Their keys are
 * as random as those of new requests, so that new rows come to lie between them.
 */
enum Receiver {

	HAND_WRITTEN("hand-written, accepts", "/hand-written", List.of("--webhooks.enabled=false"), "SELECT 0", List.of()),

	INBOX("inbox, accepts and processes", "/webhooks/bench",
			List.of("--webhooks.inbox.jdbc.initialize-schema=always",
					"--webhooks.providers.bench.secret=" + new String(RequestSender.SECRET, StandardCharsets.UTF_8),
					"--webhooks.providers.bench.signature.header=X-Signature",
					"--webhooks.providers.bench.event.id=body:/id", "--webhooks.providers.bench.event.type=body:/type"),
			"SELECT (SELECT COUNT(*) FROM webhook_delivery WHERE channel = 'bench' AND next_attempt_at IS NOT NULL) + "
					+ "(SELECT COALESCE(SUM((SELECT COUNT(*) FROM webhook_delivery d WHERE d.event_id "
					+ "BETWEEN l.first_event AND l.last_event AND d.claim_token = l.token)), 0) FROM webhook_lease l)",
			List.of("INSERT INTO webhook_event (id, application, channel, tenant, dedupe_key, event_type, headers, body, received_at) "
					+ "SELECT " + Receiver.ID + ", 'past', 'bench', '', md5(n::text)::uuid::text, 'order.paid', "
					+ "'Content-Type: application/json', '{}', " + Receiver.TIME + " FROM generate_series(1, ?) n",
					"INSERT INTO webhook_delivery (event_id, target, application, channel, status, triggered_by, attempts, "
							+ "counted_attempts, attempts_put_off, takeovers, event_size, finished_at) "
							+ "SELECT id, 'old', 'past', 'bench', 'PROCESSED', 'INITIAL', 1, 1, 0, 0, 2, received_at "
							+ "FROM webhook_event ORDER BY id LIMIT ?"));

	/** A thousand events a second, younger than what the inbox removes. */
	private static final String TIME = "now() - interval '10 days' + interval '1 millisecond' * n";

	/** Ids that begin with their time, as those of the inbox do. */
	private static final String ID = "(lpad(to_hex((extract(epoch FROM " + TIME + ") * 1000)::bigint), 12, '0') "
			+ "|| '70008000000000000000')::uuid";

	private final String label;

	private final String path;

	private final List<String> properties;

	private final String pending;

	private final List<String> old;

	Receiver(String label, String path, List<String> properties, String pending, List<String> old) {
		this.label = label;
		this.path = path;
		this.properties = properties;
		this.pending = pending;
		this.old = old;
	}

	String label() {
		return this.label;
	}

	String path() {
		return this.path;
	}

	/** What the application is started with. */
	List<String> properties() {
		return this.properties;
	}

	/** Counts what was received and is not done. */
	String pending() {
		return this.pending;
	}

	/** Each inserts as many old rows as its parameter says. */
	List<String> old() {
		return this.old;
	}

}
