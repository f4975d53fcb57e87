package dev.webhooks.signature.jwt;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSAlgorithm;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.ResourceFetcher;

/**
 * Chooses where the keys of tokens come from. A shared secret and public keys never serve
 * the same algorithm.
 */
final class JwtKeySource {

	private static final Map<String, JWSAlgorithm> ALGORITHMS = Map.of("HS256", JWSAlgorithm.HS256, "RS256",
			JWSAlgorithm.RS256, "ES256", JWSAlgorithm.ES256);

	private JwtKeySource() {
	}

	static JWSAlgorithm algorithm(String name) {
		JWSAlgorithm algorithm = ALGORITHMS.get(name.toUpperCase(Locale.ROOT));
		if (algorithm == null) {
			throw new InvalidSettingException("signature.algorithm", name, "Use HS256, RS256 or ES256.");
		}
		return algorithm;
	}

	static JwtKeys of(JWSAlgorithm algorithm, JwtSettings settings, ResourceFetcher fetcher, Ticker ticker,
			CertificateChains chains) {
		boolean certified = !settings.certificateExtensions().isEmpty();
		boolean remote = settings.jwksUrl() != null || settings.keyUrl() != null || certified;
		if (algorithm.equals(JWSAlgorithm.HS256) == remote) {
			throw new InvalidSettingException("signature.algorithm", algorithm, "HS256 goes with the secret alone, "
					+ "the others with 'signature.jwt.jwks-url', 'signature.jwt.key-url' or 'signature.jwt.certificate-extensions'.");
		}
		if (certified) {
			return new CertifiedJwtKeys(settings.certificateExtensions(), chains);
		}
		if (settings.jwksUrl() != null) {
			return new FetchedJwtKeys(uri("jwks-url", settings.jwksUrl()), fetcher, ticker);
		}
		if (settings.keyUrl() != null) {
			return new RequestedJwtKeys(uri("key-url", settings.keyUrl()), settings, fetcher, ticker);
		}
		return (header, secret, search) -> secret.key((bytes) -> new SecretKeySpec(bytes, "HmacSHA256"));
	}

	private static URI uri(String key, String url) {
		try {
			URI uri = URI.create(url);
			if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException("signature.jwt." + key, url, "It is not a URL.");
		}
		throw new InvalidSettingException("signature.jwt." + key, url, "Use an https URL.");
	}

}
