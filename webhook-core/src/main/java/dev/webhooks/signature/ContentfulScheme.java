package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SchemeTraits.Credential;

/**
 * The scheme {@code contentful}: an HMAC over method, path, body and those headers that
 * the request lists.
 *
 * @see <a href=
 * "https://www.contentful.com/developers/docs/extensibility/app-framework/request-verification/">Contentful,
 * Request verification</a>
 */
final class ContentfulScheme extends KeyedScheme {

	private static final String SIGNATURE = "x-contentful-signature";

	private static final String SIGNED_HEADERS = "x-contentful-signed-headers";

	private static final String TIMESTAMP = "x-contentful-timestamp";

	private static final String ALGORITHM = "HmacSHA256";

	private static final int MAX_HEADERS = 64;

	private final SignatureRecipe recipe;

	ContentfulScheme(SignatureRecipe recipe) {
		this.recipe = recipe;
	}

	@Override
	protected Secret accept(RequestValues values, List<Secret> secrets, Instant now) {
		byte[] signature = header(values, SIGNATURE).getBytes(StandardCharsets.UTF_8);
		checkTime(TimestampUnit.MILLIS.parse(header(values, TIMESTAMP)), now, this.recipe.tolerance());
		byte[] head = CanonicalRequest.headOf(values, signedHeaders(header(values, SIGNED_HEADERS)));
		Secret matched = null;
		for (Secret secret : secrets) {
			byte[] expected = signature(secret, head, values.request().body()).getBytes(StandardCharsets.UTF_8);
			matched = (MessageDigest.isEqual(expected, signature) && matched == null) ? secret : matched;
		}
		if (matched == null) {
			throw mismatch(MISMATCH);
		}
		return matched;
	}

	private static String header(RequestValues values, String name) {
		String value = values.header(name);
		if (value == null) {
			throw missing("There is no " + name);
		}
		return value;
	}

	private static TreeSet<String> signedHeaders(String list) {
		List<String> names = Arrays.stream(list.split(",", -1))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.toList();
		TreeSet<String> distinct = new TreeSet<>(names);
		if (names.size() > MAX_HEADERS || distinct.size() != names.size()) {
			throw malformed("The list of signed headers is too long or has one twice");
		}
		if (!distinct.containsAll(List.of(SIGNED_HEADERS, TIMESTAMP)) || distinct.contains(SIGNATURE)) {
			throw malformed("The list of signed headers lacks itself or the time");
		}
		return distinct;
	}

	private static String signature(Secret secret, byte[] head, byte[] body) {
		Mac mac = mac(secret);
		mac.update(head);
		return SignatureEncoding.HEX.encode(mac.doFinal(body));
	}

	private static Mac mac(Secret secret) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	@Override
	public SchemeTraits traits() {
		return new SchemeTraits(Credential.SECRET, List.of(SIGNATURE), true, true);
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return Optional.of((request, now) -> sign(request, secret, now));
	}

	private WebhookRequest sign(WebhookRequest request, Secret secret, Instant now) {
		TreeSet<String> names = new TreeSet<>(List.of(SIGNED_HEADERS, TIMESTAMP));
		request.headers().forEach((name, value) -> {
			String lower = name.toLowerCase(Locale.ROOT);
			if (lower.equals("content-type") || lower.startsWith("x-contentful-") && !lower.equals(SIGNATURE)) {
				names.add(lower);
			}
		});
		WebhookRequest timed = request.withHeader(TIMESTAMP, TimestampUnit.MILLIS.format(now))
			.withHeader(SIGNED_HEADERS, String.join(",", names));
		byte[] head = CanonicalRequest.headOf(new RequestValues(parser().parse(timed)), names);
		return timed.withHeader(SIGNATURE, signature(secret, head, timed.body()));
	}

}
