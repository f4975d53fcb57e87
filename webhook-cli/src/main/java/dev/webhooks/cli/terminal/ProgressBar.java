package dev.webhooks.cli.terminal;

import java.util.concurrent.TimeUnit;

/**
 * A bar that shows how far something is that lasts, to somebody who looks on. Safe for
 * use by several threads.
 */
public final class ProgressBar {

	private static final int WIDTH = 30;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

	private final Terminal terminal;

	private final int total;

	private long drawn;

	private boolean visible;

	/**
	 * Creates a bar, which is not shown before there is progress.
	 * @param terminal where it is
	 * @param total how much there is to do
	 */
	public ProgressBar(Terminal terminal, int total) {
		this.terminal = terminal;
		this.total = total;
	}

	/**
	 * Shows how far it is.
	 * @param done how much is done
	 * @param note a word on that
	 */
	public synchronized void show(int done, String note) {
		long now = System.nanoTime();
		if (!this.terminal.isInteractive() || (done < this.total && this.visible && now - this.drawn < PAUSE)) {
			return;
		}
		this.drawn = now;
		this.visible = true;
		int filled = (int) ((long) WIDTH * done / Math.max(1, this.total));
		this.terminal.remark(
				"\r[%s%s] %s/%s %s ".formatted("#".repeat(filled), ".".repeat(WIDTH - filled), done, this.total, note));
	}

	/** Removes the bar. */
	public synchronized void clear() {
		if (this.visible) {
			this.terminal.remark("\r" + " ".repeat(WIDTH + 50) + "\r");
			this.visible = false;
		}
	}

}
