package dev.webhooks.signature.jwt;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.webhooks.fetch.FetchedResources;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import org.jspecify.annotations.Nullable;

/**
 * The keys in a JSON Web Key Set. A key that is not in it has it fetched again, since
 * providers add keys before they use them: only a set that was fetched since the request
 * came can tell that there is no such key. A set without keys is none, and replaces no
 * other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
 */
final class FetchedJwtKeys implements JwtKeys {

	static final Duration KEEP = Duration.ofHours(1);

	private static final String KEYS = "the key id in the token is none of the provider's; 'signature.jwt.jwks-url' or "
			+ "'signature.jwt.key-url' may be of another environment than the one that sends here";

	private final String url;

	private final FetchedResources<JWKSet> sets;

	FetchedJwtKeys(URI url, ResourceFetcher fetcher, Ticker ticker) {
		this.url = url.toString();
		this.sets = new FetchedResources<>(KEEP, ticker, (key) -> parse(fetcher.fetch(url, null)));
	}

	private static JWKSet parse(byte[] bytes) throws IOException {
		try {
			JWKSet set = JWKSet.parse(new String(bytes, StandardCharsets.UTF_8));
			if (set.getKeys().stream().noneMatch(FetchedJwtKeys::isForSignatures)) {
				throw new IOException("There is no key for signatures in the JSON Web Key Set");
			}
			return set;
		}
		catch (ParseException ex) {
			throw new IOException("There is no JSON Web Key Set", ex);
		}
	}

	@Override
	public KeySearch search(String client) {
		return this.sets.search(client);
	}

	@Override
	public void verified(KeySearch search) {
		this.sets.verified(search);
	}

	@Override
	public PublicKey find(JWSHeader header, Secret secret, KeySearch search) {
		String id = JwtKeys.idOf(header);
		JWK key = this.sets.get(this.url, search).getKeyByKeyId(id);
		return publicKey((key != null) ? key : this.sets.getAnew(this.url, search).getKeyByKeyId(id), header);
	}

	/**
	 * The public key, if it is one for tokens of this header.
	 */
	static PublicKey publicKey(@Nullable JWK key, JWSHeader header) {
		try {
			if (key instanceof AsymmetricJWK asymmetric && isFor(key, header)) {
				return asymmetric.toPublicKey();
			}
		}
		catch (JOSEException ex) {
			throw KeyedScheme.mismatch("The key of the token is not usable", KEYS);
		}
		throw KeyedScheme.mismatch("There is no such key for tokens", KEYS);
	}

	private static boolean isFor(JWK key, JWSHeader header) {
		return isForSignatures(key) && (key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()));
	}

	private static boolean isForSignatures(JWK key) {
		return key instanceof AsymmetricJWK && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
	}

}
