package dev.webhooks.provider;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.request.BodyFormat;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.MultipartForm;
import dev.webhooks.request.Template;

/**
 * Where the type, the id and the time of an event are, as it is configured below
 * {@code event}. Immutable.
 *
 * @param documents finds the JSON document in a request
 * @param type names of the type; all that are there count
 * @param id what redeliveries are recognised by; the first that is there counts
 * @param occurredAt when the event happened; the first that is there counts
 * @param split pointer to the array whose items are events, or {@code null}
 * @param orderBy what events are delivered in order by; the first that is there counts
 * @param tests types by which the provider tests the endpoint
 */
public record EventLocators(DocumentReader documents, List<Template> type, List<Template> id, List<Template> occurredAt,
		@Nullable String split, List<Template> orderBy, List<String> tests) {

	private static final String BODY = "body:";

	/**
	 * Makes settings of configured texts.
	 * @param documents finds the JSON document in a request
	 * @param type locators of the type
	 * @param id locators of the id
	 * @param occurredAt locators of the time
	 * @param split locator of the array whose items are events, or {@code null}
	 * @return the settings
	 * @throws InvalidSettingException if a text cannot be understood
	 */
	public static EventLocators of(DocumentReader documents, List<String> type, List<String> id,
			List<String> occurredAt, @Nullable String split) {
		return new EventLocators(documents, parse("event.type", type), parse("event.id", id),
				parse("event.occurred-at", occurredAt), (split != null) ? pointerOf("event.split", split) : null,
				List.of(), List.of());
	}

	static EventLocators of(EventSettings settings) {
		if (settings.format() == BodyFormat.MULTIPART) {
			checkForm(settings);
		}
		EventLocators locators = of(settings.documents(), settings.type(), settings.id(), settings.occurredAt(),
				settings.split());
		return new EventLocators(locators.documents, locators.type, locators.id, locators.occurredAt, locators.split,
				locators.orderBy, settings.tests());
	}

	private static void checkForm(EventSettings settings) {
		if (!MultipartForm.isReadable()) {
			throw InvalidSettingException.of("event.format", "Forms in parts cannot be read: a library is not there.",
					"Add the dependency " + MultipartForm.LIBRARY + ".");
		}
		if (settings.split() != null) {
			throw InvalidSettingException.of("event.split", "The fields and files of a form are of one event.",
					"Remove it, or choose another 'event.format' than multipart.");
		}
		if (settings.decoderName() != null) {
			throw InvalidSettingException.of("event.decoder", "Documents in a form with files are not decoded.",
					"Remove it, or choose another 'event.format' than multipart.");
		}
	}

	/**
	 * Copies these settings with an order.
	 * @param orderBy locators of what events are delivered in order by
	 * @return the new settings
	 * @throws InvalidSettingException if a text cannot be understood
	 */
	public EventLocators orderedBy(List<String> orderBy) {
		return new EventLocators(this.documents, this.type, this.id, this.occurredAt, this.split,
				parse("order-by", orderBy), this.tests);
	}

	private static List<Template> parse(String key, List<String> texts) {
		return texts.stream().map((text) -> Template.parseLocator(key, text)).toList();
	}

	/**
	 * Reads the locator of an array in the body.
	 * @param key the configuration key, for the message
	 * @param split the locator
	 * @return the JSON pointer
	 * @throws InvalidSettingException if it is none
	 */
	public static String pointerOf(String key, String split) {
		boolean valid = split.equals(BODY) || split.startsWith(BODY + "/");
		if (!valid) {
			throw new InvalidSettingException(key, split, "Use body: for the whole body, or body:/pointer.");
		}
		return split.substring(BODY.length());
	}

	List<String> pointers() {
		List<String> pointers = new ArrayList<>();
		List.of(this.type, this.id, this.occurredAt, this.orderBy)
			.forEach((templates) -> templates.forEach((template) -> pointers.addAll(template.pointers())));
		return pointers;
	}

}
