package dev.webhooks.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Which of a request's parameters are signed, and how they are written. Immutable.
 */
final class ParameterStyle {

	private static final String LEFT_OUT = "!";

	private static final String LISTED_IN = "@";

	private boolean valuesAlone;

	private boolean withoutEmpty;

	private UnaryOperator<String> encoding = UnaryOperator.identity();

	private final Set<String> leftOut = new HashSet<>();

	private @Nullable String listedIn;

	private final String behindName;

	private final String between;

	private ParameterStyle(String separators, List<String> options) {
		options.forEach(this::apply);
		int first = (this.valuesAlone || separators.isEmpty()) ? 0 : separators.offsetByCodePoints(0, 1);
		if (first == separators.length() && first > 0) {
			throw new IllegalArgumentException("Nothing stands between the parameters");
		}
		if (this.listedIn != null && first == 0) {
			throw new IllegalArgumentException("Without names it is not signed which parameters are listed");
		}
		this.behindName = separators.substring(0, first);
		this.between = separators.substring(first);
	}

	/**
	 * Parses a style.
	 * @param separators what stands between a name and its value, which is one character,
	 * and then what stands between two parameters; percent-encoded where it has to be
	 * @param options what else is wanted
	 * @throws IllegalArgumentException if an option is not known
	 */
	static ParameterStyle parse(String separators, List<String> options) {
		return new ParameterStyle(StringUtils.uriDecode(separators, StandardCharsets.UTF_8), options);
	}

	private void apply(String option) {
		switch (option) {
			case "values" -> this.valuesAlone = true;
			case "no-empty" -> this.withoutEmpty = true;
			case "form-encoded" -> this.encoding = (text) -> URLEncoder.encode(text, StandardCharsets.UTF_8);
			case "percent-encoded" -> this.encoding = PercentEncoding.RFC3986::encode;
			default -> applyName(option);
		}
	}

	private void applyName(String option) {
		if (option.length() > 1 && option.startsWith(LEFT_OUT)) {
			this.leftOut.add(option.substring(1));
		}
		else if (option.length() > 1 && option.startsWith(LISTED_IN)) {
			this.listedIn = option.substring(1);
		}
		else {
			throw new IllegalArgumentException("Not an option: " + option);
		}
	}

	/**
	 * Removes the parameters that are not signed.
	 */
	void select(Map<String, String> parameters) {
		if (this.listedIn != null) {
			String list = parameters.getOrDefault(this.listedIn, "");
			parameters.keySet().retainAll(new HashSet<>(List.of(list.split(","))));
		}
		parameters.keySet().removeAll(this.leftOut);
		if (this.withoutEmpty) {
			parameters.values().removeIf(String::isEmpty);
		}
	}

	/**
	 * Writes the parameters.
	 * @param parameters the parameters in order
	 * @throws WebhookRejectedException if the request lists them, and others would be
	 * written in the same way
	 */
	String write(Map<String, String> parameters) {
		List<String> written = new ArrayList<>(parameters.size());
		parameters.forEach((name, value) -> {
			String encoded = this.encoding.apply(value);
			String label = this.encoding.apply(name);
			if (this.listedIn != null && isAmbiguous(label, encoded)) {
				throw new WebhookRejectedException(RejectionReason.SIGNATURE_MISMATCH,
						"A parameter that is listed as signed has a separator in it, and may stand for several");
			}
			written.add(this.valuesAlone ? encoded : label + this.behindName + encoded);
		});
		return String.join(this.between, written);
	}

	/** A value may have what stands behind names: the first of them ends the name. */
	private boolean isAmbiguous(String name, String value) {
		int separator = this.between.codePointAt(0);
		return name.contains(this.behindName) || name.indexOf(separator) >= 0 || value.indexOf(separator) >= 0;
	}

}
