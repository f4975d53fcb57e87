package dev.webhooks.signature.jwt;

import java.security.Key;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.request.Template;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.key.KeyReader;

/**
 * The scheme {@code jwt}: a token that tells who sent the request, and by its claims what
 * else it covers. The algorithm is configured; what the token says of it has to agree.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JSON Web Token Best
 * Current Practices</a>
 */
@Internal
public final class JwtScheme extends KeyedScheme {

	private static final int MAX_LENGTH = 16 * 1024;

	/** Length of a token that is all of a request, whose size is limited before. */
	private static final int MAX_WRAPPED_LENGTH = 1024 * 1024;

	private final SignatureRecipe recipe;

	private final JWSAlgorithm algorithm;

	private final JwtTokens tokens;

	private final JwtKeys keys;

	private final JwtTimes times;

	private final List<JwtClaim> claims = new ArrayList<>();

	private final RequestParser parser;

	public JwtScheme(SignatureRecipe recipe, JwtSettings settings, ResourceFetcher fetcher, Ticker ticker) {
		this(recipe, settings, fetcher, ticker, CertificateChains.NONE);
	}

	public JwtScheme(SignatureRecipe recipe, JwtSettings settings, ResourceFetcher fetcher, Ticker ticker,
			CertificateChains chains) {
		this.recipe = recipe;
		this.algorithm = JwtKeySource.algorithm(recipe.algorithm());
		this.tokens = new JwtTokens(recipe);
		this.keys = JwtKeySource.of(this.algorithm, settings, fetcher, ticker, chains);
		this.times = new JwtTimes(settings.required(), recipe.tolerance());
		settings.claims().forEach((name, expected) -> this.claims.add(JwtClaim.of(name, expected)));
		if (!recipe.isWrapped() && this.times.required().isEmpty()
				&& this.claims.stream().noneMatch(JwtClaim::coversBody)) {
			throw new InvalidSettingException(JwtTimes.REQUIRED, null,
					"A token that need not expire would do for any body for ever. Use exp, iat or both, or have one of "
							+ "'signature.jwt.claims' be {body-hash}.");
		}
		List<String> pointers = new ArrayList<>(recipe.pointers());
		this.claims.forEach((claim) -> claim.expected().forEach((template) -> pointers.addAll(template.pointers())));
		this.parser = recipe.parser().with(recipe.documents(), pointers);
	}

	@Override
	public RequestParser parser() {
		return this.parser;
	}

	@Override
	protected Secret accept(RequestValues values, List<Secret> secrets, Instant now) {
		List<SignedJWT> parsed = this.tokens.read(values).stream().map(this::parse).toList();
		KeySearch search = this.keys.search(values.request().head().remoteAddress());
		Secret matched = null;
		WebhookRejectedException refusal = mismatch("There is no secret");
		for (Secret secret : secrets) {
			try {
				values.name("secret", secret.text());
				parsed.forEach((token) -> check(token, secret, search, values, now));
				matched = (matched == null) ? secret : matched;
			}
			catch (WebhookRejectedException ex) {
				refusal = isUndetermined(refusal) ? refusal : ex;
			}
		}
		if (matched == null) {
			throw refusal;
		}
		this.keys.verified(search);
		return matched;
	}

	private SignedJWT parse(String token) {
		try {
			int most = this.recipe.isWrapped() ? MAX_WRAPPED_LENGTH : MAX_LENGTH;
			SignedJWT parsed = SignedJWT.parse((token.length() <= most) ? token : "");
			if (this.algorithm.equals(parsed.getHeader().getAlgorithm())) {
				return parsed;
			}
		}
		catch (ParseException ex) {
			throw malformed("The token is not a signed JSON Web Token",
					"'signature.header' and 'signature.format' say where it is");
		}
		throw malformed("The token is not signed by " + this.algorithm,
				"'signature.algorithm' says by which it has to be");
	}

	private void check(SignedJWT token, Secret secret, KeySearch search, RequestValues values, Instant now) {
		try {
			Key key = this.keys.find(token.getHeader(), secret, search);
			if (!token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key))) {
				throw wrongSignature();
			}
			JWTClaimsSet claimed = token.getJWTClaimsSet();
			this.times.check(claimed, now);
			for (JwtClaim claim : this.claims) {
				if (!claim.matches(claim.in(claimed), values)) {
					throw wrong(claim);
				}
			}
		}
		catch (JOSEException ex) {
			throw mismatch("The key of the token is not one for " + this.algorithm,
					"'signature.algorithm' says by which it has to be signed");
		}
		catch (ParseException ex) {
			throw malformed("The claims of the token cannot be read", "the provider has made it wrong");
		}
	}

	private WebhookRejectedException wrongSignature() {
		return isSymmetric() ? mismatch(MISMATCH) : mismatch("The signature of the token does not match",
				"it was not made by the key that it names; 'signature.jwt' says where the keys are");
	}

	/** A claim about the request may be right, and the request be changed. */
	private static WebhookRejectedException wrong(JwtClaim claim) {
		String detail = "The claim '%s' does not match".formatted(claim.name());
		return claim.expected().stream().anyMatch((each) -> each.readsBody() || each.readsUrl()) ? mismatch(detail)
				: mismatch(detail, "compare 'signature.jwt.claims[%s]' with what the provider says of its tokens"
					.formatted(claim.name()));
	}

	@Override
	public SchemeTraits traits() {
		Credential credential = isSymmetric() ? Credential.SECRET : Credential.FETCHED_KEY;
		List<Template> claimed = this.claims.stream().flatMap((claim) -> claim.expected().stream()).toList();
		return SchemeTraits.of(this.recipe, credential, claimed);
	}

	@Override
	public void check(Secret secret) {
		this.keys.check(secret);
		if (!isSymmetric()) {
			return;
		}
		KeyReader.refusePublicKey(secret);
		if (secret.length() < 32) {
			throw new IllegalArgumentException("it has fewer than the 32 bytes that HS256 needs (RFC 7518)");
		}
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return (isSymmetric() && this.tokens.canPut()) ? Optional.of((request, now) -> sign(request, secret, now))
				: Optional.empty();
	}

	@Override
	public boolean isSymmetric() {
		return JWSAlgorithm.HS256.equals(this.algorithm);
	}

	private WebhookRequest sign(WebhookRequest request, Secret secret, Instant now) {
		try {
			JWSObject token = new JWSObject(new JWSHeader(this.algorithm),
					this.recipe.isWrapped() ? new Payload(request.body()) : claims(request, secret, now).toPayload());
			token.sign(new MACSigner(secret.bytes()));
			return this.tokens.put(this.recipe.isWrapped() ? this.tokens.emptied(request) : request, token.serialize());
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException("The secret is no key for " + this.algorithm);
		}
	}

	private JWTClaimsSet claims(WebhookRequest request, Secret secret, Instant now) {
		RequestValues values = new RequestValues(this.parser.parse(request));
		values.name("secret", secret.text());
		JWTClaimsSet.Builder claimed = new JWTClaimsSet.Builder();
		if (!this.times.required().isEmpty()) {
			claimed.issueTime(Date.from(now)).expirationTime(Date.from(now.plus(this.recipe.tolerance())));
		}
		this.claims.forEach((claim) -> claimed.claim(claim.name(), claim.value(values)));
		return claimed.build();
	}

}
