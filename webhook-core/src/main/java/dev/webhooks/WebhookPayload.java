package dev.webhooks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a {@link WebhookListener @WebhookListener} method to the payload
 * or to a part of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WebhookPayload {

	/**
	 * JSON pointer to the part of the payload, for example {@code /data/object}; empty
	 * for the whole.
	 * @return the JSON pointer
	 */
	String value() default "";

	/**
	 * Whether the part has to be there. A missing part is a malformed payload; without
	 * this it is {@code null}, or empty for an {@code Optional}.
	 * @return whether the part is required
	 */
	boolean required() default true;

}
