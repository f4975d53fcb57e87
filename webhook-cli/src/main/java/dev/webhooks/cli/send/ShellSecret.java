package dev.webhooks.cli.send;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.provider.KnownSecrets;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.terminal.CommandFailure;

/**
 * The token or password of a request, as a shell gives it to curl: by a pipe, as
 * everybody on the machine may read the arguments of a process. Its text does not show
 * it.
 */
final class ShellSecret {

	private final Map.@Nullable Entry<String, String> header;

	private final String expression;

	/**
	 * Looks for the secrets in a request.
	 * @param request the request
	 * @param secrets the secrets
	 * @param expression writes the secret in a shell
	 */
	ShellSecret(RecordedRequest request, KnownSecrets secrets, String expression) {
		String body = new String(request.body(), StandardCharsets.ISO_8859_1);
		if (secrets.areIn(request.url()) || secrets.areIn(body)) {
			throw CommandFailure.usage("The URL or the body holds the secret, which all could read while curl runs.",
					"Send it by webhook send, or add --show-credentials.");
		}
		this.header = request.headers()
			.stream()
			.filter((header) -> secrets.areIn(header.getValue()))
			.findFirst()
			.orElse(null);
		this.expression = expression;
	}

	/** Whether curl reads this header from the pipe. */
	boolean isIn(String name) {
		return this.header != null && this.header.getKey().equals(name);
	}

	/** The beginning of the command, or nothing if there is no secret. */
	String pipe() {
		if (this.header == null) {
			return "";
		}
		boolean basic = this.header.getValue().startsWith("Basic ");
		String value = basic ? "$(printf %s \"" + this.expression + "\" | base64 | tr -d '\\n')" : this.expression;
		return "printf '" + this.header.getKey() + ": " + (basic ? "Basic " : "") + "%s\\n' \"" + value + "\" | ";
	}

	@Override
	public String toString() {
		return "secret in " + ((this.header != null) ? this.header.getKey() : "no header");
	}

}
