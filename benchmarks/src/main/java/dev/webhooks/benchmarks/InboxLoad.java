package dev.webhooks.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures processor time and throughput of the inbox, which accepts and processes,
 * against hand-written code, which accepts, and of the inbox with old rows in its tables
 * against the same without. All take turns, each round in the other direction, and twice
 * as many rounds as are measured go before, until compilers have come to rest. The
 * applications and databases whose turn it is not are alive and all but idle.
 */
public final class InboxLoad {

	private InboxLoad() {
	}

	/**
	 * Measures.
	 * @param arguments rounds, requests in each, connections and old rows
	 * @throws Exception if anything fails
	 */
	public static void main(String[] arguments) throws Exception {
		int rounds = Integer.parseInt(arguments[0]);
		int requests = Integer.parseInt(arguments[1]);
		int connections = Integer.parseInt(arguments[2]);
		int old = Integer.parseInt(arguments[3]);
		List<MeasuredEndpoint> endpoints = new ArrayList<>();
		try {
			endpoints.add(new MeasuredEndpoint(Receiver.HAND_WRITTEN, connections, 0));
			endpoints.add(new MeasuredEndpoint(Receiver.INBOX, connections, 0));
			if (old > 0) {
				endpoints.add(new MeasuredEndpoint(Receiver.INBOX, connections, old));
			}
			compare(measure(endpoints, rounds, requests));
		}
		finally {
			for (MeasuredEndpoint endpoint : endpoints) {
				endpoint.close();
			}
		}
	}

	private static List<MeasuredEndpoint.Cost> measure(List<MeasuredEndpoint> endpoints, int rounds, int requests)
			throws Exception {
		endpoints.forEach(MeasuredEndpoint::prepare);
		run(endpoints, 2 * rounds, requests);
		for (MeasuredEndpoint endpoint : endpoints) {
			endpoint.begin();
		}
		run(endpoints, rounds, requests);
		List<MeasuredEndpoint.Cost> costs = new ArrayList<>();
		for (MeasuredEndpoint endpoint : endpoints) {
			costs.add(endpoint.end());
		}
		return costs;
	}

	private static void run(List<MeasuredEndpoint> endpoints, int rounds, int requests) throws Exception {
		List<MeasuredEndpoint> turns = new ArrayList<>(endpoints);
		for (int i = 0; i < rounds; i++) {
			for (MeasuredEndpoint endpoint : turns) {
				endpoint.run(requests);
			}
			Collections.reverse(turns);
		}
	}

	private static void compare(List<MeasuredEndpoint.Cost> costs) {
		costs.get(1).printAgainst("the inbox to the hand-written method", costs.get(0));
		if (costs.size() > 2) {
			costs.get(2).printAgainst("the inbox with old rows to the inbox without", costs.get(1));
		}
	}

}
