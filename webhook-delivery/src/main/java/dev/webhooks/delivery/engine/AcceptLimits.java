package dev.webhooks.delivery.engine;

/**
 * How much waits to be stored, and how much of it is stored together.
 *
 * @param queueCapacity how many events wait at the most
 * @param queueSize how many bytes wait at the most
 * @param batchSize how many events share a transaction at the most
 * @param batchBytes how many bytes share a transaction at the most; an event that is
 * larger is stored alone
 */
record AcceptLimits(int queueCapacity, long queueSize, int batchSize, long batchBytes) {

	/**
	 * More saves next to nothing, and drivers hold a batch up to seven times over.
	 */
	private static final long MAX_BATCH_BYTES = 4L * 1024 * 1024;

	/**
	 * Finds limits that the storage and the heap allow.
	 * @param accept what is wished for
	 * @param maxEventSize the largest event that is sure to be stored
	 * @param heap the bytes that the heap may grow to
	 */
	static AcceptLimits of(EngineSettings.Accept accept, long maxEventSize, long heap) {
		return new AcceptLimits(accept.queueCapacity(), Math.min(accept.queueSize(), heap / 4), accept.batchSize(),
				Math.min(MAX_BATCH_BYTES, maxEventSize / 2));
	}

}
