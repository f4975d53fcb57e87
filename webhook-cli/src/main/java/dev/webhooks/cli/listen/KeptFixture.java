package dev.webhooks.cli.listen;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.test.received.ReceivedWebhook;

/**
 * The body of an event that arrived, as a fixture for tests and for sending.
 *
 * @param file the file below the folder of fixtures
 * @param content the content of the file
 */
record KeptFixture(Path file, byte[] content) {

	private static final Pattern IMPOSSIBLE = Pattern.compile("[%:*?\"<>|\\\\\\p{Cntrl}]|(?<=^|/)\\.+(?=/|$)|//+");

	private static final int MAX_NAME = 200;

	/**
	 * Makes a fixture of a request that is authentic and brings one event.
	 * @return the fixture, or {@code null} of another request
	 */
	static @Nullable KeptFixture of(ReceivedWebhook webhook) {
		String provider = webhook.provider();
		if (provider == null || !webhook.isVerified() || webhook.events().size() != 1) {
			return null;
		}
		WebhookEvent event = webhook.events().get(0);
		if (event.type().equals(WebhookEvent.UNKNOWN_TYPE) || event.type().isBlank()) {
			return null;
		}
		String type = String.valueOf(webhook.header("Content-Type")).toLowerCase(Locale.ROOT);
		boolean form = type.contains("x-www-form-urlencoded");
		String suffix = form ? ".form" : type.contains("xml") ? ".xml" : ".json";
		byte[] content = form ? fields(webhook.bodyAsText()).getBytes(StandardCharsets.UTF_8) : webhook.body();
		Path file = file(provider, fileName(event.type()) + suffix);
		return (file != null) ? new KeptFixture(file, content) : null;
	}

	/** A file system may have no name for a type, in whatever letters it is. */
	private static @Nullable Path file(String provider, String name) {
		try {
			return (name.length() <= MAX_NAME) ? Path.of(KeptRequests.safe(provider), name) : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	/** A slash in a type is a folder; what file names cannot have is percent-encoded. */
	private static String fileName(String type) {
		String name = IMPOSSIBLE.matcher(type.replaceAll("^/+|/+$", "")).replaceAll((found) -> encode(found.group()));
		return name.isEmpty() ? "unnamed" : name;
	}

	private static String encode(String letters) {
		return letters.chars()
			.mapToObj((letter) -> "%" + Integer.toHexString(0x100 | letter).substring(1).toUpperCase(Locale.ROOT))
			.collect(Collectors.joining());
	}

	private static String fields(String body) {
		return Arrays.stream(body.split("&"))
			.map((field) -> BodyText.unescape(field).replace("\n", " "))
			.collect(Collectors.joining("\n", "", "\n"));
	}

}
