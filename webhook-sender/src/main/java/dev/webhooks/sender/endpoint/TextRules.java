package dev.webhooks.sender.endpoint;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * Limits to texts that come from outside: how long they are, and which characters they
 * have. All databases keep what they let pass as it is.
 */
final class TextRules {

	private TextRules() {
	}

	/**
	 * Checks a text that has to be there.
	 * @param key the name of the setting
	 */
	static String required(String key, @Nullable String text, int maxLength) {
		if (text == null || text.isBlank()) {
			throw invalid(key, "It is missing.", "Set it.");
		}
		optional(key, text, maxLength);
		return text;
	}

	/**
	 * Checks a text that may be missing.
	 * @param key the name of the setting
	 */
	static void optional(String key, @Nullable String text, int maxLength) {
		if (text == null) {
			return;
		}
		if (text.length() > maxLength) {
			throw invalid(key, "It has more than " + maxLength + " characters.", "Shorten it.");
		}
		if (!text.codePoints().allMatch(TextRules::isText)) {
			throw invalid(key, "It has control characters, or half of a character.", "Remove them.");
		}
	}

	/** Half of a pair of surrogates is a code point of its own. */
	private static boolean isText(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	/**
	 * Checks a text that is written in visible ASCII characters without spaces.
	 * @param key the name of the setting
	 */
	static String token(String key, @Nullable String text, int maxLength) {
		String required = required(key, text, maxLength);
		if (!required.chars().allMatch((character) -> character > ' ' && character < 0x7F)) {
			throw invalid(key, "It has spaces, or characters that are not ASCII.", "Remove or encode them.");
		}
		return required;
	}

	static void size(String key, Collection<?> values, int most) {
		if (values.size() > most) {
			throw invalid(key, "There are more than " + most + ".", "Remove some.");
		}
	}

	static void size(String key, Map<?, ?> values, int most) {
		size(key, values.keySet(), most);
	}

	static InvalidSettingException invalid(String key, String description, String fix) {
		return InvalidSettingException.of(key, description, fix);
	}

}
