package dev.webhooks.signature.jwt;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.TimestampUnit;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;
import dev.webhooks.signature.Verification.Verified;
import dev.webhooks.signature.key.RsaKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JwtScheme}.
 */
class JwtSchemeTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

	private static final String URL = "https://hooks.example.com/in/jwt?a=1";

	private static final Secret SECRET = Secret.of("0123456789abcdef0123456789abcdef", SecretEncoding.TEXT, null,
			"client");

	private static RSAKey rsa;

	private static RSAKey otherRsa;

	private static ECKey ec;

	private final List<String> requests = new ArrayList<>();

	private String answer = "";

	private final ResourceFetcher fetcher = (uri, json) -> {
		this.requests.add(uri + " " + json);
		if (this.answer.isEmpty()) {
			throw new java.io.IOException("unreachable");
		}
		return this.answer.getBytes(StandardCharsets.UTF_8);
	};

	@BeforeAll
	static void generateKeys() throws Exception {
		rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
		otherRsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
		ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
	}

	private JwtScheme scheme(String algorithm, JwtSettings settings) {
		return new JwtScheme(recipe(algorithm, null), settings, this.fetcher, () -> 0L);
	}

	private static SignatureRecipe recipe(String algorithm, String each) {
		return SignatureRecipe.builder()
			.headers((each != null) ? List.of() : List.of("Authorization"))
			.format("Bearer {signature}", SignatureEncoding.HEX)
			.algorithm(algorithm)
			.timestamps(List.of(), TimestampUnit.SECONDS, Duration.ofMinutes(5))
			.each(each)
			.build();
	}

	private static JwtSettings shared(Map<String, List<String>> claims, TimeClaim... required) {
		return new JwtSettings(null, null, null, "", claims, List.of(required), null);
	}

	private static JwtSettings keySet() {
		return new JwtSettings("https://keys.example.com/jwks", null, null, "", Map.of(), List.of(TimeClaim.EXP), null);
	}

	private static JwtSettings plaid() {
		return new JwtSettings(null, "https://keys.example.com/get",
				"{\"client_id\":\"{key-id}\",\"secret\":\"{secret}\",\"key_id\":\"{kid}\"}", "/key",
				Map.of("request_body_sha256", List.of("{body-hash}")), List.of(TimeClaim.IAT), null);
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issueTime(Date.from(NOW)).expirationTime(Date.from(NOW.plusSeconds(60)));
	}

	private static String token(JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet.Builder claims)
			throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims.build());
		token.sign(signer);
		return token.serialize();
	}

	private static String shared(JWTClaimsSet.Builder claims) throws Exception {
		return token(JWSAlgorithm.HS256, null, new MACSigner(SECRET.bytes()), claims);
	}

	private static WebhookRequest request(String token, String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", URL)
			.headers(WebhookHeaders.of("Authorization", "Bearer " + token, "Content-Type", "application/json"))
			.build(), body);
	}

	private static Verification verify(SignatureScheme scheme, String token) {
		return scheme.verify(request(token, "{}"), List.of(SECRET), NOW);
	}

	private static void assertRefused(Verification verification, RejectionReason reason) {
		assertThat(verification).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	@Test
	void acceptsTokenSignedWithTheSecret() throws Exception {
		assertThat(verify(scheme("HS256", JwtSettings.NONE), shared(claims()))).isInstanceOf(Verified.class);
	}

	@Test
	void acceptsWhatItSignsItself() {
		JwtScheme scheme = scheme("HS256", shared(Map.of("aud", List.of("{url}")), TimeClaim.EXP));
		WebhookRequest signed = scheme.signer(SECRET).orElseThrow().sign(request("x", "{}"), NOW);
		assertThat(scheme.verify(signed, List.of(SECRET), NOW)).isInstanceOf(Verified.class);
		assertRefused(scheme.verify(signed, List.of(Secret.of("another secret with thirty-two bytes")), NOW),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void unsignedTokenIsRefused() {
		String none = new PlainJWT(claims().build()).serialize();
		assertRefused(verify(scheme("HS256", JwtSettings.NONE), none), RejectionReason.SIGNATURE_MALFORMED);
		assertRefused(verify(scheme("HS256", JwtSettings.NONE), none + "x"), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void publicKeyIsNoSharedSecret() throws Exception {
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		KeyPair pair = rsa.toKeyPair();
		String forged = token(JWSAlgorithm.HS256, "rsa", new MACSigner(pair.getPublic().getEncoded()), claims());
		assertRefused(verify(scheme("RS256", keySet()), forged), RejectionReason.SIGNATURE_MALFORMED);
		assertThat(this.requests).isEmpty();
	}

	@Test
	void algorithmOfTheTokenDoesNotCount() throws Exception {
		String hs512 = token(JWSAlgorithm.HS512, null, new MACSigner(new byte[64]), claims());
		assertRefused(verify(scheme("HS256", JwtSettings.NONE), hs512), RejectionReason.SIGNATURE_MALFORMED);
		String es256 = token(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims());
		assertRefused(verify(scheme("RS256", keySet()), es256), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void keyInTheTokenDoesNotCount() throws Exception {
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		SignedJWT forged = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa")
			.jwk(otherRsa.toPublicJWK())
			.jwkURL(URI.create("https://evil.example/jwks"))
			.build(), claims().build());
		forged.sign(new RSASSASigner(otherRsa));
		assertRefused(verify(scheme("RS256", keySet()), forged.serialize()), RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.requests).containsOnly("https://keys.example.com/jwks null");
	}

	@Test
	void keyOfASetIsFoundByItsName() throws Exception {
		this.answer = new JWKSet(List.of(ec.toPublicJWK(), rsa.toPublicJWK())).toString();
		JwtScheme scheme = scheme("RS256", keySet());
		String token = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims());
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
		assertThat(this.requests).hasSize(1);
		String wrongKey = token(JWSAlgorithm.RS256, "ec", new RSASSASigner(rsa), claims());
		assertRefused(verify(scheme, wrongKey), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void unknownKeyHasTheSetFetchedAgainButNotWithoutLimit() throws Exception {
		this.answer = new JWKSet(ec.toPublicJWK()).toString();
		JwtScheme scheme = scheme("RS256", keySet());
		String token = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims());
		assertRefused(verify(scheme, token), RejectionReason.SIGNATURE_MISMATCH);
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
		for (int i = 0; i < 100; i++) {
			String forged = token(JWSAlgorithm.RS256, "forged" + i, new RSASSASigner(otherRsa), claims());
			assertThat(verify(scheme, forged)).isNotInstanceOf(Verified.class);
		}
		assertThat(this.requests).hasSizeLessThanOrEqualTo(60);
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
	}

	@Test
	void whetherThereIsAKeyThatCannotBeLookedForIsOpen() throws Exception {
		this.answer = new JWKSet(ec.toPublicJWK()).toString();
		JwtScheme scheme = scheme("RS256", keySet());
		for (int i = 0; i < 5; i++) {
			String forged = token(JWSAlgorithm.RS256, "forged" + i, new RSASSASigner(otherRsa), claims());
			assertRefused(verify(scheme, forged), RejectionReason.SIGNATURE_MISMATCH);
		}
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		String token = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims());
		assertThat(verify(scheme, token)).isInstanceOfSatisfying(Undetermined.class,
				(undetermined) -> assertThat(undetermined.reason()).isEqualTo(RejectionReason.TOO_MANY_KEYS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"other\",\"kid\":\"rsa\"}]}",
			"{\"keys\":[{\"kty\":\"oct\",\"kid\":\"rsa\",\"k\":\"AAECAwQFBgcICQoLDA0ODw\"}]}" })
	void aSetWithoutPublicKeysIsNone(String empty) throws Exception {
		String token = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims());
		this.answer = empty;
		assertThat(verify(scheme("RS256", keySet()), token)).isInstanceOf(Undetermined.class);
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		JwtScheme scheme = scheme("RS256", keySet());
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
		this.answer = empty;
		String other = token(JWSAlgorithm.RS256, "other", new RSASSASigner(otherRsa), claims());
		assertThat(verify(scheme, other)).isInstanceOf(Undetermined.class);
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
	}

	@Test
	void aRequestHasTheSetFetchedOnceHoweverManyTokensAndSecretsThereAre() throws Exception {
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		JwtScheme scheme = new JwtScheme(recipe("RS256", "/validationTokens"), keySet(), this.fetcher, () -> 0L);
		scheme.verify(tokens(token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims())), List.of(SECRET), NOW);
		String[] forged = new String[16];
		for (int i = 0; i < forged.length; i++) {
			forged[i] = token(JWSAlgorithm.RS256, "forged" + i, new RSASSASigner(otherRsa), claims());
		}
		List<Secret> secrets = List.of(SECRET, Secret.of("another secret with thirty-two bytes"));
		assertRefused(scheme.verify(tokens(forged), secrets, NOW), RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void whenKeysCannotBeFetchedTheVerdictIsOpen() throws Exception {
		String token = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims());
		assertThat(verify(scheme("RS256", keySet()), token)).isInstanceOf(Undetermined.class);
	}

	@Test
	void oddNamesOfKeysAreNotAskedFor() throws Exception {
		for (String kid : new String[] { "a/b", "a\"b", "a b", "\u00e4", "x".repeat(129), "", null }) {
			String token = token(JWSAlgorithm.ES256, kid, new ECDSASigner(ec), claims());
			assertRefused(verify(scheme("ES256", plaid()), token), RejectionReason.SIGNATURE_MALFORMED);
		}
		assertThat(this.requests).isEmpty();
	}

	@Test
	void plaidKeysAreAskedForWithCredentials() throws Exception {
		this.answer = "{\"key\":" + ec.toPublicJWK() + ",\"request_id\":\"r\"}";
		JwtScheme scheme = scheme("ES256", plaid());
		JWTClaimsSet.Builder claims = claims().claim("request_body_sha256",
				"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
		String token = token(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims);
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
		assertThat(this.requests).containsExactly("https://keys.example.com/get "
				+ "{\"client_id\":\"client\",\"secret\":\"0123456789abcdef0123456789abcdef\",\"key_id\":\"ec\"}");
		assertRefused(scheme.verify(request(token, "{ }"), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(scheme.verify(request(token, "{}"), List.of(SECRET), NOW.plusSeconds(301)),
				RejectionReason.TIMESTAMP_TOO_OLD);
		assertRefused(scheme.verify(request(token, "{}"), List.of(SECRET), NOW.minusSeconds(301)),
				RejectionReason.TIMESTAMP_IN_FUTURE);
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void plaidKeysAreKnownAgainWhenTheSameSecretIsReadAgain() throws Exception {
		this.answer = "{\"key\":" + ec.toPublicJWK() + "}";
		JwtScheme scheme = scheme("ES256", plaid());
		WebhookRequest request = request(plaidToken(), "{}");
		for (int i = 0; i < 1000; i++) {
			assertThat(scheme.verify(request, List.of(again(SECRET)), NOW)).isInstanceOf(Verified.class);
		}
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void plaidKeysHoldNoSecretThatWasReplaced() throws Exception {
		this.answer = "{\"key\":" + ec.toPublicJWK() + "}";
		JwtScheme scheme = scheme("ES256", plaid());
		Secret replaced = again(SECRET);
		scheme.verify(request(plaidToken(), "{}"), List.of(replaced), NOW);
		WeakReference<Secret> reference = new WeakReference<>(replaced);
		replaced = null;
		Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(reference.get()).isNull();
		});
		assertThat(scheme.verify(request(plaidToken(), "{}"), List.of(SECRET), NOW)).isInstanceOf(Verified.class);
	}

	@Test
	void ifTheKeyOfOneOfSeveralSecretsCannotBeFetchedTheVerdictIsOpen() throws Exception {
		JwtScheme scheme = new JwtScheme(recipe("ES256", null), plaid(), (uri, json) -> {
			if (String.valueOf(json).contains(SECRET.text())) {
				throw new java.io.IOException("unreachable");
			}
			return ("{\"key\":" + ec.toPublicJWK() + "}").getBytes(StandardCharsets.UTF_8);
		}, () -> 0L);
		Secret other = Secret.of("another secret of thirty-two byte", SecretEncoding.TEXT, null, "client");
		String forged = token(JWSAlgorithm.ES256, "ec",
				new ECDSASigner(new ECKeyGenerator(Curve.P_256).keyID("ec").generate()), claims());
		assertThat(scheme.verify(request(forged, "{}"), List.of(SECRET, other), NOW)).isInstanceOf(Undetermined.class);
		assertThat(scheme.verify(request(forged, "{}"), List.of(other, SECRET), NOW)).isInstanceOf(Undetermined.class);
		assertThat(scheme.verify(request(plaidToken(), "{}"), List.of(SECRET, other), NOW))
			.isInstanceOf(Verified.class);
	}

	private static String plaidToken() throws Exception {
		return token(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims().claim("request_body_sha256",
				"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
	}

	private static Secret again(Secret secret) {
		return Secret.of(secret.text(), SecretEncoding.TEXT, null, secret.keyId());
	}

	@Test
	void withdrawnPlaidKeyIsNone() throws Exception {
		String key = ec.toPublicJWK().toJSONString();
		this.answer = "{\"key\":" + key.substring(0, key.length() - 1) + ",\"expired_at\":1600000000}}";
		String token = token(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims());
		assertRefused(verify(scheme("ES256", plaid()), token), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void anAnswerWithoutKeyLeavesTheVerdictOpen() throws Exception {
		this.answer = "{\"error_code\":\"INTERNAL_SERVER_ERROR\"}";
		String token = token(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims());
		assertThat(verify(scheme("ES256", plaid()), token)).isInstanceOf(Undetermined.class);
	}

	@Test
	void plaidNeedsTheClientId() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> scheme("ES256", plaid()).check(Secret.of("0123456789abcdef")))
			.withMessageContaining("key-id")
			.withMessageNotContaining("0123456789abcdef");
	}

	@Test
	void timesAreChecked() throws Exception {
		JwtScheme scheme = scheme("HS256", JwtSettings.NONE);
		String token = shared(claims());
		assertThat(scheme.verify(request(token, ""), List.of(SECRET), NOW.plusSeconds(360)))
			.isInstanceOf(Verified.class);
		assertRefused(scheme.verify(request(token, ""), List.of(SECRET), NOW.plusSeconds(361)),
				RejectionReason.TIMESTAMP_TOO_OLD);
		assertRefused(scheme.verify(request(token, ""), List.of(SECRET), NOW.minusSeconds(301)),
				RejectionReason.TIMESTAMP_IN_FUTURE);
		assertRefused(verify(scheme, shared(claims().notBeforeTime(Date.from(NOW.plusSeconds(301))))),
				RejectionReason.TIMESTAMP_IN_FUTURE);
		assertRefused(verify(scheme, shared(claims().expirationTime(null))), RejectionReason.SIGNATURE_MISSING);
		assertRefused(verify(scheme("HS256", shared(Map.of(), TimeClaim.EXP, TimeClaim.IAT)),
				shared(claims().issueTime(null))), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void aTokenWhoseClaimIsTheHashOfTheBodyNeedsNoTimes() throws Exception {
		JwtScheme scheme = scheme("HS256", shared(Map.of("iss", List.of("netlify"), "sha256", List.of("{body-hash}"))));
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer("netlify")
			.claim("sha256", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
		String token = shared(claims);
		assertThat(verify(scheme, token)).isInstanceOf(Verified.class);
		assertThat(scheme.verify(request(token, "{}"), List.of(SECRET), NOW.plusSeconds(86_400 * 365)))
			.isInstanceOf(Verified.class);
		assertRefused(scheme.verify(request(token, "{ }"), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(scheme, shared(claims.issuer("other"))), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void timesThatNeedNotBeThereCountIfTheyAre() throws Exception {
		JwtScheme scheme = scheme("HS256", shared(Map.of("sha256", List.of("{body-hash}"))));
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().claim("sha256",
				"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
		assertRefused(verify(scheme, shared(claims.expirationTime(Date.from(NOW.minusSeconds(301))))),
				RejectionReason.TIMESTAMP_TOO_OLD);
		assertRefused(verify(scheme, shared(claims.expirationTime(null).issueTime(Date.from(NOW.plusSeconds(301))))),
				RejectionReason.TIMESTAMP_IN_FUTURE);
	}

	@Test
	void whatItSignsWithoutTimesHasNone() throws Exception {
		JwtScheme scheme = scheme("HS256", shared(Map.of("sha256", List.of("{body-hash}"))));
		WebhookRequest signed = scheme.signer(SECRET).orElseThrow().sign(request("x", "{}"), NOW);
		String token = String.valueOf(signed.headers().first("Authorization")).replace("Bearer ", "");
		assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaims()).containsOnlyKeys("sha256");
		assertThat(scheme.verify(signed, List.of(SECRET), NOW)).isInstanceOf(Verified.class);
	}

	@Test
	void withoutTimesAClaimHasToCoverTheBody() {
		for (List<String> expected : List.of(List.of("{url}"), List.of("{body-hash}", "any"), List.of("{body:/id}"))) {
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> scheme("HS256", shared(Map.of("claim", expected))))
				.withMessageContaining("{body-hash}")
				.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.jwt.required"));
		}
		assertThat(scheme("HS256", shared(Map.of("claim", List.of("sha256:{body-hash}"))))).isNotNull();
	}

	@Test
	void audienceHasToBeTheUrl() throws Exception {
		JwtScheme scheme = scheme("HS256", shared(Map.of("aud", List.of("{url}")), TimeClaim.EXP));
		assertThat(verify(scheme, shared(claims().audience(URL)))).isInstanceOf(Verified.class);
		assertThat(verify(scheme, shared(claims().audience(List.of("https://other.example", URL)))))
			.isInstanceOf(Verified.class);
		assertRefused(verify(scheme, shared(claims().audience("https://other.example/"))),
				RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(scheme, shared(claims())), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void aClaimMayBeABooleanOrANumber() throws Exception {
		JwtScheme scheme = scheme("HS256",
				shared(Map.of("email_verified", List.of("true"), "version", List.of("2")), TimeClaim.EXP));
		assertThat(verify(scheme, shared(claims().claim("email_verified", true).claim("version", 2))))
			.isInstanceOf(Verified.class);
		assertRefused(verify(scheme, shared(claims().claim("email_verified", false).claim("version", 2))),
				RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(scheme, shared(claims().claim("email_verified", true).claim("version", 20))),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void starInAClaimStandsForOneSegment() throws Exception {
		JwtScheme scheme = scheme("HS256",
				shared(Map.of("iss", List.of("https://login.example.com/*/v2.0")), TimeClaim.EXP));
		assertThat(verify(scheme, shared(claims().issuer("https://login.example.com/0bf3/v2.0"))))
			.isInstanceOf(Verified.class);
		assertRefused(verify(scheme, shared(claims().issuer("https://login.example.com/a/b/v2.0"))),
				RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(scheme, shared(claims().issuer("https://login.example.com.evil/a/v2.0"))),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void eachTokenOfABodyHasToBeValid() throws Exception {
		this.answer = new JWKSet(rsa.toPublicJWK()).toString();
		JwtScheme scheme = new JwtScheme(recipe("RS256", "/validationTokens"), keySet(), this.fetcher, () -> 0L);
		String good = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims());
		String bad = token(JWSAlgorithm.RS256, "rsa", new RSASSASigner(otherRsa), claims());
		assertThat(scheme.verify(tokens(good, good), List.of(SECRET), NOW)).isInstanceOf(Verified.class);
		assertRefused(scheme.verify(tokens(good, bad), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(scheme.verify(tokens(bad, good), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(scheme.verify(tokens(), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MISSING);
		assertRefused(scheme.verify(request("x", "{}"), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MISSING);
		assertRefused(scheme.verify(tokens(new String[17]), List.of(SECRET), NOW), RejectionReason.SIGNATURE_MALFORMED);
	}

	private static WebhookRequest tokens(String... tokens) {
		String joined = String.join(",", java.util.Arrays.stream(tokens).map((token) -> '"' + token + '"').toList());
		return request("x", "{\"validationTokens\":[" + joined + "]}");
	}

	@Test
	void badSettingsFailTheStart() {
		for (String algorithm : new String[] { "none", "HS512", "sha256", "PS256" }) {
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> scheme(algorithm, JwtSettings.NONE));
		}
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> scheme("HS256", keySet()));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> scheme("RS256", JwtSettings.NONE));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> scheme("RS256",
				new JwtSettings("http://keys.example.com/", null, null, "", Map.of(), List.of(TimeClaim.EXP), null)));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> scheme("HS256", shared(Map.of())));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> scheme("HS256", JwtSettings.NONE).check(Secret.of("short")));
	}

	@Test
	void aPublicKeyIsNoSecretOfAToken() {
		JwtScheme scheme = scheme("HS256", JwtSettings.NONE);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> scheme.check(RsaKeys.secret("public")))
			.withMessageStartingWith("it is a public key, which is no secret");
	}

	@Test
	void withTheKeysOfOthersNobodySigns() {
		assertThat(scheme("RS256", keySet()).signer(SECRET)).isEmpty();
		assertThat(scheme("RS256", keySet()).isSymmetric()).isFalse();
	}

}
