package dev.webhooks.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.TestRequests;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;
import dev.webhooks.signature.key.KeyReader;
import dev.webhooks.signature.key.RsaKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests of the scheme {@code rsa}.
 */
class RsaSchemeTests {

	private static final String SIGNATURES = "rsa/signatures.csv";

	/** What stands before a hash, by RFC 8017, section 9.2, note 1. */
	private static final String SHA256 = "3031300d060960864801650304020105000420";

	private static final String SHA512 = "3051300d060960864801650304020305000440";

	private static final Refused MISMATCH = new Refused(RejectionReason.SIGNATURE_MISMATCH,
			"The signature does not match");

	private final WebhookRequest request = TestRequests.post("{\"event\":\"paid\"}");

	@ParameterizedTest
	@CsvFileSource(resources = SIGNATURES, maxCharsPerColumn = 400)
	void verifiesTheKnownAnswersOfOpenSsl(String algorithm, String signature) {
		assertThat(verify(algorithm, signature, RsaKeys.secret("public"))).isInstanceOf(Verified.class);
	}

	@ParameterizedTest
	@CsvFileSource(resources = SIGNATURES, maxCharsPerColumn = 400)
	void refusesThemForAnotherBody(String algorithm, String signature) {
		WebhookRequest other = TestRequests.post("{\"event\":\"lost\"}", "X-Signature", signature);
		assertThat(scheme(algorithm).verify(other, List.of(RsaKeys.secret("public")), Instant.EPOCH))
			.isEqualTo(MISMATCH);
	}

	@ParameterizedTest
	@CsvFileSource(resources = SIGNATURES, maxCharsPerColumn = 400)
	void refusesThemByAnotherAlgorithm(String algorithm, String signature) {
		String other = algorithm.startsWith("pss-") ? algorithm.substring(4) : "pss-" + algorithm;
		assertThat(verify(other, signature, RsaKeys.secret("public"))).isEqualTo(MISMATCH);
	}

	@ParameterizedTest
	@CsvFileSource(resources = SIGNATURES, maxCharsPerColumn = 400)
	void makesTheKnownAnswersWhereThereIsNoSalt(String algorithm, String signature) {
		String made = sign(algorithm, RsaKeys.secret("private"));
		assertThat(made.equals(signature)).isEqualTo(!algorithm.startsWith("pss-"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "sha1", "SHA256", "sha-384", "sha512", "pss-sha1", "pss-sha256", "pss-sha384", "PSS-SHA512" })
	void verifiesWhatItSigns(String algorithm) {
		assertThat(verify(algorithm, sign(algorithm, RsaKeys.secret("private-pkcs1")), RsaKeys.secret("certificate")))
			.isInstanceOf(Verified.class);
	}

	static Stream<Arguments> forged() throws Exception {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes("{\"event\":\"paid\"}"));
		byte[] right = concat(hex(SHA256), hash);
		return Stream.of(//
				Arguments.of("nothing but the hash", padded(hash)),
				Arguments.of("the hash named as one of another function", padded(concat(hex(SHA512), hash))),
				Arguments.of("something behind the hash", padded(concat(right, new byte[] { 1 }))),
				Arguments.of("little padding and much behind it",
						concat(hex("0001ffffffffffffffff00"), right, new byte[256 - 11 - right.length])),
				Arguments.of("padding that is not all ones", replaced(padded(right), 20, 0x55)),
				Arguments.of("the padding of an encrypted block", replaced(padded(right), 1, 2)),
				Arguments.of("no zero before the hash", replaced(padded(right), 256 - right.length - 1, 0xFF)),
				Arguments.of("a byte of the hash changed", replaced(padded(right), 255, hash[31] ^ 1)),
				Arguments.of("nothing", new byte[256]), Arguments.of("one", replaced(new byte[256], 255, 1)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("forged")
	void refusesABlockOfAnotherForm(String name, byte[] block) throws Exception {
		assertThat(verify("sha256", Base64.getEncoder().encodeToString(encrypted(block)), RsaKeys.secret("public")))
			.isEqualTo(MISMATCH);
	}

	/**
	 * With a public exponent of 3 anybody can make a block that begins as it should:
	 * Bleichenbacher's forgery of 2006.
	 */
	@Test
	void refusesTheCubeRootOfABlockWithLittlePadding() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(new RSAKeyGenParameterSpec(2048, BigInteger.valueOf(3)));
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(this.request.body());
		byte[] start = concat(hex("0001ffffffffffffffff00"), hex(SHA256), hash);
		BigInteger forged = cubeRoot(new BigInteger(1, Arrays.copyOf(start, 256)).setBit(1400));
		assertThat(Arrays.copyOf(unsigned(forged.pow(3)), start.length)).isEqualTo(start);
		Secret key = Secret
			.of(Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded()));
		assertThat(verify("sha256", Base64.getEncoder().encodeToString(unsigned(forged)), key)).isEqualTo(MISMATCH);
	}

	@Test
	void theBlockThatTheForgedOnesDifferFromIsASignature() throws Exception {
		byte[] block = padded(concat(hex(SHA256), MessageDigest.getInstance("SHA-256").digest(this.request.body())));
		assertThat(verify("sha256", Base64.getEncoder().encodeToString(encrypted(block)), RsaKeys.secret("public")))
			.isInstanceOf(Verified.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 255, 257, 512 })
	void refusesASignatureOfAnotherLength(int length) {
		byte[] signature = new byte[length];
		Arrays.fill(signature, (byte) 1);
		assertThat(verify("sha256", Base64.getEncoder().encodeToString(signature), RsaKeys.secret("public")))
			.isInstanceOfSatisfying(Refused.class,
					(refused) -> assertThat(refused.reason()).isIn(RejectionReason.SIGNATURE_MISMATCH,
							RejectionReason.SIGNATURE_MALFORMED, RejectionReason.SIGNATURE_MISSING));
	}

	@Test
	void refusesASignatureThatIsNotLessThanTheModulus() throws Exception {
		BigInteger modulus = privateKey().getModulus();
		BigInteger signature = new BigInteger(1, Base64.getDecoder().decode(sign("sha256", RsaKeys.secret("private"))));
		byte[] same = unsigned(signature.add(modulus));
		assertThat(verify("sha256", Base64.getEncoder().encodeToString(same), RsaKeys.secret("public")))
			.isEqualTo(MISMATCH);
	}

	@Test
	void refusesAKeyOfAnotherKindAtStartUp() throws Exception {
		byte[] curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
		Secret secret = Secret.of(Base64.getEncoder().encodeToString(curve));
		assertThatIllegalArgumentException().isThrownBy(() -> scheme("sha256").check(secret))
			.withMessage("it is no public key for SHA256withRSA");
	}

	@Test
	void refusesAKeyThatIsTooShortAtStartUp() {
		assertThatIllegalArgumentException().isThrownBy(() -> scheme("sha256").check(RsaKeys.secret("public-1024")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hmac", "hash" })
	void noSchemeWithSharedSecretsTakesAPublicKeyForOne(String name) {
		SignatureScheme scheme = TestRecipe.recipe().content("{secret}{body}").scheme(name);
		assertThatIllegalArgumentException().isThrownBy(() -> scheme.check(RsaKeys.secret("public")))
			.withMessageContaining("it is a public key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "md5", "pss", "pss-md5", "rs256", "" })
	void anotherAlgorithmStopsTheStart(String algorithm) {
		assertThatThrownBy(() -> scheme(algorithm)).hasMessageContaining("Use sha1, sha256, sha384 or sha512");
	}

	@Test
	void thereIsADecoyForAnEndpointWithoutSecret() {
		RequestVerifier verifier = new RequestVerifier(scheme("sha256"), List.of());
		assertThatThrownBy(() -> verifier
			.verify(this.request.withHeader("X-Signature", sign("sha256", RsaKeys.secret("private"))), Instant.EPOCH))
			.hasMessage("There is no secret, or all are expired");
	}

	private Verification verify(String algorithm, String signature, Secret key) {
		return scheme(algorithm).verify(this.request.withHeader("X-Signature", signature), List.of(key), Instant.EPOCH);
	}

	private String sign(String algorithm, Secret key) {
		return String.valueOf(scheme(algorithm).signer(key)
			.orElseThrow()
			.sign(this.request, Instant.EPOCH)
			.headers()
			.first("X-Signature"));
	}

	private static SignatureScheme scheme(String algorithm) {
		return TestRecipe.recipe().algorithm(algorithm).encoding(SignatureEncoding.BASE64).scheme("rsa");
	}

	private static byte[] padded(byte[] content) {
		byte[] block = new byte[256];
		Arrays.fill(block, 2, block.length - content.length - 1, (byte) 0xFF);
		block[1] = 1;
		System.arraycopy(content, 0, block, block.length - content.length, content.length);
		return block;
	}

	private static byte[] replaced(byte[] block, int index, int value) {
		block[index] = (byte) value;
		return block;
	}

	/** What only who has the private key can make of a block, whatever is in it. */
	private static byte[] encrypted(byte[] block) throws Exception {
		RSAPrivateKey key = privateKey();
		return unsigned(new BigInteger(1, block).modPow(key.getPrivateExponent(), key.getModulus()));
	}

	private static BigInteger cubeRoot(BigInteger number) {
		BigInteger root = BigInteger.ZERO;
		for (int bit = number.bitLength() / 3; bit >= 0; bit--) {
			BigInteger larger = root.setBit(bit);
			root = (larger.pow(3).compareTo(number) <= 0) ? larger : root;
		}
		return root;
	}

	private static RSAPrivateKey privateKey() throws Exception {
		return (RSAPrivateKey) new KeyReader("RSA").privateKey(RsaKeys.der("private"));
	}

	private static byte[] unsigned(BigInteger number) {
		byte[] bytes = new byte[256];
		byte[] digits = number.toByteArray();
		int length = Math.min(digits.length, bytes.length);
		System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
		return bytes;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] hex(String text) {
		return HexFormat.of().parseHex(text);
	}

	private static byte[] concat(byte[]... parts) {
		return hex(Stream.of(parts).map(HexFormat.of()::formatHex).reduce("", String::concat));
	}

}
