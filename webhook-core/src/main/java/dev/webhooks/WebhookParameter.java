package dev.webhooks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Binds a parameter of a {@link WebhookListener @WebhookListener} method to a parameter
 * of the request that carried the event: a variable of the path, a parameter of the query
 * string or a field of a form in the body. The first of them that is there counts. A
 * {@link WebhookFile}, a {@code MultipartFile} of Spring or a {@code byte[]} is a file in
 * the field of that name, and a list or an array of the former all of its files.
 * <p>
 * Most schemes sign neither the path nor the query string: what comes from there is only
 * as trustworthy as the way by which the request came.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WebhookParameter {

	/**
	 * Name of the parameter. It has to be given here or by {@link #name()}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Alias for {@link #value()}.
	 * @return the name
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether the parameter has to be there. A missing one is a malformed request;
	 * without this it is {@code null}, or empty for an {@code Optional}.
	 * @return whether the parameter is required
	 */
	boolean required() default true;

}
