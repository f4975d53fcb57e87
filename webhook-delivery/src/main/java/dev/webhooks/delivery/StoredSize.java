package dev.webhooks.delivery;

/**
 * Counts the bytes that an event takes where it is stored, roughly and rather more. Not
 * safe for use by several threads.
 */
final class StoredSize {

	/** Of names, times and numbers. */
	private static final int ROW = 300;

	private long bytes;

	static long of(Message message) {
		StoredSize size = new StoredSize();
		size.bytes = ROW + message.size();
		size.add(message.key());
		message.types().forEach(size::add);
		message.headers().forEach(size::addLine);
		message.context().forEach(size::addLine);
		return size.bytes;
	}

	/**
	 * Counts the deliveries too.
	 */
	static long of(Submission incoming) {
		StoredSize size = new StoredSize();
		size.bytes = incoming.message().storedSize();
		for (String target : incoming.targets()) {
			size.bytes += ROW;
			size.add(target);
		}
		return size.bytes;
	}

	private void addLine(String name, String value) {
		add(name);
		add(value);
	}

	/** As UTF-8, and with what separates it from the next. */
	private void add(String text) {
		this.bytes += text.length() + 3;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				this.bytes += (c < 0x800 || Character.isSurrogate(c)) ? 1 : 2;
			}
		}
	}

}
