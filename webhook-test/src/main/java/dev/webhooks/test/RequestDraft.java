package dev.webhooks.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.request.FormFields;
import dev.webhooks.request.Locator;
import dev.webhooks.request.OpenTemplate;
import dev.webhooks.request.Template;

/**
 * Request that is being written. Where a {@link Locator} finds a value, one can be put.
 * What nobody changes keeps its bytes. Not safe for use by several threads.
 */
final class RequestDraft {

	private WebhookRequest request;

	private final DraftDocument document;

	RequestDraft(WebhookRequest request, EventLocators locators) {
		this.request = request;
		this.document = new DraftDocument(locators, request);
	}

	DraftDocument document() {
		return this.document;
	}

	/**
	 * The request as it is written so far.
	 */
	WebhookRequest request() {
		return new WebhookRequest(this.request.head(), this.document.body());
	}

	/**
	 * Finds a value.
	 * @param item the item of a batch that it may be in, or the whole document
	 * @return the value, or {@code null} if it is not there or never has a place
	 */
	@Nullable String get(Locator locator, @Nullable JsonNode item) {
		return switch (locator.kind()) {
			case "header" -> this.request.headers().first(locator.argument());
			case "query" -> first(FormFields.parse(query()), locator.argument());
			case "path" -> this.request.head().pathVariables().get(locator.argument());
			case "form" -> first(this.document.fields(), locator.argument());
			case "body" -> DraftDocument.text(item, locator.argument());
			case "document", "envelope" -> DraftDocument.text(this.document.root(), locator.argument());
			default -> null;
		};
	}

	private static @Nullable String first(Map<String, List<String>> fields, String name) {
		return fields.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
	}

	private String query() {
		return (this.request.head().query() != null) ? this.request.head().query() : "";
	}

	/**
	 * Fills in a template.
	 * @return the text, or {@code null} if a value is not there, or is made of others
	 */
	@Nullable String text(Template template, @Nullable JsonNode item) {
		return new OpenTemplate(template).text((locator) -> get(locator, item));
	}

	/**
	 * Puts a value.
	 * @param item the item of a batch to put it into, or the whole document
	 * @throws IllegalArgumentException if there is no such place
	 */
	void put(Locator locator, String value, @Nullable JsonNode item) {
		switch (locator.kind()) {
			case "header" -> header(locator.argument(), value);
			case "query" -> query(locator.argument(), value);
			case "path" -> path(locator.argument(), value);
			case "form" -> this.document.field(locator.argument(), value);
			case "body" -> this.document.put(item, locator.argument(), value);
			case "document", "envelope" -> this.document.put(this.document.root(), locator.argument(), value);
			default -> throw new IllegalArgumentException("There is no place for a value at " + locator);
		}
	}

	void header(String name, @Nullable String value) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		this.request.headers().forEach((other, text) -> {
			if (!other.equalsIgnoreCase(name)) {
				headers.add(other, text);
			}
		});
		if (value != null) {
			headers.add(name, value);
		}
		head(this.request.head().mutate().headers(headers.build()));
	}

	void query(String name, String value) {
		Map<String, List<String>> fields = new LinkedHashMap<>(FormFields.parse(query()));
		fields.put(name, List.of(value));
		head(this.request.head().mutate().query(DraftBody.encoded(fields)));
	}

	void path(String name, String value) {
		Map<String, String> variables = new LinkedHashMap<>(this.request.head().pathVariables());
		variables.put(name, value);
		head(this.request.head().mutate().pathVariables(variables));
	}

	private void head(WebhookRequestHead.Builder head) {
		this.request = new WebhookRequest(head.build(), this.request.body());
	}

}
