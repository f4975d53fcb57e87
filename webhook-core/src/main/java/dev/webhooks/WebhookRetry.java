package dev.webhooks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says when a {@link WebhookListener @WebhookListener} method is called again after it
 * has failed. What is left out is as {@code webhooks.providers.<name>.retry} says of the
 * provider of the event, and what {@code webhooks.listeners."[<id>]".retry} says of the
 * listener counts more.
 * <p>
 * Only deliveries of the inbox are tried again. Where events are processed inline, the
 * provider delivers them again when it likes, and this changes nothing.
 * <p>
 * The annotation can be used as a meta-annotation. Property placeholders in its texts are
 * resolved. Values that cannot be used stop the start of the application.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WebhookRetry {

	/**
	 * Attempts before a delivery is given up, the first one included.
	 * @return the number, or 0 for that of the provider
	 */
	int maxAttempts() default 0;

	/**
	 * Time before the second attempt, such as {@code 10s}.
	 * @return the time, or empty for that of the provider
	 */
	String initialInterval() default "";

	/**
	 * Factor by which the time grows from attempt to attempt, at least 1.
	 * @return the factor, or 0 for that of the provider
	 */
	double multiplier() default 0;

	/**
	 * Longest time between two attempts, such as {@code 1h}.
	 * @return the time, or empty for that of the provider
	 */
	String maxInterval() default "";

	/**
	 * Share by which the time is varied at random in both directions, from 0 to 1.
	 * @return the share, or -1 for that of the provider
	 */
	double jitter() default -1;

	/**
	 * Exceptions after which a delivery is tried again, with their subclasses, where a
	 * class that they extend is listed in {@link #neverOn()}, or elsewhere.
	 * @return the classes
	 */
	Class<? extends Throwable>[] retryOn() default {};

	/**
	 * Exceptions after which a delivery is given up at once, with their subclasses.
	 * @return the classes
	 */
	Class<? extends Throwable>[] neverOn() default {};

	/**
	 * Exceptions after which the next attempt is made at a time of their own.
	 * @return the waits
	 */
	After[] after() default {};

	/**
	 * Waits a certain time after an exception. The attempt counts like any other.
	 */
	@Target({})
	@Retention(RetentionPolicy.RUNTIME)
	@interface After {

		/**
		 * Class of the exception, which stands for its subclasses, too.
		 * @return the class
		 */
		Class<? extends Throwable> exception();

		/**
		 * Time before the next attempt, such as {@code 5m}.
		 * @return the time
		 */
		String interval();

	}

}
