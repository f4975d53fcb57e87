package dev.webhooks.cli.listen;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.cli.provider.KnownSecrets;
import dev.webhooks.test.received.ReceivedWebhook;

/**
 * The body of an event that arrived, as a fixture for tests and for sending.
 *
 * @param file the file below the folder of fixtures
 * @param content the content of the file
 */
record KeptFixture(Path file, byte[] content) {

	private static final Pattern IMPOSSIBLE = Pattern.compile("[%:*?\"<>|\\\\\\p{Cntrl}]|(?<=^|/)\\.+(?=/|$)|//+");

	/** File systems take 255 bytes, of which the end of the name is a part. */
	private static final int MAX_PART = 80;

	private static final int MAX_PARTS = 8;

	private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]+");

	/**
	 * Makes a fixture of a request that is authentic and brings one event. No secret is
	 * in it.
	 * @return the fixture, or {@code null} of another request
	 */
	static @Nullable KeptFixture of(ReceivedWebhook webhook, KnownSecrets secrets) {
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
		return new KeptFixture(file(KeptRequests.safe(provider), fileName(event.type()) + suffix),
				secrets.hideIn(content));
	}

	/** A file system may know no other letters than those of ASCII. */
	static Path file(String provider, String name) {
		try {
			return Path.of(provider, name);
		}
		catch (InvalidPathException ex) {
			return Path.of(provider, NOT_ASCII.matcher(name).replaceAll((found) -> encode(found.group())));
		}
	}

	/** A slash in a type is a folder; what file names cannot have is percent-encoded. */
	private static String fileName(String type) {
		String name = IMPOSSIBLE.matcher(type.replaceAll("^/+|/+$", "")).replaceAll((found) -> encode(found.group()));
		String file = Arrays.stream(name.split("/"))
			.limit(MAX_PARTS)
			.map((part) -> (part.length() <= MAX_PART) ? part : part.substring(0, MAX_PART))
			.collect(Collectors.joining("/"));
		return file.isEmpty() ? "unnamed" : file;
	}

	private static String encode(String letters) {
		return "%" + HexFormat.ofDelimiter("%").withUpperCase().formatHex(letters.getBytes(StandardCharsets.UTF_8));
	}

	private static String fields(String body) {
		return Arrays.stream(body.split("&"))
			.map((field) -> BodyText.unescape(field).replace("\n", " "))
			.collect(Collectors.joining("\n", "", "\n"));
	}

}
