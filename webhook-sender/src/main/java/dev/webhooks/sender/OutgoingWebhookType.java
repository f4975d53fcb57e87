package dev.webhooks.sender;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a class that its objects are the data of webhooks, and of which type.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface OutgoingWebhookType {

	/**
	 * The type.
	 * @return a name such as {@code order.shipped}
	 */
	String value();

}
