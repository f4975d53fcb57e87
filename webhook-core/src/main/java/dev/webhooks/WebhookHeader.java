package dev.webhooks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Binds a parameter of a {@link WebhookListener @WebhookListener} method to a header of
 * the request that carried the event.
 * <p>
 * Most schemes do not sign headers: a header is only as trustworthy as the way by which
 * the request came.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WebhookHeader {

	/**
	 * Name of the header, in any case. It has to be given here or by {@link #name()}.
	 * @return the header name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Alias for {@link #value()}.
	 * @return the header name
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether the header has to be there. A missing header is a malformed request;
	 * without this it is {@code null}, or empty for an {@code Optional}.
	 * @return whether the header is required
	 */
	boolean required() default true;

}
