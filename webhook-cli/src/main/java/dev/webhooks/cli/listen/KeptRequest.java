package dev.webhooks.cli.listen;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.webhooks.cli.request.HttpText;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.test.received.ReceivedWebhook;

/**
 * Requests that arrived, as they are kept and sent on.
 */
final class KeptRequest {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT);

	/** Of the connection by which it came, and untrue of the one by which it goes on. */
	private static final Set<String> OF_CONNECTION = Set.of("transfer-encoding", "expect", "connection", "keep-alive",
			"upgrade", "http2-settings", "te", "trailer", "proxy-connection");

	private KeptRequest() {
	}

	/**
	 * Records a request with its exact body and its headers, apart from those that are
	 * only about the connection.
	 */
	static RecordedRequest of(ReceivedWebhook webhook) {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		webhook.headers().forEach((name, value) -> {
			if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				headers.add(Map.entry(name, asSent(value)));
			}
		});
		return new RecordedRequest(webhook.head().method(), webhook.head().fullUrl(), headers, webhook.body());
	}

	static byte[] file(ReceivedWebhook webhook) {
		return HttpText.write(of(webhook));
	}

	/** Name by which files are in the order in which the requests came. */
	static Path name(int number, ReceivedWebhook webhook) {
		String digits = String.valueOf(number);
		String time = TIME.format(webhook.receivedAt().atZone(ZoneOffset.UTC));
		String event = webhook.ids().isEmpty() ? "" : "-" + KeptRequests.safe(webhook.ids().get(0));
		String provider = (webhook.provider() != null) ? "-" + KeptRequests.safe(webhook.provider()) : "";
		return Path.of(time + "-" + "0".repeat(Math.max(0, 4 - digits.length())) + digits + provider + event + ".http");
	}

	/** Servers read headers as ISO 8859-1, whatever the sender meant. */
	private static String asSent(String value) {
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
				.toString();
		}
		catch (CharacterCodingException ex) {
			return value;
		}
	}

}
