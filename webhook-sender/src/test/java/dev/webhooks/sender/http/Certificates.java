package dev.webhooks.sender.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates, made once by the keytool of the JDK: two issuers, what servers have, and
 * two clients.
 */
final class Certificates {

	/** For hooks.example and *.tenants.example. */
	static final String SERVER = "server";

	/** For 127.0.0.1 and ::1. */
	static final String ADDRESS = "address";

	/** For hooks.example, by an issuer that nobody trusts. */
	static final String STRANGER = "stranger";

	/** For hooks.example, and expired. */
	static final String EXPIRED = "expired";

	static final String CLIENT_A = "client-a";

	static final String CLIENT_B = "client-b";

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final KeyStore ALL = generate();

	private Certificates() {
	}

	private static KeyStore generate() {
		try {
			Path directory = Files.createTempDirectory("certificates");
			Path file = directory.resolve("all.p12");
			keytool(file, "ca", "-ext", "bc:c");
			keytool(file, "other-ca", "-ext", "bc:c");
			keytool(file, SERVER, "-signer", "ca", "-ext", "san=dns:hooks.example,dns:*.tenants.example");
			keytool(file, ADDRESS, "-signer", "ca", "-ext", "san=ip:127.0.0.1,ip:::1");
			keytool(file, STRANGER, "-signer", "other-ca", "-ext", "san=dns:hooks.example");
			keytool(file, EXPIRED, "-signer", "ca", "-ext", "san=dns:hooks.example", "-startdate", "-9d");
			keytool(file, CLIENT_A, "-signer", "ca");
			keytool(file, CLIENT_B, "-signer", "ca");
			KeyStore store = KeyStore.getInstance("PKCS12");
			try (InputStream input = Files.newInputStream(file)) {
				store.load(input, PASSWORD);
			}
			Files.delete(file);
			Files.delete(directory);
			return store;
		}
		catch (IOException | GeneralSecurityException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void keytool(Path file, String alias, String... more) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1",
				"-genkeypair", "-keystore", file.toString(), "-storepass", new String(PASSWORD), "-alias", alias,
				"-dname", "CN=" + alias, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
		command.addAll(List.of(more));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new AssertionError(output);
		}
	}

	/**
	 * Makes a context with one key, or none, that trusts the first issuer.
	 */
	static SSLContext context(String... alias) {
		try {
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(store(false, "ca"));
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store(true, alias), PASSWORD);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static KeyStore store(boolean keys, String... aliases) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		for (String alias : aliases) {
			if (keys) {
				Certificate[] chain = ALL.getCertificateChain(alias);
				store.setKeyEntry(alias, ALL.getKey(alias, PASSWORD), PASSWORD, chain);
			}
			else {
				store.setCertificateEntry(alias, ALL.getCertificate(alias));
			}
		}
		return store;
	}

}
