package dev.webhooks.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;

import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.PercentEncoding;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.SignedUrl;
import dev.webhooks.request.Template;

/**
 * Text that Contentful signs of a request: method, path and headers on a line each, and
 * then the body.
 *
 * @see <a href=
 * "https://github.com/contentful/node-apps-toolkit/blob/main/src/requests/sign-request.ts">Contentful,
 * node-apps-toolkit</a>
 */
final class CanonicalRequest {

	private CanonicalRequest() {
	}

	/**
	 * Writes all that comes before the body.
	 * @param names the signed headers in lower case
	 */
	static byte[] headOf(RequestValues values, SortedSet<String> names) {
		WebhookRequestHead head = values.request().head();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		write(bytes, head.method() + '\n' + target(head) + '\n');
		String separator = "";
		for (String name : names) {
			write(bytes, separator + name + ':');
			bytes.writeBytes(Template.headerBytes(value(values, name, names)));
			separator = ";";
		}
		write(bytes, "\n");
		return bytes.toByteArray();
	}

	private static String value(RequestValues values, String name, SortedSet<String> names) {
		if (name.equals("x-contentful-signed-headers")) {
			return String.join(",", names);
		}
		String value = values.header(name);
		if (value == null) {
			throw KeyedScheme.missing("A signed header is missing");
		}
		return value.strip();
	}

	/**
	 * The path and the query string. Of what follows a second question mark nothing would
	 * be signed.
	 */
	private static String target(WebhookRequestHead head) {
		String path = SignedUrl.pathOf(head.url());
		String query = head.query();
		if (query != null && query.indexOf('?') >= 0) {
			throw KeyedScheme.malformed("There is a second question mark in the URL");
		}
		String target = (query == null || query.isEmpty()) ? path
				: path + '?' + PercentEncoding.URI_COMPONENT.encode(query);
		return PercentEncoding.URI.encode(target);
	}

	private static void write(ByteArrayOutputStream bytes, String text) {
		bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

}
