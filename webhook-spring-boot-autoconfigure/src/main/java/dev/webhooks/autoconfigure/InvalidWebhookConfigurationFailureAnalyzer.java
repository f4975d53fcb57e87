package dev.webhooks.autoconfigure;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import dev.webhooks.DurationText;

/**
 * Explains an {@link InvalidWebhookConfigurationException}, with a duration as it was
 * typed.
 */
final class InvalidWebhookConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidWebhookConfigurationException> {

	private final Environment environment;

	InvalidWebhookConfigurationFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWebhookConfigurationException cause) {
		return new FailureAnalysis(asTyped(String.valueOf(cause.getMessage()), cause.property()), cause.action(),
				cause);
	}

	/** A duration is bound before it is refused, and may have been typed otherwise. */
	private String asTyped(String message, String property) {
		try {
			String typed = this.environment.getProperty(property);
			return (typed != null) ? shown(DurationStyle.detectAndParse(typed)).matcher(message)
				.replaceAll(Matcher.quoteReplacement(typed)) : message;
		}
		catch (IllegalArgumentException ex) {
			return message;
		}
	}

	private static Pattern shown(Duration duration) {
		return Pattern.compile("(?<![\\w.-])" + Pattern.quote(DurationText.of(duration)) + "(?![\\w-])");
	}

}
