package dev.webhooks.cli.listen;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Terminal;

/**
 * All that arrived, in figures.
 *
 * @param received how many requests
 * @param verified how many of them are authentic
 * @param refused how many of them a receiver refuses
 * @param expected how many were waited for, or 0
 * @param reported is run when this has been written
 */
record ListenReport(int received, int verified, int refused, int expected, Runnable reported) implements Report {

	@Override
	public Object json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("received", this.received);
		tree.put("verified", this.verified);
		tree.put("refused", this.refused);
		tree.put("complete", isComplete());
		return tree;
	}

	@Override
	public void print(Terminal terminal) {
		String missing = isComplete() ? "" : " of " + this.expected + " that were waited for";
		terminal.remark("%s received%s, %s verified, %s refused\n".formatted(this.received, missing, this.verified,
				this.refused));
	}

	private boolean isComplete() {
		return this.received >= this.expected;
	}

	/** It is asked for when all else is written. */
	@Override
	public int exitCode() {
		this.reported.run();
		return (isComplete() && this.refused == 0) ? ExitCode.OK : ExitCode.REFUSED;
	}

	@Override
	public boolean isLine() {
		return true;
	}

}
