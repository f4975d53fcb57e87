package dev.webhooks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Measures processor time and throughput of the inbox, which accepts and processes,
 * against hand-written code, which accepts, on one PostgreSQL. Rounds of both alternate,
 * and twice as many rounds as are measured go before, until compilers have come to rest.
 */
public final class InboxLoad {

	private static final String COUNT_PENDING = "SELECT COUNT(*) FROM webhook_delivery "
			+ "WHERE provider = 'bench' AND next_attempt_at IS NOT NULL";

	private final int rounds;

	private final int requests;

	private final int connections;

	private InboxLoad(int rounds, int requests, int connections) {
		this.rounds = rounds;
		this.requests = requests;
		this.connections = connections;
	}

	/**
	 * Measures.
	 * @param arguments rounds, requests in each, connections and old rows
	 * @throws Exception if anything fails
	 */
	public static void main(String[] arguments) throws Exception {
		InboxLoad load = new InboxLoad(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]),
				Integer.parseInt(arguments[2]));
		try (MeasuredDatabase database = new MeasuredDatabase();
				MeasuredEndpoint byHand = load.handWritten(database);
				MeasuredEndpoint inbox = load.inbox(database)) {
			load.compare(byHand, inbox);
			int old = Integer.parseInt(arguments[3]);
			if (old > 0) {
				database.insertOld(old);
				System.out.println("with " + old + " old events:");
				load.compare(byHand, inbox);
			}
		}
	}

	private void compare(MeasuredEndpoint byHand, MeasuredEndpoint inbox) throws Exception {
		for (int i = 0; i < 2 * this.rounds; i++) {
			byHand.run(this.requests);
			inbox.run(this.requests);
		}
		for (int i = 0; i < this.rounds; i++) {
			byHand.measure(this.requests);
			inbox.measure(this.requests);
		}
		MeasuredEndpoint.Cost first = byHand.report();
		MeasuredEndpoint.Cost second = inbox.report();
		System.out.printf("the inbox takes %.2f x the processor time at %.2f x the requests%n",
				second.together() / first.together(), second.perSecond() / first.perSecond());
	}

	private MeasuredEndpoint handWritten(MeasuredDatabase database) throws Exception {
		MeasuredApplication application = new MeasuredApplication(database.url(), List.of("--webhooks.enabled=false"));
		return new MeasuredEndpoint("hand-written, accepts", database, application,
				new RequestSender(application.port(), "/hand-written", this.connections), List.of("hand_written"),
				"SELECT 0");
	}

	private MeasuredEndpoint inbox(MeasuredDatabase database) throws Exception {
		MeasuredApplication application = new MeasuredApplication(database.url(),
				List.of("--webhooks.inbox.jdbc.initialize-schema=always",
						"--webhooks.providers.bench.secret=" + new String(RequestSender.SECRET, StandardCharsets.UTF_8),
						"--webhooks.providers.bench.signature.header=X-Signature",
						"--webhooks.providers.bench.event.id=body:/id",
						"--webhooks.providers.bench.event.type=body:/type"));
		return new MeasuredEndpoint("inbox, accepts and processes", database, application,
				new RequestSender(application.port(), "/webhooks/bench", this.connections),
				List.of("webhook_event", "webhook_delivery"), COUNT_PENDING);
	}

}
