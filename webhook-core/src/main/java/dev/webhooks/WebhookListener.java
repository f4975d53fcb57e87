package dev.webhooks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a bean method that receives webhook events.
 * <p>
 * The method may have any number of these parameters, in any order:
 * <ul>
 * <li>{@link WebhookEvent}: the event with its type, id, times, headers and body</li>
 * <li>a record or class: the payload, read from JSON or from form fields; with
 * {@code @Valid} it is validated first</li>
 * <li>{@code JsonNode} or {@code Map<String, ?>}: the payload as a tree or map</li>
 * <li>{@code String} or {@code byte[]}: the body as it was received</li>
 * <li>a parameter annotated with {@link WebhookPayload @WebhookPayload}: a part of the
 * payload, found by a JSON pointer</li>
 * <li>a parameter annotated with {@link WebhookHeader @WebhookHeader}: a header of the
 * request, converted where needed</li>
 * <li>a parameter annotated with {@link WebhookParameter @WebhookParameter}: a variable
 * of the path, a parameter of the query string or a field of a form, converted where
 * needed; or the file in a field, as a {@link WebhookFile}</li>
 * <li>{@code List<WebhookFile>}: all files</li>
 * <li>whatever a {@code WebhookArgumentResolver} bean supports</li>
 * </ul>
 * A method with any other parameter fails the start of the application.
 * <p>
 * Where the event is processed inline, the returned value becomes the body of the answer
 * (one of the matching listeners may return something; a {@code ResponseEntity} sets the
 * status too); where it is processed from the inbox, it is ignored. Several methods may
 * match one event: {@link org.springframework.core.annotation.Order @Order} on the method
 * orders them.
 * <p>
 * The annotation can be used as a meta-annotation. Property placeholders in its
 * attributes are resolved.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(processors = WebhookListenerReflectiveProcessor.class)
public @interface WebhookListener {

	/**
	 * Patterns of the event types that the method receives: a type, or {@code *} for any
	 * run of characters ({@code customer.*} matches
	 * {@code customer.subscription.created}).
	 * @return the event type patterns
	 */
	@AliasFor("events")
	String[] value() default "*";

	/**
	 * Names of the configured providers whose events the method receives: a name, or
	 * {@code *} for any run of characters.
	 * @return the provider name patterns
	 */
	String[] provider() default "*";

	/**
	 * Alias for {@link #value()}.
	 * @return the event type patterns
	 */
	@AliasFor("value")
	String[] events() default "*";

	/**
	 * Stable identifier of this listener, by which its deliveries are stored. Derived
	 * from the class and the method where it is empty, so set it before a method with
	 * undelivered events is renamed.
	 * @return the listener id
	 */
	String id() default "";

	/**
	 * SpEL expression that has to be {@code true} for the method to receive the event.
	 * The event is the root object and {@code #event}, the payload as a tree is
	 * {@code #payload}; beans are {@code @name}. It is decided once, when the event is
	 * received. Where it fails the event is answered as one that failed.
	 * @return the condition
	 */
	String condition() default "";

	/**
	 * Whether the method runs in one transaction with recording that it has run, so that
	 * what it writes to the inbox's own database is written exactly once. It needs an
	 * inbox in a database and a transaction manager for the same {@code DataSource};
	 * without them the application does not start. Events that are processed inline are
	 * not affected.
	 * @return whether the method runs in a transaction
	 */
	boolean transactional() default false;

}
