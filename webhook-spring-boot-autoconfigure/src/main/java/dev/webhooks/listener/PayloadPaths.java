package dev.webhooks.listener;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Says where a payload is wrong without quoting it: only names that the developer wrote
 * are shown.
 */
final class PayloadPaths {

	private static final Pattern MAP_KEY = Pattern.compile("\\[(?!\\d+])[^]]*]");

	private static final Pattern UNUSUAL = Pattern.compile("[^\\w$.-]");

	private static final String UNKNOWN = "/*";

	private PayloadPaths() {
	}

	/**
	 * The place at which binding failed, in the form of a JSON pointer.
	 */
	static String path(JacksonException ex) {
		List<Reference> references = ex.getPath();
		int known = (ex instanceof UnrecognizedPropertyException) ? references.size() - 1 : references.size();
		return references.stream().limit(Math.max(known, 0)).map(PayloadPaths::step).collect(Collectors.joining());
	}

	private static String step(Reference reference) {
		String name = reference.getPropertyName();
		if (name == null) {
			return "/" + reference.getIndex();
		}
		boolean developersName = !(reference.from() instanceof Map) && !isMapType(reference.from());
		return developersName ? "/" + UNUSUAL.matcher(name).replaceAll("?") : UNKNOWN;
	}

	private static boolean isMapType(Object from) {
		return from instanceof Class<?> type && Map.class.isAssignableFrom(type);
	}

	/**
	 * The fields that are not valid, each with its constraint.
	 */
	static String fields(Errors errors) {
		return errors.getAllErrors().stream().map(PayloadPaths::field).distinct().collect(Collectors.joining(", "));
	}

	private static String field(ObjectError error) {
		String constraint = (error.getCode() != null) ? " (" + error.getCode() + ")" : "";
		String field = (error instanceof FieldError fieldError) ? fieldError.getField() : "the whole";
		return MAP_KEY.matcher(field).replaceAll("[*]") + constraint;
	}

}
