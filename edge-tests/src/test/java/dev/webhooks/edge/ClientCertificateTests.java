package dev.webhooks.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.UUID;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for providers that have to present a certificate, with a server that ends TLS
 * itself. The server trusts two issuers.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientCertificateTests {

	private static final String META = "client.webhooks.fbclientcerts.com";

	private static final String FORBIDDEN = "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403}";

	@TempDir
	static Path directory;

	private static Certificates certificates;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() throws Exception {
		certificates = new Certificates(directory);
		certificates.issuer("issuer");
		certificates.issuer("rival");
		certificates.issuer("stranger");
		certificates.issue("server", "issuer", "CN=localhost", "san=ip:127.0.0.1");
		certificates.issue("meta", "issuer", "CN=" + META + ",O=Meta Platforms\\, Inc.,C=US",
				"san=dns:hooks.example.com");
		certificates.issue("other", "issuer", "CN=other.example.com,O=Meta Platforms\\, Inc.,C=US",
				"san=dns:other.example.com");
		certificates.issue("impostor", "rival", "CN=" + META + ",O=Meta Platforms\\, Inc.,C=US",
				"san=dns:hooks.example.com");
		certificates.issue("unknown", "stranger", "CN=" + META, "san=dns:hooks.example.com");
		context = new SpringApplicationBuilder(Application.class).run("--server.port=0",
				"--spring.ssl.bundle.jks.server.keystore.location=" + certificates.keyStore("server"),
				"--spring.ssl.bundle.jks.server.keystore.password=" + Certificates.PASSWORD,
				"--spring.ssl.bundle.jks.server.truststore.location=" + certificates.trustStore("issuer", "rival"),
				"--spring.ssl.bundle.jks.server.truststore.password=" + Certificates.PASSWORD,
				"--spring.ssl.bundle.jks.issuer.truststore.location=" + certificates.trustStore("issuer"),
				"--spring.ssl.bundle.jks.issuer.truststore.password=" + Certificates.PASSWORD,
				"--server.ssl.bundle=server", "--server.ssl.client-auth=want",
				"--logging.level.dev.webhooks.receiver=debug",
				"--webhooks.providers.github.secret=" + SignedRequests.SECRET, provider("name", "subject=" + META),
				provider("san", "san=hooks.example.com"),
				provider("subject", "subject=CN=" + META + ",O=Meta Platforms\\, Inc.,C=US"),
				provider("bundle", "subject=" + META), "--webhooks.providers.bundle.client-certificate.bundle=issuer",
				preset("name"), preset("san"), preset("subject"), preset("bundle"), secret("name"), secret("san"),
				secret("subject"), secret("bundle"));
	}

	private static String provider(String name, String property) {
		return "--webhooks.providers." + name + ".client-certificate." + property;
	}

	private static String preset(String name) {
		return "--webhooks.providers." + name + ".preset=github";
	}

	private static String secret(String name) {
		return "--webhooks.providers." + name + ".secret=" + SignedRequests.SECRET;
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "subject", "san", "bundle" })
	void whoPresentsTheCertificateIsLetThrough(String provider) throws Exception {
		assertThat(send(provider, "meta").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "subject", "san", "bundle" })
	void whoPresentsAnotherCertificateOfTheSameIssuerIsTurnedAway(String provider, CapturedOutput output)
			throws Exception {
		HttpResponse<String> response = send(provider, "other");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEqualTo(FORBIDDEN);
		assertThat(output).contains("'" + provider + "' (client-certificate-refused)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "subject", "san", "bundle" })
	void whoPresentsNoCertificateIsTurnedAway(String provider, CapturedOutput output) throws Exception {
		HttpResponse<String> response = send(provider, "");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEqualTo(FORBIDDEN);
		assertThat(output).contains("'" + provider + "' (client-certificate-missing)");
	}

	@Test
	void theSameNameOfAnotherIssuerIsTurnedAwayWhereABundleSaysWhoseItHasToBe() throws Exception {
		assertThat(send("name", "impostor").statusCode()).isEqualTo(200);
		assertThat(send("bundle", "impostor").statusCode()).isEqualTo(403);
	}

	@Test
	void aBundleThatIsReloadedIsFollowed() throws Exception {
		SslBundleRegistry bundles = context.getBean(SslBundleRegistry.class);
		try {
			bundles.updateBundle("issuer", trusting(certificates.trust("rival")));
			assertThat(send("bundle", "meta").statusCode()).isEqualTo(403);
			assertThat(send("bundle", "impostor").statusCode()).isEqualTo(200);
		}
		finally {
			bundles.updateBundle("issuer", trusting(certificates.trust("issuer")));
		}
	}

	@Test
	void aBundleThatIsReloadedWithoutIssuersLeavesTheFormerOnes(CapturedOutput output) throws Exception {
		context.getBean(SslBundleRegistry.class).updateBundle("issuer", trusting(certificates.trust()));
		assertThat(send("bundle", "meta").statusCode()).isEqualTo(200);
		assertThat(send("bundle", "impostor").statusCode()).isEqualTo(403);
		assertThat(output).contains("still verified with the former SSL bundle");
	}

	private static SslBundle trusting(KeyStore issuers) {
		return SslBundle.of(SslStoreBundle.of(null, null, issuers));
	}

	@Test
	void aCertificateThatTheServerDoesNotTrustEndsTheConnection() {
		assertThatIOException().isThrownBy(() -> send("name", "unknown"));
	}

	@ParameterizedTest
	@CsvSource({ "X-Client-Cert, " + META, "X-SSL-Client-S-DN, CN=" + META, "SSL_CLIENT_CERT, " + META,
			"X-Forwarded-Client-Cert, Subject=\"CN=" + META + "\"" })
	void aHeaderIsNoCertificate(String header, String value) throws Exception {
		HttpRequest.Builder request = request("name").header(header, value);
		assertThat(send(request, "").statusCode()).isEqualTo(403);
	}

	@Test
	void aProviderWithoutRequirementNeedsNoCertificate() throws Exception {
		assertThat(send("github", "").statusCode()).isEqualTo(200);
		assertThat(send("github", "other").statusCode()).isEqualTo(200);
	}

	@Test
	void theCertificateDoesNotReplaceTheSignature() throws Exception {
		HttpRequest.Builder request = request("name").setHeader("X-Hub-Signature-256", "sha256=" + "00".repeat(32));
		assertThat(send(request, "meta").statusCode()).isEqualTo(401);
	}

	private static HttpResponse<String> send(String provider, String alias) throws Exception {
		return send(request(provider), alias);
	}

	private static HttpRequest.Builder request(String provider) {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		String path = "/webhooks/" + provider;
		return GitHubRequests.to(port, path, UUID.randomUUID().toString())
			.uri(URI.create("https://127.0.0.1:" + port + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request, String alias)
			throws IOException, InterruptedException, GeneralSecurityException {
		SSLContext tls = certificates.client(alias, "issuer");
		HttpClient client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
