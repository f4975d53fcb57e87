package dev.webhooks.cli.listen;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.cli.request.Answer;
import dev.webhooks.cli.terminal.Printable;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.test.received.ReceivedWebhook;

/**
 * Shows a request that arrived, and what became of it.
 *
 * @param terminal has the colours
 * @param hidden hides credentials
 * @param bodies shows bodies
 * @param brief whether one line is enough
 */
record RequestView(Terminal terminal, HiddenValues hidden, BodyText bodies, boolean brief) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT);

	private static final String INDENT = "    ";

	String lines(int number, ReceivedWebhook webhook) {
		List<String> lines = new ArrayList<>();
		lines.add(headline(number, webhook));
		if (webhook.rejection() != null) {
			lines.add(INDENT + printable(String.valueOf(webhook.diagnosis())));
		}
		if (!this.brief) {
			webhook.headers()
				.forEach((name, value) -> lines
					.add(INDENT + styled(Style.FAINT, printable(name + ": " + this.hidden.header(name, value)))));
			this.bodies.lines(this.hidden.body(webhook.request().body()), webhook.header("Content-Type"))
				.forEach((line) -> lines.add(INDENT + line));
		}
		return String.join("\n", lines);
	}

	private String headline(int number, ReceivedWebhook webhook) {
		StringBuilder line = new StringBuilder(styled(Style.BOLD, "#" + number)).append("  ")
			.append(TIME.format(webhook.receivedAt().atZone(ZoneOffset.UTC)))
			.append("  ")
			.append(printable(webhook.head().method() + " " + target(webhook)))
			.append("  ")
			.append(verdict(webhook));
		for (WebhookEvent event : webhook.events()) {
			line.append("  ")
				.append(styled(Style.BOLD, printable(event.type())))
				.append(' ')
				.append(printable(event.id()));
		}
		return line.toString();
	}

	private String target(ReceivedWebhook webhook) {
		String query = this.hidden.query(webhook.head().query());
		return (query == null) ? webhook.path() : webhook.path() + "?" + query;
	}

	private String verdict(ReceivedWebhook webhook) {
		if (webhook.rejection() != null) {
			return styled(Style.RED, "refused: " + webhook.rejection().code());
		}
		String what = webhook.isHandshake() ? "test of the endpoint"
				: webhook.isVerified() ? "verified" : "not verified";
		return styled((webhook.isVerified() || webhook.isHandshake()) ? Style.GREEN : Style.YELLOW, what);
	}

	String answerLine(int number, int status, Forwarding.@Nullable Forwarded forwarded, @Nullable String saved) {
		List<String> parts = new ArrayList<>();
		if (forwarded == null) {
			parts.add("answered " + status(status));
		}
		else if (forwarded.answer() != null) {
			parts.add(printable(forwarded.url()) + " answered " + status(forwarded.answer().status()) + " in "
					+ forwarded.answer().time().toMillis() + " ms" + bodyOf(forwarded.answer()));
		}
		else {
			parts.add(styled(Style.RED, printable(String.join(" ", forwarded.problem()))) + " Answered "
					+ status(status));
		}
		if (saved != null) {
			parts.add("kept in " + printable(saved));
		}
		return styled(Style.BOLD, "#" + number) + "  " + String.join(", ", parts);
	}

	private String bodyOf(Answer answer) {
		if (answer.body().length == 0) {
			return "";
		}
		String text = printable(answer.text()).strip().replace("\n", " ");
		return ": " + ((text.length() <= 500) ? text : text.substring(0, 500) + "...");
	}

	private String status(int status) {
		return styled((status / 100 == 2) ? Style.GREEN : Style.RED, String.valueOf(status));
	}

	private String styled(Style style, String text) {
		return this.terminal.styled(style, text);
	}

	private static String printable(String text) {
		return Printable.of(text).replace("\n", "\\n");
	}

	Map<String, Object> json(int number, ReceivedWebhook webhook) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("number", number);
		tree.put("receivedAt", webhook.receivedAt().toString());
		tree.put("method", webhook.head().method());
		tree.put("path", target(webhook));
		tree.put("verified", webhook.isVerified());
		putIfThere(tree, "provider", webhook.provider());
		putIfThere(tree, "reason", (webhook.rejection() != null) ? webhook.rejection().code() : null);
		putIfThere(tree, "diagnosis", webhook.diagnosis());
		if (webhook.isHandshake()) {
			tree.put("test", true);
		}
		tree.put("events", webhook.events().stream().map(RequestView::json).toList());
		Map<String, Object> headers = new LinkedHashMap<>();
		webhook.headers()
			.forEach((name, value) -> headers.merge(name, this.hidden.header(name, value), RequestView::both));
		tree.put("headers", headers);
		byte[] body = this.hidden.body(webhook.request().body());
		String text = BodyText.decode(body);
		tree.put((text != null) ? "body" : "bodyBase64",
				(text != null) ? text : Base64.getEncoder().encodeToString(body));
		return tree;
	}

	private static Map<String, Object> json(WebhookEvent event) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("types", event.types());
		tree.put("id", event.id());
		putIfThere(tree, "occurredAt", (event.occurredAt() != null) ? event.occurredAt().toString() : null);
		return tree;
	}

	static Map<String, Object> json(Forwarding.Forwarded forwarded) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("url", forwarded.url());
		if (forwarded.answer() != null) {
			tree.put("status", forwarded.answer().status());
			tree.put("millis", forwarded.answer().time().toMillis());
			tree.put("body", forwarded.answer().text());
		}
		else {
			tree.put("error", String.join(" ", forwarded.problem()));
		}
		return tree;
	}

	private static Object both(Object one, Object other) {
		List<Object> all = new ArrayList<>((one instanceof List<?> list) ? list : List.of(one));
		all.add(other);
		return all;
	}

	private static void putIfThere(Map<String, Object> tree, String key, @Nullable Object value) {
		if (value != null) {
			tree.put(key, value);
		}
	}

}
