package dev.webhooks.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * JSON values that no provider sends, each of which something is known to stumble over.
 */
public final class HostileValues {

	private static final List<String> NUMBERS = List.of("1e2147483648", "-1e2147483648", "1e-2147483648",
			"1e-2147483649", "0e2147483648", "1e99999999999999999999", "1e2147483647", "1e-2147483647", "1e1000000000",
			"1e-1000000000", "1e100001", "1.5e400", "-0.0", "9223372036854775808", "9".repeat(1000), "9".repeat(1001),
			"1." + "9".repeat(990), "999999999999999", "-1");

	private static final List<String> TEXTS = List.of("", " ", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u2028",
			"1e2147483648", "9".repeat(5000), "NaN", "+999999999-12-31T23:59:59-18:00",
			"-999999999-01-01T00:00:00+18:00", "0000-00-00T00:00:00Z", "9999-12-31T23:59:60Z", "P999999999999Y",
			"PT9999999999999999999S", "[", "(((((", "http://[", "%", "%zz", "{0}", "${x}", "#{x}", "\\\\", "'; --",
			"a".repeat(70_000));

	private static final List<String> OTHERS = List.of("null", "true", "[]", "{}", "[null]", "[[[1e2147483648]]]",
			"{\"a\":{\"b\":1e2147483648}}", "{\"1e2147483648\":1}", "[".repeat(500) + "]".repeat(500),
			"[".repeat(990) + "]".repeat(990), "[".repeat(100_000), "{\"next\":".repeat(980) + "null" + "}".repeat(980),
			"{\"a\":1,\"a\":2}", "NaN", "1e", "\"\u00e9");

	private HostileValues() {
	}

	/**
	 * Gives the values, not all of which are JSON.
	 */
	public static Stream<String> all() {
		return Stream.of(NUMBERS.stream(), TEXTS.stream().map((text) -> '"' + text + '"'), OTHERS.stream())
			.flatMap((values) -> values);
	}

}
