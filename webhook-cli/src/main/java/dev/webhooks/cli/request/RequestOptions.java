package dev.webhooks.cli.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.webhooks.cli.terminal.Terminal;

/**
 * Options that say where a request is: in one file, or in files of its headers and its
 * body.
 */
public final class RequestOptions {

	private static final String INPUT = "-";

	@Option(names = "--body", order = 30, paramLabel = "FILE", description = "File of the body alone; - is the input.")
	@Nullable String body;

	@Option(names = "--headers", order = 31, paramLabel = "FILE",
			description = "File of the headers, one a line; - is the input.")
	@Nullable String headers;

	@Option(names = { "-H", "--header" }, order = 32, paramLabel = "'NAME: VALUE'",
			description = "A header, in place of what the file says.")
	List<String> more = new ArrayList<>();

	@Option(names = "--url", order = 33, paramLabel = "URL",
			description = "URL that the request was sent to, in place of what the file says. Some providers sign it.")
	@Nullable String url;

	@Option(names = "--method", order = 34, paramLabel = "METHOD",
			description = "Method of the request, in place of what the file says (POST).")
	@Nullable String method;

	/**
	 * Reads the request.
	 * @param terminal has the input
	 * @param file the file of the whole request, or {@code null} for the input, unless
	 * the options name files of its parts
	 * @return the request
	 */
	public RecordedRequest read(Terminal terminal, @Nullable String file) {
		RecordedRequest request = whole(terminal, file);
		HeaderList all = new HeaderList();
		request.headers().forEach((header) -> all.add(header.getKey(), header.getValue()));
		if (this.headers != null) {
			new String(InputFile.read(this.headers, terminal), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank())
				.forEach(all::addLine);
		}
		this.more.forEach(all::replaceLine);
		byte[] bytes = (this.body != null) ? InputFile.read(this.body, terminal) : request.body();
		return new RecordedRequest((this.method != null) ? this.method : request.method(),
				(this.url != null) ? this.url : request.url(), all.list(), bytes);
	}

	/**
	 * Tells whether the URL was given as an option.
	 * @return whether it was
	 */
	public boolean isUrlGiven() {
		return this.url != null;
	}

	private RecordedRequest whole(Terminal terminal, @Nullable String file) {
		if (file == null && (this.body != null || this.headers != null)) {
			return new RecordedRequest("POST", "https://localhost/", List.of(), new byte[0]);
		}
		return read(InputFile.read((file != null) ? file : INPUT, terminal));
	}

	/**
	 * Reads a request in any of the forms that there are.
	 * @param bytes the bytes of the file
	 * @return the request
	 */
	public static RecordedRequest read(byte[] bytes) {
		int i = 0;
		while (i < bytes.length && Character.isWhitespace(bytes[i])) {
			i++;
		}
		return (i < bytes.length && bytes[i] == '{') ? JsonRequest.read(bytes) : HttpText.read(bytes);
	}

}
