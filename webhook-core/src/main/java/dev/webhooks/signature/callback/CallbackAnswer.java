package dev.webhooks.signature.callback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.JsonFields;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;

/**
 * Reading of what a provider answers. Whatever is neither a verdict that verifies nor one
 * that refuses leaves open whether the request is authentic. Immutable.
 */
final class CallbackAnswer {

	private final Set<String> verified;

	private final Set<String> refused;

	private final @Nullable String pointer;

	private final List<EqualValue> matching;

	private final JsonFields fields;

	CallbackAnswer(CallbackSettings settings) {
		this.verified = new TreeSet<>(settings.verified());
		this.refused = new TreeSet<>(settings.refused());
		this.pointer = (settings.pointer() != null && !settings.pointer().isEmpty()) ? settings.pointer() : null;
		this.matching = settings.matching().stream().map(EqualValue::parse).toList();
		if (this.verified.isEmpty() || this.verified.contains("")) {
			throw InvalidSettingException.of("signature.callback.verified", "It names no answer.",
					"Say what the provider answers if it sent the request, such as VERIFIED.");
		}
		if (this.refused.stream().anyMatch(this.verified::contains)) {
			throw new InvalidSettingException("signature.callback.refused", settings.refused(),
					"The same answer is in 'signature.callback.verified'.");
		}
		if (this.pointer == null && !this.matching.isEmpty()) {
			throw InvalidSettingException.of("signature.callback.pointer",
					"It is not set, so the answer is no JSON document that 'signature.callback.matching' could refer to.",
					"Say where the verdict is in the answer, such as /status.");
		}
		this.fields = fields();
	}

	private JsonFields fields() {
		List<String> pointers = new ArrayList<>(this.matching.stream().map(EqualValue::pointer).toList());
		if (this.pointer != null) {
			pointers.add(this.pointer);
		}
		try {
			return JsonFields.of(pointers);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException("signature.callback.pointer", this.pointer,
					"It is not a JSON pointer such as /status.");
		}
	}

	/**
	 * All that is compared with the answer.
	 */
	List<Template> templates() {
		return this.matching.stream().map(EqualValue::template).toList();
	}

	/**
	 * Finds what has to be in the answer.
	 * @return the values in the order of the settings
	 * @throws WebhookRejectedException if one is not there
	 */
	List<String> expected(RequestValues values) {
		return this.matching.stream().map((value) -> value.of(values)).toList();
	}

	/**
	 * Reads an answer.
	 * @param answer the bytes of the answer
	 * @param expected what has to be in it
	 * @return the verdict, or {@code null} if the request is authentic
	 */
	@Nullable Verification read(byte[] answer, List<String> expected) {
		if (this.pointer == null) {
			return verdict(new String(answer, StandardCharsets.ISO_8859_1).strip());
		}
		try {
			JsonFields.Values found = this.fields.read(answer);
			String verdict = found.get(this.pointer);
			Verification verification = verdict((verdict != null) ? verdict : "");
			return (verification != null) ? verification : compare(found, expected);
		}
		catch (WebhookRejectedException ex) {
			return new Undetermined("The answer of the provider is not well-formed JSON", null);
		}
	}

	private @Nullable Verification verdict(String text) {
		if (this.verified.contains(text)) {
			return null;
		}
		return this.refused.contains(text) ? refused("The provider does not confirm the request",
				"the request was changed on the way or is not from the provider, or 'signature.callback.url' is "
						+ "that of its other environment (live or sandbox)")
				: new Undetermined("The answer of the provider neither verifies nor refuses", null);
	}

	private @Nullable Verification compare(JsonFields.Values found, List<String> expected) {
		for (int i = 0; i < expected.size(); i++) {
			EqualValue value = this.matching.get(i);
			String actual = found.get(value.pointer());
			if (actual == null) {
				return new Undetermined("The answer of the provider lacks " + value.pointer(), null);
			}
			if (!EqualValue.areEqual(actual, expected.get(i))) {
				return refused("The request differs from what the provider confirms in " + value.template(),
						"'signature.callback.matching' says what is compared");
			}
		}
		return null;
	}

	private static Verification refused(String detail, String advice) {
		return new Refused(RejectionReason.SIGNATURE_MISMATCH, detail, advice);
	}

	/**
	 * A value that has to be equal in the answer and in the request.
	 *
	 * @param pointer JSON pointer into the answer
	 * @param template where the value is in the request
	 */
	private record EqualValue(String pointer, Template template) {

		private static final String KEY = "signature.callback.matching";

		static EqualValue parse(String text) {
			int equals = text.indexOf('=');
			if (equals < 1 || !text.startsWith("/")) {
				throw new InvalidSettingException(KEY, text,
						"Use a JSON pointer into the answer, '=' and a locator, such as /amount=form:amount.");
			}
			return new EqualValue(text.substring(0, equals), Template.parseLocator(KEY, text.substring(equals + 1)));
		}

		String of(RequestValues values) {
			String value = this.template.expand(values);
			if (value == null) {
				throw KeyedScheme.missing(this.template + " is missing, which the answer of the provider has to match",
						"'signature.callback.matching' says what is compared");
			}
			return value;
		}

		/** An amount may be 10.00 here and 10.0 there. */
		static boolean areEqual(String one, String other) {
			return one.equals(other) || plain(one).equals(plain(other));
		}

		private static String plain(String text) {
			return text.matches("-?(0|[1-9][0-9]{0,30})\\.[0-9]{1,30}") ? text.replaceFirst("\\.?0+$", "") : text;
		}

	}

}
