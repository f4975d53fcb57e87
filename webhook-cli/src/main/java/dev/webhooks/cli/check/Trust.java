package dev.webhooks.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Makes contexts of TLS.
 */
final class Trust {

	private Trust() {
	}

	/**
	 * Trusts whom Java trusts, or only the issuers in a file.
	 * @param file the file with certificates as PEM, or {@code null}
	 * @return the context
	 */
	static SSLContext of(@Nullable Path file) {
		try {
			if (file == null) {
				return SSLContext.getDefault();
			}
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			int number = 0;
			for (Certificate certificate : read(file)) {
				store.setCertificateEntry("issuer-" + number++, certificate);
			}
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(store);
			return context(factory.getTrustManagers());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw CommandFailure.usage("The certificates in '%s' cannot be read.".formatted(file),
					"Name a file with one or several certificates as PEM.");
		}
	}

	private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException, IOException {
		try (InputStream input = Files.newInputStream(file)) {
			Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(input);
			if (all.isEmpty()) {
				throw new IOException("There is no certificate");
			}
			return all;
		}
	}

	/**
	 * Trusts anybody, to look at what they present. Nothing is sent over such a
	 * connection.
	 */
	static SSLContext ofAnybody() {
		try {
			return context(new TrustManager[] { new Anybody() });
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("There is no TLS", ex);
		}
	}

	private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, managers, null);
		return context;
	}

	private static final class Anybody extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
