package dev.webhooks.cli.send;

import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.request.HttpText;
import dev.webhooks.cli.request.JsonRequest;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Terminal;

/**
 * A request that was signed.
 *
 * @param request the request
 * @param format how to show it
 * @param file the file that the body is from, or {@code null}
 * @param original what is in that file, or {@code null}
 * @param secret what a shell puts into the request, or {@code null}
 */
record SignedReport(RecordedRequest request, SignedFormat format, @Nullable String file, byte @Nullable [] original,
		@Nullable ShellSecret secret) implements Report {

	@Override
	public Object json() {
		return JsonRequest.tree(this.request);
	}

	@Override
	public void print(Terminal terminal) {
		switch (this.format) {
			case HEADERS -> this.request.headers()
				.forEach((header) -> terminal
					.println(Printable.on(terminal, header.getKey() + ": " + header.getValue())));
			case CURL -> terminal.println(Printable.on(terminal, curl()));
			case HTTP -> terminal.write(HttpText.write(this.request));
		}
	}

	private String curl() {
		StringBuilder command = new StringBuilder((this.secret != null) ? this.secret.pipe() : "").append("curl -X ")
			.append(this.request.method())
			.append(' ')
			.append(quoted(this.request.url()));
		for (Map.Entry<String, String> header : this.request.headers()) {
			boolean piped = this.secret != null && this.secret.isIn(header.getKey());
			command.append(" \\\n  -H ").append(piped ? "@-" : quoted(header.getKey() + ": " + header.getValue()));
		}
		if (this.request.body().length > 0) {
			command.append(" \\\n  ").append(body());
		}
		return command.toString();
	}

	private String body() {
		if (this.file != null && !this.file.equals("-") && Arrays.equals(this.original, this.request.body())) {
			return "--data-binary " + quoted("@" + this.file);
		}
		String text = JsonRequest.text(this.request.body());
		if (text == null || text.indexOf('\0') >= 0) {
			throw CommandFailure.usage("The body is no text that a command could hold.",
					"Use --format http or --json.");
		}
		return "--data-raw " + quoted(text);
	}

	/** Quotes a text for the shell. */
	private static String quoted(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

	@Override
	public String toString() {
		return this.request.toString();
	}

}
