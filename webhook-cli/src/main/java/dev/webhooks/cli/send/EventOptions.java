package dev.webhooks.cli.send;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.provider.KnownSecrets;
import dev.webhooks.cli.request.HeaderList;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.TimeOption;
import dev.webhooks.test.WebhookFixtures;
import dev.webhooks.test.WebhookRequestBuilder;

/**
 * Options that say what is in a request that is made.
 */
public final class EventOptions {

	@Option(names = "--set", order = 30, paramLabel = "/POINTER=VALUE",
			description = "Set a value in the body by JSON pointer, or a field of a form by /name. The value is JSON, or else "
					+ "text.")
	List<String> set = new ArrayList<>();

	@Option(names = "--add", order = 31, paramLabel = "/POINTER=VALUE",
			description = "Add a property, or an item of an array (- as the last part is its end).")
	List<String> add = new ArrayList<>();

	@Option(names = "--remove", order = 32, paramLabel = "/POINTER", description = "Remove a value from the body.")
	List<String> remove = new ArrayList<>();

	@Option(names = { "-H", "--header" }, order = 33, paramLabel = "'NAME: VALUE'",
			description = "Set a header before the request is signed.")
	List<String> headers = new ArrayList<>();

	@Option(names = "--id", order = 34, paramLabel = "ID", description = "The id of the event (a new one).")
	@Nullable String id;

	@Option(names = "--at", order = 35, paramLabel = "TIME", converter = TimeOption.class,
			description = "When the event happens and is signed, such as 2026-03-01T12:00:00Z (now).")
	@Nullable Instant at;

	@Option(names = "--tenant", order = 36, paramLabel = "NAME", description = "Tenant that the request is for.")
	@Nullable String tenant;

	@Option(names = "--fixtures", order = 37, paramLabel = "FOLDER",
			description = "Folder with bodies of your own, as <provider>/<event>.json.")
	@Nullable Path folder;

	@Option(names = "--show-credentials", order = 38,
			description = "Show tokens and passwords that the request carries, too, where it is shown.")
	boolean credentials;

	/**
	 * Shows a request without the secrets in it, unless they are asked for.
	 */
	RecordedRequest shown(RecordedRequest request, KnownSecrets secrets) {
		if (this.credentials) {
			return request;
		}
		List<Map.Entry<String, String>> headers = request.headers()
			.stream()
			.map((header) -> Map.entry(header.getKey(), secrets.hideIn(header.getValue())))
			.toList();
		return new RecordedRequest(request.method(), secrets.hideIn(request.url()), headers,
				secrets.hideIn(request.body()));
	}

	/**
	 * Bodies of events, those of the user first.
	 * @return the fixtures
	 */
	public WebhookFixtures fixtures() {
		WebhookFixtures fixtures = WebhookFixtures.of(EventOptions.class.getClassLoader());
		return (this.folder != null) ? fixtures.with(this.folder) : fixtures;
	}

	/**
	 * Writes what the options say into a request.
	 * @param request the request, whose event or body is set
	 */
	void apply(WebhookRequestBuilder<?> request) {
		this.headers.forEach((header) -> {
			String[] parts = parts(header, ':', "--header", "'Content-Type: application/json'");
			HeaderList.check(parts[0].strip());
			request.header(parts[0].strip(), parts[1].strip());
		});
		this.set.forEach((change) -> {
			String[] parts = parts(change, '=', "--set", "/data/object/amount=5");
			request.set(parts[0], value(parts[1]));
		});
		this.add.forEach((change) -> {
			String[] parts = parts(change, '=', "--add", "/items/-=5");
			request.add(parts[0], value(parts[1]));
		});
		this.remove.forEach(request::remove);
		if (this.id != null) {
			request.id(this.id);
		}
		if (this.tenant != null) {
			request.tenant(this.tenant);
		}
	}

	private static String[] parts(String text, char separator, String option, String example) {
		int index = text.indexOf(separator);
		if (index < 1) {
			throw CommandFailure.usage("%s takes a name and a value.".formatted(option),
					"Write it like %s %s".formatted(option, example));
		}
		return new String[] { text.substring(0, index), text.substring(index + 1) };
	}

	private static @Nullable Object value(String text) {
		try {
			return JsonMapper.shared().readValue(text, Object.class);
		}
		catch (JacksonException ex) {
			return text;
		}
	}

}
