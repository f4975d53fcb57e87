package dev.webhooks.signature.jwt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;

/**
 * Condition on a claim of a token. Immutable.
 *
 * @param name the name of the claim
 * @param expected the values of which the claim has to have one
 */
record JwtClaim(String name, List<Template> expected) {

	static JwtClaim of(String name, List<String> expected) {
		String key = "signature.jwt.claims[" + name + "]";
		if (expected.isEmpty()) {
			throw new InvalidSettingException(key, null, "It must say what the claim has to be.");
		}
		return new JwtClaim(name, expected.stream().map((text) -> Template.parse(key, text)).toList());
	}

	/**
	 * Finds the claim: by its name, or one within another by a JSON pointer.
	 */
	@Nullable Object in(JWTClaimsSet claims) {
		if (!this.name.startsWith("/")) {
			return claims.getClaim(this.name);
		}
		Object found = claims.toJSONObject();
		for (JsonPointer rest = JsonPointer.compile(this.name); !rest.matches(); rest = rest.tail()) {
			found = (found instanceof Map<?, ?> map) ? map.get(rest.getMatchingProperty()) : null;
		}
		return found;
	}

	/**
	 * Tells whether the claim says what the body is.
	 */
	boolean coversBody() {
		return this.expected.stream().allMatch(Template::coversBody);
	}

	/**
	 * Tells whether the value of the claim is as expected. One that is a list has to have
	 * what is expected among others. Of booleans and whole numbers the text counts, such
	 * as that of {@code email_verified}.
	 */
	boolean matches(@Nullable Object claimed, RequestValues values) {
		List<?> all = (claimed instanceof List<?> list) ? list : (claimed != null) ? List.of(claimed) : List.of();
		return all.stream()
			.filter((value) -> value instanceof String || value instanceof Boolean || value instanceof Long
					|| value instanceof Integer)
			.map(String::valueOf)
			.anyMatch((value) -> this.expected.stream().anyMatch((template) -> matches(template, value, values)));
	}

	private static boolean matches(Template template, String value, RequestValues values) {
		if (template.locators().isEmpty() && template.toString().contains("*")) {
			return pattern(template.toString()).matcher(value).matches();
		}
		String expected = template.expand(values);
		return expected != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				value.getBytes(StandardCharsets.UTF_8));
	}

	private static Pattern pattern(String text) {
		return Pattern
			.compile(Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")));
	}

	/**
	 * The value to sign.
	 */
	String value(RequestValues values) {
		return Objects.requireNonNullElse(this.expected.get(0).expand(values), "");
	}

}
