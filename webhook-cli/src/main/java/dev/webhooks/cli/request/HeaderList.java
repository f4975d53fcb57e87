package dev.webhooks.cli.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Headers in order, read of their lines.
 */
public final class HeaderList {

	private final List<Map.Entry<String, String>> headers = new ArrayList<>();

	void add(String name, String value) {
		this.headers.add(Map.entry(name, value));
	}

	private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	/**
	 * Checks the name of a header that is to be sent.
	 * @param name the name
	 */
	public static void check(String name) {
		if (!NAME.matcher(name).matches()) {
			throw CommandFailure.usage("'%s' is no name of a header.".formatted(name),
					"Write it as HTTP does: Content-Type: application/json");
		}
		if (name.equalsIgnoreCase("Host") || name.equalsIgnoreCase("Content-Length")) {
			throw CommandFailure.usage("The header '%s' follows from the URL and the body.".formatted(name),
					"Name the server by --url.");
		}
	}

	/**
	 * Adds a header as HTTP writes it.
	 * @param line the name, a colon and the value
	 */
	void addLine(String line) {
		int colon = line.indexOf(':');
		if (colon < 1 || line.substring(0, colon).isBlank()) {
			throw CommandFailure.usage("A header has no name.",
					"Write it as HTTP does: Content-Type: application/json");
		}
		add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
	}

	/**
	 * Sets a header in place of those of its name.
	 */
	void replaceLine(String line) {
		HeaderList one = new HeaderList();
		one.addLine(line);
		this.headers.removeIf((header) -> header.getKey().equalsIgnoreCase(one.headers.get(0).getKey()));
		this.headers.addAll(one.headers);
	}

	List<Map.Entry<String, String>> list() {
		return List.copyOf(this.headers);
	}

}
