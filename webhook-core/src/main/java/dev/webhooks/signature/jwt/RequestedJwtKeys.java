package dev.webhooks.signature.jwt;

import java.io.IOException;
import java.net.URI;
import java.security.Key;
import java.text.ParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.FetchedResources;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys that are asked for one by one, with the credentials of the application. What is
 * kept is known by what was asked, so that secrets that are read again find it.
 *
 * @see <a href="https://plaid.com/docs/api/webhooks/webhook-verification/">Plaid, Webhook
 * verification</a>
 */
final class RequestedJwtKeys implements JwtKeys {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(kid|key-id|secret)}");

	private static final JsonMapper MAPPER = new JsonMapper();

	private final JwtSettings settings;

	private final boolean named;

	private final FetchedResources<JWK> keys;

	RequestedJwtKeys(URI url, JwtSettings settings, ResourceFetcher fetcher, Ticker ticker) {
		this.settings = settings;
		if (settings.keyRequest() == null) {
			throw new InvalidSettingException("signature.jwt.key-request", null, "It must say how to ask for a key.");
		}
		this.named = settings.keyRequest().contains("{key-id}");
		this.keys = new FetchedResources<>(FetchedJwtKeys.KEEP, ticker,
				(request) -> parse(fetcher.fetch(url, request)));
	}

	@Override
	public void check(Secret secret) {
		if (this.named && secret.keyId() == null) {
			throw new IllegalArgumentException("its 'key-id' is missing, with which keys are asked for");
		}
	}

	@Override
	public KeySearch search(String client) {
		return this.keys.search(client);
	}

	@Override
	public void verified(KeySearch search) {
		this.keys.verified(search);
	}

	@Override
	public Key find(JWSHeader header, Secret secret, KeySearch search) {
		JWK key = this.keys.get(request(JwtKeys.idOf(header), secret), search);
		return FetchedJwtKeys.publicKey(key, header);
	}

	private String request(String kid, Secret secret) {
		Map<String, String> values = Map.of("kid", kid, "secret", secret.text(), "key-id", orEmpty(secret.keyId()));
		return PLACEHOLDER.matcher(orEmpty(this.settings.keyRequest()))
			.replaceAll((match) -> Matcher.quoteReplacement(escape(values.getOrDefault(match.group(1), ""))));
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static String escape(String text) {
		return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
	}

	/**
	 * Reads the key. Plaid's keys that are withdrawn have a time for that.
	 */
	private JWK parse(byte[] answer) throws IOException {
		JsonNode key = MAPPER.readTree(answer).at(this.settings.keyPointer());
		if (key.hasNonNull("expired_at")) {
			throw KeyedScheme.mismatch("The key of the token was withdrawn",
					"the provider has to sign with a newer one");
		}
		if (!key.isObject()) {
			throw new IOException("There is no key in the answer");
		}
		try {
			return JWK.parse(key.toString());
		}
		catch (ParseException ex) {
			throw new IOException("There is no JSON Web Key", ex);
		}
	}

}
