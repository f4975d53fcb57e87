package dev.webhooks.listener.file;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.web.multipart.MultipartFile;

import dev.webhooks.Internal;
import dev.webhooks.WebhookFile;

/**
 * A parameter of a listener that receives files: one of them, or all in a list or an
 * array. Immutable and safe for use by several threads.
 */
@Internal
public final class FileParameter {

	private static final Map<Class<?>, Function<WebhookFile, Object>> TYPES = Map.of(//
			WebhookFile.class, (file) -> file, //
			MultipartFile.class, ReceivedFile::new);

	private final Class<?> element;

	private final Function<WebhookFile, Object> conversion;

	private final Shape shape;

	private FileParameter(Class<?> element, Function<WebhookFile, Object> conversion, Shape shape) {
		this.element = element;
		this.conversion = conversion;
		this.shape = shape;
	}

	/**
	 * Finds out whether files are meant.
	 * @param type the type of the parameter
	 * @return the parameter, or {@code null} if it is no type of files
	 */
	public static @Nullable FileParameter of(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (raw.isArray()) {
			return of(raw.getComponentType(), Shape.ARRAY);
		}
		boolean list = Iterable.class.isAssignableFrom(raw) && raw.isAssignableFrom(List.class);
		return list ? of(type.getGeneric().resolve(Object.class), Shape.LIST) : of(raw, Shape.ONE);
	}

	/**
	 * Finds out whether files of one field are meant. Here bytes are those of a file.
	 * @param type the type of the parameter
	 * @return the parameter, or {@code null} if it is no type of files
	 */
	public static @Nullable FileParameter ofField(ResolvableType type) {
		boolean bytes = type.resolve(Object.class) == byte[].class;
		return bytes ? new FileParameter(byte[].class, WebhookFile::bytes, Shape.ONE) : of(type);
	}

	private static @Nullable FileParameter of(Class<?> element, Shape shape) {
		Function<WebhookFile, Object> conversion = TYPES.get(element);
		return (conversion != null) ? new FileParameter(element, conversion, shape) : null;
	}

	/**
	 * Tells whether the parameter receives any number of files.
	 * @return whether it is no single file
	 */
	public boolean takesAll() {
		return this.shape != Shape.ONE;
	}

	/**
	 * Makes the argument.
	 * @param files the files
	 * @return the first of the files or all of them, or {@code null} if one is asked for
	 * and there is none
	 */
	public @Nullable Object of(List<WebhookFile> files) {
		List<Object> converted = files.stream().map(this.conversion).toList();
		return switch (this.shape) {
			case ONE -> converted.isEmpty() ? null : converted.get(0);
			case LIST -> converted;
			case ARRAY -> converted.toArray((Object[]) Array.newInstance(this.element, 0));
		};
	}

	private enum Shape {

		ONE, LIST, ARRAY

	}

}
