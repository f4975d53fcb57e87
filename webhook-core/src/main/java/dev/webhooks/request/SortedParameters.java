package dev.webhooks.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.LocatorKind.Place;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonPointer;

/**
 * The parameters of a request, one after the other in the order of their names, as many
 * payment providers sign them. Where one comes twice the request is refused: nobody knows
 * which of them is meant. Immutable.
 */
final class SortedParameters implements Place {

	private final Source source;

	private final ParameterStyle style;

	/** Values that are written among the parameters without being some. */
	private final Map<String, Locator> added;

	private SortedParameters(Source source, ParameterStyle style, Map<String, Locator> added) {
		this.source = source;
		this.style = style;
		this.added = added;
	}

	static SortedParameters ofForm(String options) {
		return of(ParsedRequest::formFields, options);
	}

	static SortedParameters ofQuery(String options) {
		return of(ParsedRequest::queryFields, options);
	}

	/**
	 * The properties of a JSON object.
	 * @param options JSON pointer to the object, and behind a comma how they are written
	 */
	static SortedParameters ofBody(String options) {
		int comma = options.indexOf(',');
		JsonPointer pointer = JsonPointer.compile((comma < 0) ? options : options.substring(0, comma));
		return of((parsed) -> JsonProperties.read(parsed.document(), pointer),
				(comma < 0) ? "" : options.substring(comma + 1));
	}

	private static SortedParameters of(Source source, String options) {
		Map<String, Locator> added = new TreeMap<>();
		List<String> rest = new ArrayList<>();
		String[] parts = options.split(",", -1);
		for (String option : Arrays.asList(parts).subList(1, parts.length)) {
			int equals = option.indexOf('=');
			if (equals > 0) {
				added.put(option.substring(0, equals), locator(option.substring(equals + 1)));
			}
			else {
				rest.add(option);
			}
		}
		return new SortedParameters(source, ParameterStyle.parse(parts[0], rest), added);
	}

	/**
	 * Parses a locator.
	 * @throws IllegalArgumentException if it is none
	 */
	static Locator locator(String text) {
		Locator locator = Locator.parse(text);
		if (locator == null) {
			throw new IllegalArgumentException("Not a locator: " + text);
		}
		return locator;
	}

	@Override
	public @Nullable String find(RequestValues values) {
		TreeMap<String, String> parameters = new TreeMap<>();
		this.source.of(values.parsed()).forEach((name, found) -> {
			if (found.size() > 1) {
				throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD,
						"A parameter that is signed came more than once");
			}
			parameters.put(name, found.get(0));
		});
		this.style.select(parameters);
		for (Map.Entry<String, Locator> addition : this.added.entrySet()) {
			String value = addition.getValue().resolve(values);
			if (value == null) {
				return null;
			}
			parameters.put(addition.getKey(), value);
		}
		return this.style.write(parameters);
	}

	@Override
	public List<Locator> parts() {
		return List.copyOf(this.added.values());
	}

	/**
	 * Where the parameters are.
	 */
	@FunctionalInterface
	private interface Source {

		Map<String, List<String>> of(ParsedRequest parsed);

	}

}
