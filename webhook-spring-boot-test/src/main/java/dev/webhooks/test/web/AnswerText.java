package dev.webhooks.test.web;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.receiver.ReceiveOutcome.Kind;

/**
 * Text of an answer, which may say what became of the request.
 *
 * @param status the status
 * @param body the body, or {@code null} if it is not known
 */
record AnswerText(int status, @Nullable String body) {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Map<String, Kind> KINDS = Map.of("accepted", Kind.ACCEPTED, "processed", Kind.PROCESSED,
			"duplicate", Kind.DUPLICATE, "ignored", Kind.IGNORED);

	private static final int FIRST_ERROR = 400;

	private static final int SERVER_ERROR = 500;

	private static final int MAX_SHOWN = 200;

	@Nullable Kind kind() {
		if (this.status >= SERVER_ERROR) {
			return Kind.FAILED;
		}
		if (this.status >= FIRST_ERROR) {
			return Kind.REFUSED;
		}
		return KINDS.get(json().path("status").asString(""));
	}

	@Nullable List<String> eventIds() {
		JsonNode json = json();
		if (kind() == null || !(json.has("id") || json.has("ids"))) {
			return null;
		}
		return json.has("id") ? List.of(json.path("id").asString(""))
				: json.path("ids").valueStream().map((id) -> id.asString("")).toList();
	}

	private JsonNode json() {
		try {
			return (this.body != null) ? MAPPER.readTree(this.body) : MAPPER.missingNode();
		}
		catch (JacksonException ex) {
			return MAPPER.missingNode();
		}
	}

	@Override
	public String toString() {
		if (this.body == null || this.body.isEmpty()) {
			return this.status + " without a body";
		}
		return this.status + " with "
				+ ((this.body.length() > MAX_SHOWN) ? this.body.substring(0, MAX_SHOWN) + "…" : this.body);
	}

}
