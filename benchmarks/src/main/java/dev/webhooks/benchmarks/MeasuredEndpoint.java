package dev.webhooks.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A receiver with an application and a database of its own, and what they cost.
 */
final class MeasuredEndpoint implements AutoCloseable {

	private final Receiver receiver;

	private final int old;

	private final MeasuredDatabase database;

	private final MeasuredApplication application;

	private final RequestSender sender;

	private final List<Double> perSecond = new ArrayList<>();

	private int requests;

	private double applicationBefore;

	private double databaseBefore;

	MeasuredEndpoint(Receiver receiver, int connections, int old) throws Exception {
		this.receiver = receiver;
		this.old = old;
		this.database = new MeasuredDatabase();
		this.application = new MeasuredApplication(this.database.url(), receiver.properties());
		this.sender = new RequestSender(this.application.port(), receiver.path(), connections);
	}

	/**
	 * Inserts the old rows.
	 */
	void prepare() {
		this.receiver.old().forEach((insert) -> this.database.insert(insert, this.old));
	}

	/**
	 * Begins to count processor time, everything that goes on in the background included.
	 */
	void begin() throws Exception {
		this.database.cleanUp();
		this.perSecond.clear();
		this.requests = 0;
		this.applicationBefore = this.application.processorMicros();
		this.databaseBefore = this.database.processorMicros();
	}

	/**
	 * Sends requests until all of them are done, which for the inbox includes that they
	 * are processed.
	 */
	void run(int number) throws Exception {
		List<byte[]> prepared = this.sender.requests(number);
		long begin = System.nanoTime();
		this.sender.send(prepared);
		while (this.database.count(this.receiver.pending()) > 0) {
			Thread.sleep(10);
		}
		this.perSecond.add(number / ((System.nanoTime() - begin) / 1e9));
		this.requests += number;
	}

	/**
	 * What it cost since it began, with a vacuum and a checkpoint.
	 */
	Cost end() throws Exception {
		this.database.cleanUp();
		Cost cost = new Cost(median(), (this.application.processorMicros() - this.applicationBefore) / this.requests,
				(this.database.processorMicros() - this.databaseBefore) / this.requests);
		System.out.printf(
				"%-28s %8d old rows %7.0f requests/s, processor time per event: application %4.0f us, database %4.0f us, "
						+ "together %4.0f us%n",
				this.receiver.label(), this.old, cost.perSecond(), cost.application(), cost.database(),
				cost.together());
		return cost;
	}

	private double median() {
		double[] sorted = this.perSecond.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
	}

	@Override
	public void close() throws Exception {
		this.application.close();
		this.database.close();
	}

	/**
	 * What it cost.
	 *
	 * @param perSecond requests per second, the median of the rounds
	 * @param application microseconds of processor time per request, the mean
	 * @param database microseconds of processor time per request, the mean
	 */
	record Cost(double perSecond, double application, double database) {

		double together() {
			return this.application + this.database;
		}

		/** Prints how this is to another. */
		void printAgainst(String name, Cost other) {
			System.out.printf("%s: %.2f x the processor time at %.2f x the requests%n", name,
					together() / other.together(), this.perSecond / other.perSecond);
		}

	}

}
