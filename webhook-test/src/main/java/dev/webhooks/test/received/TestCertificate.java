package dev.webhooks.test.received;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * A certificate with its private key, made for one test, so that no file of it lies about
 * and expires. Its key is on the curve P-256. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280">RFC 5280</a>
 */
@Internal
public final class TestCertificate {

	private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

	private static final Instant END = Instant.parse("2049-12-31T23:59:59Z");

	private static final byte[] ECDSA_WITH_SHA256 = DerBytes.sequence(DerBytes.identifier("2a8648ce3d040302"));

	private static final String COMMON_NAME = "550403";

	private static final String ALTERNATIVE_NAMES = "551d11";

	private static final String BASIC_CONSTRAINTS = "551d13";

	private static final char[] PASSWORD = "none".toCharArray();

	private final List<X509Certificate> chain;

	private final PrivateKey privateKey;

	private TestCertificate(List<X509Certificate> chain, PrivateKey privateKey) {
		this.chain = List.copyOf(chain);
		this.privateKey = privateKey;
	}

	/**
	 * Makes a certificate of a server that nobody has issued but itself, valid from 2000
	 * to 2049.
	 * @param hosts the names and addresses of the server, such as {@code localhost}
	 * @return the certificate
	 */
	public static TestCertificate selfSigned(String... hosts) {
		return make(null, hosts[0], BEGIN, END, hosts);
	}

	/**
	 * Makes the certificate of an issuer, valid from 2000 to 2049.
	 * @param name the name of the issuer
	 * @return the certificate
	 */
	public static TestCertificate issuer(String name) {
		return make(null, name, BEGIN, END);
	}

	/**
	 * Issues a certificate by this one, valid from 2000 to 2049.
	 * @param name the name of a client, or the first name of a server
	 * @param hosts the names and addresses of the server, none of a client
	 * @return the certificate
	 */
	public TestCertificate issue(String name, String... hosts) {
		return issue(BEGIN, END, name, hosts);
	}

	/**
	 * Issues a certificate by this one.
	 * @param begin the time at which it begins to be valid
	 * @param end the time at which it expires
	 * @param name the name of a client, or the first name of a server
	 * @param hosts the names and addresses of the server, none of a client
	 * @return the certificate
	 */
	public TestCertificate issue(Instant begin, Instant end, String name, String... hosts) {
		return make(this, name, begin, end, hosts);
	}

	/**
	 * The certificate itself.
	 * @return the certificate
	 */
	public X509Certificate certificate() {
		return this.chain.get(0);
	}

	/**
	 * The certificate, followed by those of its issuers.
	 * @return the chain
	 */
	public List<X509Certificate> chain() {
		return this.chain;
	}

	/**
	 * Copies this certificate as servers present it that forget the others of the chain.
	 * @return the certificate alone
	 */
	public TestCertificate withoutIssuers() {
		return new TestCertificate(List.of(certificate()), this.privateKey);
	}

	/**
	 * Private key of the certificate.
	 * @return the key
	 */
	public PrivateKey privateKey() {
		return this.privateKey;
	}

	/**
	 * Makes the context of a server, or of a client with a certificate.
	 * @param trusted whose certificates are trusted, and those that they have issued;
	 * nobody else's are
	 * @return the context, which presents this certificate
	 */
	public SSLContext context(TestCertificate... trusted) {
		return context(this, trusted);
	}

	/**
	 * Makes the context of a client without a certificate.
	 * @param trusted whose certificates are trusted, and those that they have issued;
	 * nobody else's are
	 * @return the context
	 */
	public static SSLContext trusting(TestCertificate... trusted) {
		return context(null, trusted);
	}

	private static SSLContext context(@Nullable TestCertificate own, TestCertificate... trusted) {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			KeyStore store = emptyStore();
			for (int i = 0; i < trusted.length; i++) {
				store.setCertificateEntry("trusted-" + i, trusted[i].certificate());
			}
			trust.init(store);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((own != null) ? own.keyManagers() : null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No TLS with a certificate of a test", ex);
		}
	}

	private KeyManager[] keyManagers() throws GeneralSecurityException {
		KeyStore store = emptyStore();
		store.setKeyEntry("own", this.privateKey, PASSWORD, this.chain.toArray(Certificate[]::new));
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD);
		return keys.getKeyManagers();
	}

	private static KeyStore emptyStore() throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			return store;
		}
		catch (IOException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

	private static TestCertificate make(@Nullable TestCertificate issuer, String name, Instant begin, Instant end,
			String... hosts) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			KeyPair pair = generator.generateKeyPair();
			byte[] subject = nameOf(name);
			byte[] issuedBy = (issuer != null) ? issuer.certificate().getSubjectX500Principal().getEncoded() : subject;
			BigInteger serial = new BigInteger(1, pair.getPublic().getEncoded()).mod(BigInteger.ONE.shiftLeft(120));
			byte[] content = DerBytes.sequence(DerBytes.of(0xa0, DerBytes.number(BigInteger.TWO)),
					DerBytes.number(serial), ECDSA_WITH_SHA256, issuedBy,
					DerBytes.sequence(DerBytes.time(begin), DerBytes.time(end)), subject, pair.getPublic().getEncoded(),
					extensions(hosts));
			X509Certificate made = sign(content, (issuer != null) ? issuer.privateKey : pair.getPrivate());
			List<X509Certificate> chain = new ArrayList<>(List.of(made));
			chain.addAll((issuer != null) ? issuer.chain : List.of());
			return new TestCertificate(chain, pair.getPrivate());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("No certificate for '" + name + "' can be made", ex);
		}
	}

	private static X509Certificate sign(byte[] content, PrivateKey key) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(key);
		signature.update(content);
		byte[] certificate = DerBytes.sequence(content, ECDSA_WITH_SHA256, DerBytes.bits(signature.sign()));
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(certificate));
	}

	private static byte[] nameOf(String name) {
		return DerBytes
			.sequence(DerBytes.set(DerBytes.sequence(DerBytes.identifier(COMMON_NAME), DerBytes.text(name))));
	}

	/** One that is of no server may issue others. */
	private static byte[] extensions(String... hosts) throws IOException {
		byte[] issues = DerBytes.sequence(DerBytes.identifier(BASIC_CONSTRAINTS), DerBytes.yes(),
				DerBytes.octets(DerBytes.sequence(DerBytes.yes())));
		if (hosts.length == 0) {
			return DerBytes.of(0xa3, DerBytes.sequence(issues));
		}
		byte[][] names = new byte[hosts.length][];
		for (int i = 0; i < hosts.length; i++) {
			names[i] = alternativeName(hosts[i]);
		}
		return DerBytes.of(0xa3, DerBytes.sequence(
				DerBytes.sequence(DerBytes.identifier(ALTERNATIVE_NAMES), DerBytes.octets(DerBytes.sequence(names)))));
	}

	private static byte[] alternativeName(String host) throws UnknownHostException {
		boolean address = host.matches("[0-9.]+") || host.contains(":");
		return address ? DerBytes.of(0x87, InetAddress.getByName(host).getAddress())
				: DerBytes.of(0x82, host.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Shows the name and the issuer.
	 */
	@Override
	public String toString() {
		return Stream.of(certificate().getSubjectX500Principal(), certificate().getIssuerX500Principal())
			.map(String::valueOf)
			.distinct()
			.reduce((subject, issuer) -> subject + " by " + issuer)
			.orElseThrow();
	}

}
