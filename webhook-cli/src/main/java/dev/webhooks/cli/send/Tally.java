package dev.webhooks.cli.send;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.webhooks.cli.request.Answer;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Counts answers, and remembers the first of each kind. Safe for use by several threads.
 */
public final class Tally implements Report {

	private static final List<Integer> PERCENTILES = List.of(50, 90, 99);

	private static final int MOST_LATENCIES = 100_000;

	private final String provider;

	private final String url;

	private final long start = System.nanoTime();

	private final Map<Integer, Integer> statuses = new TreeMap<>();

	private final Map<String, Integer> failures = new LinkedHashMap<>();

	private final Map<Integer, Answer> answers = new TreeMap<>();

	/** Of all if they are few, else a random choice of so many. */
	private final List<Long> latencies = new ArrayList<>();

	private int answered;

	private long longest;

	/**
	 * Creates a tally of nothing.
	 * @param provider the name of the provider whose requests are sent
	 * @param url where they are sent to
	 */
	public Tally(String provider, String url) {
		this.provider = provider;
		this.url = url;
	}

	synchronized void add(Answer answer) {
		this.statuses.merge(answer.status(), 1, Integer::sum);
		this.answers.putIfAbsent(answer.status(), answer);
		add(answer.time().toNanos());
	}

	private void add(long latency) {
		this.answered++;
		this.longest = Math.max(this.longest, latency);
		if (this.latencies.size() < MOST_LATENCIES) {
			this.latencies.add(latency);
			return;
		}
		int place = ThreadLocalRandom.current().nextInt(this.answered);
		if (place < MOST_LATENCIES) {
			this.latencies.set(place, latency);
		}
	}

	synchronized void add(CommandFailure failure) {
		this.failures.merge(failure.getMessage() + " " + failure.remedy(), 1, Integer::sum);
	}

	/**
	 * How many requests have come to an end.
	 */
	synchronized int ended() {
		return this.answered + unreachable();
	}

	private int unreachable() {
		return this.failures.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * How many were answered 2xx.
	 */
	synchronized int accepted() {
		return this.statuses.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() >= 200 && entry.getKey() < 300)
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	@Override
	public synchronized Object json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("provider", this.provider);
		tree.put("url", this.url);
		tree.put("sent", ended());
		tree.put("accepted", accepted());
		tree.put("refused", this.answered - accepted());
		tree.put("unreachable", unreachable());
		tree.put("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start));
		tree.put("latencyMillis", latencyMillis());
		tree.put("statuses", this.statuses);
		tree.put("failures", this.failures);
		tree.put("answers", this.answers.values().stream().map(Answer::json).toList());
		return tree;
	}

	private Map<String, Object> latencyMillis() {
		Map<String, Object> millis = new LinkedHashMap<>();
		List<Long> sorted = new ArrayList<>(this.latencies);
		Collections.sort(sorted);
		if (!sorted.isEmpty()) {
			PERCENTILES.forEach((percent) -> millis.put("p" + percent,
					millis(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)))));
			millis.put("max", millis(this.longest));
		}
		return millis;
	}

	private static double millis(long nanos) {
		return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
	}

	@Override
	public synchronized void print(Terminal terminal) {
		double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start) / 1000.0;
		terminal.println("%s sent in %s s: %s accepted, %s refused, %s without answer".formatted(ended(), seconds,
				terminal.styled(Style.GREEN, String.valueOf(accepted())), this.answered - accepted(), unreachable()));
		if (!this.latencies.isEmpty()) {
			terminal.println("latency in ms: " + latencyMillis().toString().replaceAll("[{}]", "").replace('=', ' '));
		}
		this.failures.forEach((failure, count) -> terminal
			.println(terminal.styled(Style.RED, "no answer") + " (" + count + " times): " + Printable.of(failure)));
		this.answers.forEach((status, answer) -> {
			terminal.println("\nThe first of " + this.statuses.get(status) + ":");
			answer.print(terminal);
		});
	}

	@Override
	public synchronized int exitCode() {
		if (this.answered > accepted()) {
			return ExitCode.REFUSED;
		}
		return this.failures.isEmpty() ? ExitCode.OK : ExitCode.UNREACHABLE;
	}

}
