package dev.webhooks.inbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRetry;
import dev.webhooks.listener.InvalidWebhookListenerException;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.provider.settings.FailureLists;
import dev.webhooks.provider.settings.RetryOverrides;

/**
 * Reads what {@link WebhookRetry @WebhookRetry} says of a listener. Immutable.
 */
final class AnnotatedRetry {

	private final UnaryOperator<String> placeholders;

	AnnotatedRetry(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * Reads the annotation.
	 * @return what it says; nothing if it is not there
	 * @throws InvalidWebhookListenerException if it has a value that cannot be used
	 */
	RetryOverrides read(WebhookListenerMethod listener) {
		WebhookRetry annotation = AnnotatedElementUtils.findMergedAnnotation(listener.method(), WebhookRetry.class);
		if (annotation == null) {
			return RetryOverrides.NONE;
		}
		try {
			return read(annotation);
		}
		catch (InvalidSettingException ex) {
			throw invalid(listener, ex.description(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(listener, String.valueOf(ex.getMessage()), ex);
		}
	}

	private RetryOverrides read(WebhookRetry annotation) {
		Map<String, Duration> after = new TreeMap<>();
		for (WebhookRetry.After one : annotation.after()) {
			Duration interval = duration(one.interval());
			if (interval == null) {
				throw new IllegalArgumentException(
						"the interval after %s is missing".formatted(one.exception().getName()));
			}
			after.put(one.exception().getName(), interval);
		}
		FailureLists lists = new FailureLists(names(annotation.retryOn()), names(annotation.neverOn()), after);
		return new RetryOverrides((annotation.maxAttempts() != 0) ? annotation.maxAttempts() : null,
				duration(annotation.initialInterval()), (annotation.multiplier() != 0) ? annotation.multiplier() : null,
				duration(annotation.maxInterval()), (annotation.jitter() != -1) ? annotation.jitter() : null, lists);
	}

	private @Nullable Duration duration(String text) {
		String resolved = this.placeholders.apply(text);
		return StringUtils.hasText(resolved) ? DurationStyle.detectAndParse(resolved.strip()) : null;
	}

	private static List<String> names(Class<? extends Throwable>[] types) {
		return Arrays.stream(types).map(Class::getName).toList();
	}

	private static InvalidWebhookListenerException invalid(WebhookListenerMethod listener, String problem,
			Exception cause) {
		return new InvalidWebhookListenerException(
				"The webhook listener %s has a @WebhookRetry that cannot be used: %s".formatted(listener.describe(),
						problem),
				"Correct the annotation @WebhookRetry at the method, or define the property that is missing.", cause);
	}

}
