package dev.webhooks.signature;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.KeySettings;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.request.BatchSplitter;
import dev.webhooks.request.BodyFormat;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.EventFiles;
import dev.webhooks.request.FormFields;
import dev.webhooks.request.FuzzedRequest;
import dev.webhooks.request.JsonFields;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.certificate.CertificateSettings;
import dev.webhooks.signature.certificate.CertificateTrust;
import dev.webhooks.signature.jwt.JwtSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no shape of input costs time out of proportion to its length: one that is
 * eight times as long, up to the largest body, takes about eight times as long. With the
 * square of the length it would be 64 times. What counts is the processor's time for this
 * thread, the best of several rounds, and the bound is three times what is expected.
 */
class GrowthTests {

	private static final int FACTOR = 8;

	private static final int LONG = 1024 * 1024;

	/** Where that is not enough for a good round, the time does grow faster. */
	private static final long ENOUGH = Duration.ofSeconds(3).toNanos();

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final HeaderFormat LIST = HeaderFormat.parse("signature.format", "t={timestamp},v1={signature}");

	private static final HeaderFormat REPEATED = HeaderFormat.parse("signature.format", "v1,{signature} ...");

	private static final HeaderFormat TWO = HeaderFormat.parse("signature.format", "{key-id}:{signature}");

	private static final JsonFields FIELDS = JsonFields.of(List.of("/a", "/a/b", "/0", "/events/0/id"));

	private static final DocumentReader XML = new DocumentReader(BodyFormat.XML, List.of());

	private static final Locator QUERY_STRING_HASH = Objects.requireNonNull(Locator.parse("jira-qsh"));

	private static final RequestVerifier VERIFIER = verifier("hmac",
			SignatureRecipe.builder()
				.headers(List.of("X-Signature", "X-Signature-*"))
				.ids(List.of("header:X-Id"))
				.contents(List.of("{id}.{header:X-Other?}.{body}", "{url-decoded}{form-sorted}{query:a?}{id}")));

	private static final RequestVerifier CONTENTFUL = verifier("contentful", SignatureRecipe.builder());

	private static final RequestVerifier JWT = verifier("jwt",
			SignatureRecipe.builder().headers(List.of("X-Signature")).algorithm("HS256"));

	private static final RequestVerifier SORTED = verifier("hmac",
			SignatureRecipe.builder()
				.headers(List.of("X-Signature"))
				.contents(List.of("{form-sorted:=&,@listed,form-encoded}", "{form-sorted:=&,no-empty,!a,!b}",
						"{query-sorted:=&,percent-encoded,!a}", "{body-sorted:,=&,!a}", "{body-sorted:/a,values}")));

	static Stream<Shape> headers() {
		return Stream.of(",", "=", "t=1,", "v1=a,", "v1,a ", ":", "::v1=", " ", "%", "\"")
			.map((part) -> new Shape("a header of " + part, repeat(part), GrowthTests::readHeader));
	}

	static Stream<Shape> requests() {
		return Stream
			.of(new Shape("a header that is repeated", (length) -> new byte[length],
					(input) -> verify(VERIFIER, repeatedHeaders("X-Signature", input.length / 64), "https://a/")),
					new Shape("headers with numbers", (length) -> new byte[length],
							(input) -> verify(VERIFIER, numberedHeaders(input.length / 64), "https://a/")),
					new Shape("a query string", repeat("a=1&b=%20&"),
							(input) -> verify(VERIFIER, WebhookHeaders.of("X-Id", "1", "X-Signature", "aa"),
									"https://a/?" + text(input))),
					new Shape("a list of signed headers", repeat("a,"),
							(input) -> verify(CONTENTFUL,
									WebhookHeaders.of("X-Contentful-Signature", "aa", "X-Contentful-Timestamp", "0",
											"X-Contentful-Signed-Headers", text(input)),
									"https://a/")),
					new Shape("a path that Contentful signs", repeat("%/"),
							(input) -> verify(CONTENTFUL,
									WebhookHeaders.of("X-Contentful-Signature", "aa", "X-Contentful-Timestamp", "0",
											"X-Contentful-Signed-Headers",
											"x-contentful-timestamp,x-contentful-signed-headers"),
									"https://a/" + text(input))),
					new Shape(
							"a token", repeat("."), (input) -> verify(JWT,
									WebhookHeaders.of("X-Signature", text(input)), "https://a/")),
					new Shape("a query string that Jira signs", repeat("a=1&a=2&b=%20&"),
							(input) -> QUERY_STRING_HASH
								.resolve(new RequestValues(RequestParser.NONE.parse(new WebhookRequest(
										WebhookRequestHead.builder("POST", "https://a/?" + text(input)).build(),
										new byte[0]))))));
	}

	static Stream<Shape> sorted() {
		Stream<Shape> bodies = Stream
			.of("application/x-www-form-urlencoded|a=1&", "application/x-www-form-urlencoded|%41=&",
					"application/x-www-form-urlencoded|listed=a,a,",
					"application/x-www-form-urlencoded|listed=a&%26=%3D&", "application/json|{\"a\":{",
					"application/json|{\"a\":1,")
			.map((shape) -> shape.split("\\|"))
			.map((shape) -> new Shape("sorted " + shape[1], repeat(shape[1]),
					(input) -> verifySorted(shape[0], "https://a/", input)));
		Stream<Shape> names = Stream.of(
				new Shape("sorted properties", GrowthTests::names,
						(input) -> verifySorted("application/json", "https://a/", input)),
				new Shape("sorted fields", GrowthTests::fields,
						(input) -> verifySorted("application/x-www-form-urlencoded", "https://a/", input)),
				new Shape("sorted parameters", GrowthTests::fields,
						(input) -> verifySorted("text/plain", "https://a/?" + text(input), new byte[0])),
				new Shape("sorted fields that are listed", GrowthTests::listed,
						(input) -> verifySorted("application/x-www-form-urlencoded", "https://a/", input)));
		return Stream.concat(bodies, names);
	}

	static Stream<Shape> forms() {
		return Stream.of("&", "=", "%", "a=1&", "a&", "%41", "+", "a=%zz", "AaBB=1&BBAa=1&", "\u00E4=\u20AC&")
			.map((part) -> new Shape("a form of " + part, repeat(part), FormFields::parse));
	}

	static Stream<Shape> json() {
		List<String[]> around = List.of(new String[] { "", "" }, new String[] { "[", "0]" },
				new String[] { "{\"events\":[", "0]}" }, new String[] { "{", "\"z\":0}" }, new String[] { "\"", "\"" });
		Stream<Shape> repeated = Stream
			.of("[", "{\"a\":", "[],", "1,", "\"a\":1,", "{\"a\":{\"b\":[1]},\"a\":2},", "\"\\u0041\",", "\\u0041",
					"\\\\", "9", "\"\",", "\u00E4", "\n", "\"events\":[1,2],")
			.flatMap((part) -> around.stream()
				.map((text) -> new Shape("JSON of " + text[0] + part, repeat(text[0], part, text[1]),
						GrowthTests::readJson)));
		return Stream.concat(repeated,
				Stream.of(new Shape("JSON of many names", GrowthTests::names, GrowthTests::readJson)));
	}

	static Stream<Shape> xml() {
		return Stream
			.of("<a>|<b/>", "<a>|<b>1</b>", "<a>|&#65;", "<a>|&amp;", "<a>|<![CDATA[x]]>", "<a>|<!-- -->", "<a>|<?p?>",
					"<a>|]", "<a>|<", "<a>|>", "<a |b", "<a b='|&lt;", "<a b='|\n", "<!DOCTYPE a [|<!ENTITY b 'c'>",
					"<!DOCTYPE a [|%b;", "<!--|-", "<?p |?", "<a>|&", "|<a>", "<a>|<b c='d'/>", "|\n")
			.map((shape) -> shape.split("\\|", -1))
			.map((shape) -> new Shape("XML of " + shape[0] + shape[1], repeat(shape[0], shape[1], ""),
					(xml) -> XML.read(request(xml))));
	}

	static Stream<Shape> lines() {
		return Stream.of("\n", "{}\n", "\r", " ", "[")
			.map((part) -> new Shape("lines of " + part.strip(), repeat("{}", part, ""),
					(input) -> new DocumentReader(BodyFormat.JSON_LINES, List.of()).read(request(input))));
	}

	static Stream<Shape> parts() {
		String head = "Content-Disposition: form-data; name=\"a\"";
		return Stream
			.of("|--xY\r\n" + head + "\r\n\r\n1\r\n|--xY--", "|--xY|--xY--", "|-|", "|\r\n|", "|\r\n--xY|",
					"--xY\r\n" + head + "\r\n\r\n|\r\n--x|\r\n--xY--", "--xY\r\n" + head + "\r\n\r\n|\r\n-|\r\n--xY--",
					"--xY\r\n" + head + "\r\n\r\n|\u00E4|\r\n--xY--", "--xY\r\n|a: b\r\n|\r\n\r\n1\r\n--xY--",
					"--xY\r\n" + head + "; filename=\"|\\|\"\r\n\r\n1\r\n--xY--",
					"|--xY\r\n" + head + "; x=\"" + "=?a?Q?".repeat(600) + "\"\r\n\r\n1\r\n|--xY--")
			.map((shape) -> shape.split("\\|", -1))
			.map((shape) -> new Shape("parts of " + shape[0].strip() + shape[1].strip(),
					repeat(shape[0], shape[1], shape[2]), GrowthTests::readParts));
	}

	@ParameterizedTest
	@MethodSource({ "headers", "requests", "sorted", "forms", "parts", "json", "xml", "lines" })
	void timeGrowsWithTheLengthAndNotFaster(Shape shape) {
		byte[] input = shape.input().apply(LONG / FACTOR);
		byte[] longInput = shape.input().apply(LONG);
		long time = Long.MAX_VALUE;
		long longTime = Long.MAX_VALUE;
		long spent = 0;
		for (int round = 0; round < 3 || (spent < ENOUGH && !isInProportion(time, longTime)); round++) {
			time = Math.min(time, measure(shape, input));
			long last = measure(shape, longInput);
			longTime = Math.min(longTime, last);
			spent += last;
		}
		assertThat(isInProportion(time, longTime)).as("%d ns and %d ns", time, longTime).isTrue();
	}

	/**
	 * Up to a millisecond nothing can be told, and nothing needs to be.
	 */
	private static boolean isInProportion(long time, long longTime) {
		return longTime < 1_000_000 || longTime < 3 * FACTOR * time;
	}

	private static long measure(Shape shape, byte[] input) {
		long start = THREADS.getCurrentThreadCpuTime();
		try {
			shape.work().accept(input);
		}
		catch (WebhookRejectedException ex) {
			FuzzedRequest.assertRefusal(ex);
		}
		return THREADS.getCurrentThreadCpuTime() - start;
	}

	private static void readHeader(byte[] input) {
		String value = text(input);
		for (HeaderFormat format : List.of(LIST, REPEATED, TWO)) {
			format.read(value, new ArrayList<>(), new RequestValues(RequestParser.NONE.parse(request(input))));
		}
	}

	/**
	 * Reads and splits it, even if it is not well-formed.
	 */
	private static void readJson(byte[] input) {
		for (String pointer : List.of("", "/events")) {
			try {
				new BatchSplitter(pointer).split(input);
			}
			catch (WebhookRejectedException ex) {
				FuzzedRequest.assertRefusal(ex);
			}
		}
		FIELDS.read(input);
	}

	private static void readParts(byte[] input) {
		String contentType = "multipart/form-data; boundary=xY";
		try {
			new EventFiles(contentType, input).get();
		}
		catch (WebhookPayloadException ex) {
			// The fields are malformed then, too
		}
		FormFields.of(contentType, input);
	}

	private static void verify(RequestVerifier verifier, WebhookHeaders headers, String url) {
		verifier.verify(
				new WebhookRequest(WebhookRequestHead.builder("POST", url).headers(headers).build(), new byte[0]),
				Instant.EPOCH);
	}

	private static void verifySorted(String contentType, String url, byte[] body) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", url)
			.header("Content-Type", contentType)
			.header("X-Signature", "aa")
			.build();
		SORTED.verify(new WebhookRequest(head, body), Instant.EPOCH);
	}

	private static WebhookHeaders repeatedHeaders(String name, int number) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder().add("X-Id", "1");
		IntStream.range(0, number).forEach((i) -> headers.add(name, "aa"));
		return headers.build();
	}

	private static WebhookHeaders numberedHeaders(int number) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder().add("X-Id", "1");
		IntStream.range(0, number).forEach((i) -> headers.add("X-Signature-" + i, "aa"));
		return headers.build();
	}

	private static RequestVerifier verifier(String scheme, SignatureRecipeBuilder recipe) {
		return new RequestVerifier(
				new SignatureSchemes(Map.of()).create(scheme, recipe.build(),
						new KeySettings(CertificateSettings.NONE, CertificateTrust.host(), JwtSettings.NONE)),
				List.of(Secret.of("a secret of thirty-two bytes....")));
	}

	private static WebhookRequest request(byte[] body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://a/").build(), body);
	}

	private static byte[] names(int length) {
		StringBuilder names = new StringBuilder("{");
		for (int i = 0; names.length() < length; i++) {
			names.append("\"").append(i).append("\":0,");
		}
		return names.append("\"z\":0}").toString().getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] fields(int length) {
		StringBuilder fields = new StringBuilder();
		for (int i = 0; fields.length() < length; i++) {
			fields.append(i * 7919 % 1_000_003).append("=1&");
		}
		return fields.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] listed(int length) {
		StringBuilder names = new StringBuilder("listed=");
		StringBuilder fields = new StringBuilder();
		for (int i = 0; names.length() + fields.length() < length; i++) {
			names.append((i > 0) ? "," : "").append(i);
			fields.append("&").append(i).append("=1");
		}
		return names.append(fields).toString().getBytes(StandardCharsets.UTF_8);
	}

	private static IntFunction<byte[]> repeat(String part) {
		return repeat("", part, "");
	}

	private static IntFunction<byte[]> repeat(String start, String part, String end) {
		return (length) -> (start + part.repeat(length / part.length()) + end).getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] input) {
		return new String(input, StandardCharsets.ISO_8859_1);
	}

	/**
	 * A kind of input, and what is done with it.
	 */
	record Shape(String name, IntFunction<byte[]> input, Consumer<byte[]> work) {

		@Override
		public String toString() {
			return this.name.strip();
		}

	}

}
