package dev.webhooks.provider;

import java.util.Set;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.certificate.CertificateScheme;
import dev.webhooks.signature.certificate.SnsScheme;
import dev.webhooks.signature.jwt.JwtScheme;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The schemes whose keys come from elsewhere than the configuration. Immutable.
 */
final class KeyedSchemes {

	static final Set<String> NAMES = Set.of("certificate", "sns", "jwt");

	/** A class of the library that reads tokens, which an application need not have. */
	private static final String TOKENS = "com.nimbusds.jwt.SignedJWT";

	/** Issuers that certify whoever asks. */
	private static final Set<String> ANYBODY = Set.of("platform", "host");

	private final ResourceFetcher fetcher;

	private final Ticker ticker;

	KeyedSchemes(ResourceFetcher fetcher, Ticker ticker) {
		this.fetcher = fetcher;
		this.ticker = ticker;
	}

	/**
	 * Makes a scheme.
	 * @return the scheme or {@code null} if none of these has that name
	 */
	@Nullable SignatureScheme create(String name, SignatureRecipe recipe, KeySettings keys) {
		return switch (name) {
			case "certificate" ->
				new CertificateScheme(recipe.whole(name), keys.certificate(), keys.trust(), this.fetcher, this.ticker);
			case "sns" ->
				new SnsScheme(recipe.whole(name), keys.certificate(), keys.trust(), this.fetcher, this.ticker);
			case "jwt" -> jwt(recipe, keys);
			default -> null;
		};
	}

	private SignatureScheme jwt(SignatureRecipe recipe, KeySettings keys) {
		if (!ClassUtils.isPresent(TOKENS, KeyedSchemes.class.getClassLoader())) {
			throw InvalidSettingException.of("signature.scheme", "Tokens cannot be verified: a library is not there.",
					"Add the dependency com.nimbusds:nimbus-jose-jwt.");
		}
		String trust = keys.certificate().trust();
		if (!keys.jwt().certificateExtensions().isEmpty() && ANYBODY.contains(trust)) {
			throw new InvalidSettingException("signature.certificate.trust", trust,
					"Anybody can have a certificate that leads there. Name the issuer's, such as "
							+ "classpath:issuer.pem.");
		}
		return new JwtScheme(recipe, keys.jwt(), this.fetcher, this.ticker, keys.trust()::checkInOrder);
	}

}
