package dev.webhooks.listener;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

import dev.webhooks.WebhookEvent;

/**
 * A listener that a developer can paste. Its patterns have {@code *} in place of what
 * could do harm in a log or in source code, so they still match.
 *
 * @param provider the pattern of the provider's name
 * @param events the pattern of the event's type
 */
record ListenerSuggestion(String provider, String events) {

	private static final String ANY = "*";

	private static final int MAX_LENGTH = 100;

	private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._:/ -]+");

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

	/**
	 * Suggests a listener. Where no type was found, it takes any.
	 */
	static ListenerSuggestion of(String provider, String type) {
		return new ListenerSuggestion(pattern(provider), type.equals(WebhookEvent.UNKNOWN_TYPE) ? ANY : pattern(type));
	}

	private static String pattern(String name) {
		String start = (name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) + "*" : name;
		String pattern = UNUSUAL.matcher(start).replaceAll("*");
		return StringUtils.hasText(pattern) ? pattern : ANY;
	}

	/**
	 * The source code, on lines of its own.
	 */
	String code() {
		return """


				    @WebhookListener(provider = "%s"%s)
				    void on%s(WebhookEvent event) {
				    }
				""".formatted(this.provider, this.events.equals(ANY) ? "" : ", events = \"" + this.events + "\"",
				methodName());
	}

	private String methodName() {
		StringBuilder name = new StringBuilder();
		Matcher matcher = WORD.matcher(this.events);
		while (matcher.find()) {
			name.append(StringUtils.capitalize(matcher.group()));
		}
		return name.isEmpty() ? "Event" : name.toString();
	}

}
