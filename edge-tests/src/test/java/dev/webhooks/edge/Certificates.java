package dev.webhooks.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Certificates of two issuers, made by the keytool of the JDK when a test begins.
 */
final class Certificates {

	static final String PASSWORD = "changeit";

	private final Path directory;

	private final Path store;

	Certificates(Path directory) {
		this.directory = directory;
		this.store = directory.resolve("all.p12");
	}

	/**
	 * Makes an issuer.
	 */
	void issuer(String alias) {
		generate(alias, "CN=" + alias, "-ext", "bc:c");
	}

	/**
	 * Makes a certificate.
	 * @param extension the alternative names, as keytool has them
	 */
	void issue(String alias, String issuer, String subject, String extension) {
		generate(alias, subject, "-signer", issuer, "-ext", extension);
	}

	private void generate(String alias, String subject, String... more) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1",
				"-genkeypair", "-keystore", this.store.toString(), "-storepass", PASSWORD, "-alias", alias, "-dname",
				subject, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
		command.addAll(List.of(more));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			if (process.waitFor() != 0) {
				throw new AssertionError(output);
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Writes a store with one key.
	 */
	Path keyStore(String alias) throws GeneralSecurityException, IOException {
		return write("key-" + alias, key(alias));
	}

	/**
	 * Writes a store with the certificates of issuers.
	 */
	Path trustStore(String... aliases) throws GeneralSecurityException, IOException {
		return write("trust-" + String.join("-", aliases), trust(aliases));
	}

	/**
	 * What a client needs.
	 * @param alias the key that it has, or empty if it has none
	 * @param issuer whom it trusts
	 */
	SSLContext client(String alias, String issuer) throws GeneralSecurityException, IOException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trust(issuer));
		SSLContext context = SSLContext.getInstance("TLS");
		KeyManager[] keys = alias.isEmpty() ? null : new KeyManager[] { new OneKey(key(alias), alias) };
		context.init(keys, trust.getTrustManagers(), null);
		return context;
	}

	private KeyStore key(String alias) throws GeneralSecurityException, IOException {
		KeyStore all = all();
		KeyStore store = empty();
		Certificate[] chain = all.getCertificateChain(alias);
		store.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
		return store;
	}

	/**
	 * Makes a store with the certificates of issuers.
	 */
	KeyStore trust(String... aliases) throws GeneralSecurityException, IOException {
		KeyStore all = all();
		KeyStore store = empty();
		for (String alias : aliases) {
			store.setCertificateEntry(alias, all.getCertificate(alias));
		}
		return store;
	}

	private KeyStore all() throws GeneralSecurityException, IOException {
		KeyStore all = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(this.store)) {
			all.load(input, PASSWORD.toCharArray());
		}
		return all;
	}

	private static KeyStore empty() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private Path write(String name, KeyStore store) throws GeneralSecurityException, IOException {
		Path file = this.directory.resolve(name + ".p12");
		try (OutputStream output = Files.newOutputStream(file)) {
			store.store(output, PASSWORD.toCharArray());
		}
		return file;
	}

	/**
	 * Presents the key whoever the other side says that it trusts.
	 */
	private static final class OneKey extends X509ExtendedKeyManager {

		private final KeyStore store;

		private final String alias;

		private OneKey(KeyStore store, String alias) {
			this.store = store;
			this.alias = alias;
		}

		@Override
		public String[] getClientAliases(String keyType, Principal[] issuers) {
			return new String[] { this.alias };
		}

		@Override
		public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
			return this.alias;
		}

		@Override
		public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
			return this.alias;
		}

		@Override
		public String[] getServerAliases(String keyType, Principal[] issuers) {
			return new String[] { this.alias };
		}

		@Override
		public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
			return this.alias;
		}

		@Override
		public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
			return this.alias;
		}

		@Override
		public X509Certificate[] getCertificateChain(String alias) {
			try {
				return Stream.of(this.store.getCertificateChain(alias))
					.map(X509Certificate.class::cast)
					.toArray(X509Certificate[]::new);
			}
			catch (GeneralSecurityException ex) {
				throw new AssertionError(ex);
			}
		}

		@Override
		public PrivateKey getPrivateKey(String alias) {
			try {
				return (PrivateKey) this.store.getKey(alias, PASSWORD.toCharArray());
			}
			catch (GeneralSecurityException ex) {
				throw new AssertionError(ex);
			}
		}

	}

}
