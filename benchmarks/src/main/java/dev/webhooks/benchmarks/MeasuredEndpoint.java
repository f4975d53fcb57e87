package dev.webhooks.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One way to receive requests, and what each round of it cost.
 */
final class MeasuredEndpoint implements AutoCloseable {

	private final String name;

	private final MeasuredDatabase database;

	private final MeasuredApplication application;

	private final RequestSender sender;

	private final List<String> tables;

	private final String pending;

	private final List<Cost> costs = new ArrayList<>();

	MeasuredEndpoint(String name, MeasuredDatabase database, MeasuredApplication application, RequestSender sender,
			List<String> tables, String pending) {
		this.name = name;
		this.database = database;
		this.application = application;
		this.sender = sender;
		this.tables = tables;
		this.pending = pending;
	}

	/**
	 * Sends requests until all of them are done, which for the inbox includes that they
	 * are processed.
	 */
	Cost run(int requests) throws Exception {
		List<byte[]> prepared = this.sender.requests(requests);
		double application = this.application.processorMicros();
		double database = this.database.processorMicros();
		long begin = System.nanoTime();
		this.sender.send(prepared);
		while (this.database.count(this.pending) > 0) {
			Thread.sleep(10);
		}
		double seconds = (System.nanoTime() - begin) / 1e9;
		this.database.cleanUp(this.tables);
		return new Cost(requests / seconds, (this.application.processorMicros() - application) / requests,
				(this.database.processorMicros() - database) / requests);
	}

	void measure(int requests) throws Exception {
		this.costs.add(run(requests));
	}

	/**
	 * The middle of what was measured.
	 */
	Cost report() {
		Cost median = new Cost(median(Cost::perSecond), median(Cost::application), median(Cost::database));
		System.out.printf(
				"%-28s %7.0f requests/s, processor time per event: application %5.0f us, database %5.0f us, "
						+ "together %5.0f us%n",
				this.name, median.perSecond(), median.application(), median.database(), median.together());
		this.costs.clear();
		return median;
	}

	private double median(ToDoubleFunction<Cost> value) {
		double[] sorted = this.costs.stream().mapToDouble(value).sorted().toArray();
		return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
	}

	@Override
	public void close() throws Exception {
		this.sender.close();
		this.application.close();
	}

	/**
	 * What a round cost.
	 *
	 * @param perSecond requests per second
	 * @param application microseconds of processor time per request
	 * @param database microseconds of processor time per request
	 */
	record Cost(double perSecond, double application, double database) {

		double together() {
			return this.application + this.database;
		}

	}

}
