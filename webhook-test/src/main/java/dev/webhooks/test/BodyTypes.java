package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.FormFields;

/**
 * Content types that requests of a provider may have, and the choice among them.
 * Immutable.
 */
final class BodyTypes {

	private static final String JSON = "application/json";

	/** The type of the example first, then those that are accepted. */
	private final List<String> known;

	BodyTypes(WebhookProvider provider, @Nullable PresetExample example) {
		Stream<@Nullable String> shown = (example != null)
				? Stream.of(example.request().headers().first("Content-Type")) : Stream.empty();
		Stream<String> accepted = provider.admission().contentTypes().accepted().stream().map(MimeType::toString);
		this.known = Stream.concat(shown, accepted)
			.filter(Objects::nonNull)
			.filter((type) -> !type.contains("*"))
			.distinct()
			.toList();
	}

	/**
	 * The type of a body: the first that it looks like, or else the first.
	 */
	String of(byte[] body) {
		return this.known.stream()
			.filter((type) -> looksLike(type, body))
			.findFirst()
			.orElse(this.known.isEmpty() ? JSON : this.known.get(0));
	}

	/**
	 * The type of JSON.
	 */
	String json() {
		return this.known.stream().filter(BodyTypes::isJson).findFirst().orElse(JSON);
	}

	private static boolean looksLike(String type, byte[] body) {
		String start = new String(body, StandardCharsets.UTF_8).stripLeading();
		if (FormFields.isForm(type)) {
			return FormFields.isForm(null, body);
		}
		if (type.contains("xml")) {
			return start.startsWith("<");
		}
		return isJson(type) && (start.startsWith("{") || start.startsWith("["));
	}

	private static boolean isJson(String type) {
		return type.contains("json");
	}

}
