package dev.webhooks.cli.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * All that was found out about an endpoint.
 *
 * @param url the URL
 * @param findings the results of the checks, in order
 */
record CheckReport(String url, List<Finding> findings) implements Report {

	private static final int RESULT = 7;

	private static final int NAME = 16;

	@Override
	public Object json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("url", this.url);
		tree.put("ready", isReady());
		tree.put("checks", this.findings.stream().map(Finding::json).toList());
		return tree;
	}

	@Override
	public void print(Terminal terminal) {
		for (Finding finding : this.findings) {
			Finding.Result result = finding.result();
			terminal.println("  " + terminal.styled(result.style, padded(result.shown, RESULT))
					+ padded(finding.check(), NAME) + Printable.of(finding.text()));
			if (finding.remedy() != null) {
				terminal.println(
						" ".repeat(2 + RESULT + NAME) + terminal.styled(Style.FAINT, Printable.of(finding.remedy())));
			}
		}
	}

	private static String padded(String text, int width) {
		return text + " ".repeat(Math.max(1, width - text.length()));
	}

	private boolean isReady() {
		return this.findings.stream().noneMatch((finding) -> finding.result() == Finding.Result.WRONG);
	}

	@Override
	public int exitCode() {
		return isReady() ? ExitCode.OK : ExitCode.REFUSED;
	}

}
