package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;
import org.springframework.util.ClassUtils;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.listener.InvalidWebhookListenerException;
import dev.webhooks.provider.settings.FailureLists;

/**
 * Finds out what an exception means for the next attempt. The exception that was thrown
 * is looked at first, then its causes: the first of which something is said decides, and
 * of several classes that it extends the nearest. Immutable.
 */
final class FailureRules {

	/**
	 * Of causes that are looked at: transactions and proxies may wrap what was thrown.
	 */
	private static final int MAX_DEPTH = 20;

	private static final Rule RETRY = new Rule(false, null);

	private static final Rule NEVER = new Rule(true, null);

	private final Map<String, Rule> byClass = new HashMap<>();

	private FailureRules() {
		this.byClass.put(WebhookPayloadException.class.getName(), NEVER);
	}

	/**
	 * Makes rules of several lists. Where two name the same class, the latter counts.
	 */
	static FailureRules of(FailureLists... lists) {
		FailureRules rules = new FailureRules();
		for (FailureLists list : lists) {
			list.retryOn().forEach((name) -> rules.byClass.put(nameOf(name), RETRY));
			list.neverOn().forEach((name) -> rules.byClass.put(nameOf(name), NEVER));
			list.after().forEach((name, wait) -> rules.byClass.put(nameOf(name), new Rule(false, wait)));
		}
		return rules;
	}

	/**
	 * Finds out what a failure means. What listeners throw to say so by themselves counts
	 * most.
	 */
	RetryAdvice advice(Throwable failure, Instant now) {
		if (find(failure, NonRetryableWebhookException.class) != null) {
			return RetryAdvice.NEVER;
		}
		RetryLaterWebhookException later = find(failure, RetryLaterWebhookException.class);
		if (later != null) {
			return RetryAdvice.notBefore(later.notBefore());
		}
		WebhookPayloadException payload = find(failure, WebhookPayloadException.class);
		Rule rule = (payload != null) ? ofClass(payload) : ofChain(failure);
		if (rule == null || rule.equals(RETRY)) {
			return RetryAdvice.NONE;
		}
		RetryAdvice advice = (rule.delay() != null) ? RetryAdvice.notBefore(now.plus(rule.delay())) : RetryAdvice.NEVER;
		return (payload != null) ? advice : advice.ofTarget();
	}

	private @Nullable Rule ofChain(Throwable failure) {
		return chain(failure).flatMap((candidate) -> Stream.ofNullable(ofClass(candidate))).findFirst().orElse(null);
	}

	private @Nullable Rule ofClass(Throwable failure) {
		for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
			Rule rule = this.byClass.get(type.getName());
			if (rule != null) {
				return rule;
			}
		}
		return null;
	}

	private static Stream<Throwable> chain(Throwable failure) {
		return Stream.iterate(failure, (candidate) -> candidate != null, Throwable::getCause).limit(MAX_DEPTH);
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		return chain(failure).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
	}

	/**
	 * Checks that there are the classes of some lists.
	 * @param prefix what stands before the keys of the lists
	 * @throws InvalidWebhookListenerException if there is not one of them
	 */
	static void check(FailureLists lists, String prefix) {
		lists.retryOn().forEach((name) -> check(name, prefix + "retry-on"));
		lists.neverOn().forEach((name) -> check(name, prefix + "never-on"));
		lists.after().keySet().forEach((name) -> check(name, prefix + "after"));
	}

	private static void check(String name, String property) {
		if (NativeDetector.inNativeImage()) {
			return;
		}
		Class<?> type = classOf(name);
		if (type == null || !Throwable.class.isAssignableFrom(type)) {
			throw new InvalidWebhookListenerException(
					"The property '%s' names '%s', which is no class of exceptions that is there.".formatted(property,
							name),
					"Correct the name; it has the package, such as com.acme.InvalidOrderException.", null);
		}
	}

	/** The name of a nested class may be written with a dot. */
	private static String nameOf(String name) {
		Class<?> type = NativeDetector.inNativeImage() ? null : classOf(name);
		return (type != null) ? type.getName() : name;
	}

	private static @Nullable Class<?> classOf(String name) {
		try {
			return ClassUtils.forName(name.strip(), null);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * Meaning of an exception.
	 *
	 * @param never whether there is no next attempt
	 * @param delay the time before it, or {@code null} if the policy decides
	 */
	private record Rule(boolean never, @Nullable Duration delay) {

	}

}
