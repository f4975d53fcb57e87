package dev.webhooks.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The charset of a form that is not UTF-8, by the field in which PayPal and Alipay say
 * which it is. What is UTF-8 is read so, whatever the field says.
 *
 * @see <a href=
 * "https://developer.paypal.com/api/nvp-soap/ipn/IPNandPDTVariables/">PayPal, IPN and PDT
 * variables</a>
 */
final class FormCharset {

	private static final String FIELD = "charset";

	private static final char REPLACEMENT = '\uFFFD';

	/** All of them have ASCII in common, and so the names of fields. */
	private static final Pattern KNOWN = Pattern
		.compile("(?i)windows-125[0-8]|iso-8859-[0-9]{1,2}|koi8-r|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr");

	private FormCharset() {
	}

	/**
	 * Finds the charset.
	 * @param fields the fields as UTF-8
	 * @return the charset, or {@code null} if that is UTF-8 or not known
	 */
	static @Nullable Charset of(Map<String, List<String>> fields) {
		List<String> named = fields.getOrDefault(FIELD, List.of());
		boolean known = named.size() == 1 && KNOWN.matcher(named.get(0)).matches() && Charset.isSupported(named.get(0));
		return (known && fields.entrySet().stream().anyMatch(FormCharset::isGarbled)) ? Charset.forName(named.get(0))
				: null;
	}

	private static boolean isGarbled(Map.Entry<String, List<String>> field) {
		return field.getKey().indexOf(REPLACEMENT) >= 0
				|| field.getValue().stream().anyMatch((value) -> value.indexOf(REPLACEMENT) >= 0);
	}

	/**
	 * Reads fields whose characters stand for bytes.
	 */
	static Map<String, List<String>> decode(Map<String, List<String>> bytes, Charset charset) {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		bytes.forEach((name, values) -> {
			List<String> decoded = fields.computeIfAbsent(decode(name, charset), (key) -> new ArrayList<>(1));
			values.forEach((value) -> decoded.add(decode(value, charset)));
		});
		return fields;
	}

	private static String decode(String bytes, Charset charset) {
		return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), charset);
	}

}
