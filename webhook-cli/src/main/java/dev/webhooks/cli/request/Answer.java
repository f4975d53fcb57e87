package dev.webhooks.cli.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;

/**
 * The answer to a request.
 *
 * @param status the status
 * @param headers the headers
 * @param body the first bytes of the body
 * @param truncated whether the body is longer
 * @param time how long it took
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body, boolean truncated,
		Duration time) implements Report {

	/**
	 * Tells whether the request was accepted.
	 * @return whether the status is one of 2xx
	 */
	public boolean isAccepted() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * The body as text.
	 * @return the text, of which nothing need be true
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8) + (this.truncated ? "..." : "");
	}

	@Override
	public Map<String, Object> json() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("status", this.status);
		tree.put("millis", this.time.toMillis());
		tree.put("headers", this.headers);
		tree.put("body", text());
		return tree;
	}

	@Override
	public void print(Terminal terminal) {
		Style style = isAccepted() ? Style.GREEN : Style.RED;
		terminal.println(terminal.styled(style, String.valueOf(this.status)) + " in " + this.time.toMillis() + " ms");
		if (this.body.length > 0) {
			terminal.println(Printable.of(text()).stripTrailing());
		}
	}

	@Override
	public int exitCode() {
		return isAccepted() ? ExitCode.OK : ExitCode.REFUSED;
	}

}
