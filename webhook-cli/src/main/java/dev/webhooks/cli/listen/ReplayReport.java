package dev.webhooks.cli.listen;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.request.Answer;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Figures of requests that were sent again, each of which has been told of already.
 *
 * @param all what became of each request
 */
record ReplayReport(List<Sent> all) implements Report {

	@Override
	public Object json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("sent", this.all.size());
		tree.put("accepted", accepted());
		return tree;
	}

	@Override
	public void print(Terminal terminal) {
		if (this.all.size() > 1) {
			terminal.remark("%s sent, %s accepted\n".formatted(this.all.size(), accepted()));
		}
	}

	private long accepted() {
		return this.all.stream().filter((sent) -> sent.exitCode() == ExitCode.OK).count();
	}

	/** After a line for each request. */
	@Override
	public boolean isLine() {
		return true;
	}

	@Override
	public int exitCode() {
		return this.all.stream().mapToInt(Sent::exitCode).max().orElse(ExitCode.OK);
	}

	/**
	 * One request.
	 *
	 * @param file the file that it was kept in
	 * @param url where it was sent to
	 * @param answer the answer, or {@code null} if there was none
	 * @param failure why there was none, or {@code null}
	 */
	record Sent(Path file, String url, @Nullable Answer answer, @Nullable CommandFailure failure) {

		Map<String, Object> json() {
			Map<String, Object> tree = new LinkedHashMap<>();
			tree.put("file", this.file.toString());
			tree.put("url", this.url);
			if (this.answer != null) {
				tree.putAll(this.answer.json());
			}
			if (this.failure != null) {
				tree.put("error", String.valueOf(this.failure.getMessage()));
			}
			return tree;
		}

		void print(Terminal terminal) {
			terminal.println(Printable.of(this.file + "  to  " + this.url).replace("\n", "\\n"));
			if (this.answer != null) {
				this.answer.print(terminal);
			}
			if (this.failure != null) {
				String remedy = (this.failure.remedy() != null) ? " " + this.failure.remedy() : "";
				terminal.println(terminal.styled(Style.RED, Printable.of(this.failure.getMessage() + remedy)));
			}
		}

		int exitCode() {
			return (this.failure != null) ? this.failure.exitCode()
					: (this.answer != null) ? this.answer.exitCode() : ExitCode.OK;
		}

	}

}
