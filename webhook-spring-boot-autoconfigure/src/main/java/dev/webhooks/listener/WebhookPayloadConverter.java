package dev.webhooks.listener;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Reads the types of a library that Jackson 3 cannot read faithfully, such as those with
 * the annotations of another library: as a parameter of a listener, as a part of a record
 * and within collections. It may write them too, where a listener returns them. Beans are
 * asked in their order, and the first that knows a type reads it. Safe for use by several
 * threads.
 */
public interface WebhookPayloadConverter {

	/**
	 * Tells whether values of a type are read by this converter.
	 * @param type the type
	 * @return whether it knows the type
	 */
	boolean supports(Class<?> type);

	/**
	 * Reads a value.
	 * @param json the value as JSON
	 * @param type the type, with its type arguments
	 * @return the value
	 * @throws Exception if the value is not as the type needs it; the request is then
	 * malformed, and neither the exception nor its message is shown, which may quote the
	 * payload
	 */
	@Nullable Object read(String json, Type type) throws Exception;

	/**
	 * Tells where values of a type stand in the payload, if they are never all of it.
	 * @param type the type
	 * @return the JSON pointer that a parameter of that type needs, or {@code null} if a
	 * value may be the whole payload
	 */
	default @Nullable String pointerTo(Class<?> type) {
		return null;
	}

	/**
	 * Tells whether values of a type are written by this converter.
	 * @param type the type
	 * @return whether it writes the type; by default it writes none
	 */
	default boolean writes(Class<?> type) {
		return false;
	}

	/**
	 * Writes a value that a listener returned.
	 * @param value the value, of a type that this converter {@linkplain #writes writes}
	 * @return the value as JSON
	 * @throws Exception if it cannot be written, after which the listener has failed
	 */
	default String write(Object value) throws Exception {
		throw new UnsupportedOperationException("It only reads");
	}

}
