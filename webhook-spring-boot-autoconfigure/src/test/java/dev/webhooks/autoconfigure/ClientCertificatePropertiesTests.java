package dev.webhooks.autoconfigure;

import java.security.KeyStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

import dev.webhooks.autoconfigure.web.WebhookWebMvcAutoConfiguration;
import dev.webhooks.provider.WebhookProviders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the keys below {@code client-certificate}, and for the server that has to ask
 * for certificates.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientCertificatePropertiesTests {

	private static final String PREFIX = "webhooks.providers.stripe.client-certificate";

	private static final String SUBJECT = PREFIX + ".subject=CN=hooks.example.com,O=Example";

	private final WebApplicationContextRunner deployed = configure(new WebApplicationContextRunner());

	private final WebApplicationContextRunner embedded = configure(
			new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new))
		.withBean(ServletWebServerFactory.class, () -> (initializers) -> new SomeServer());

	@Test
	void byDefaultNoCertificateIsRequired() {
		this.embedded.run((context) -> assertThat(
				context.getBean(WebhookProviders.class).find("stripe").admission().clientCertificate())
			.isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "want", "need", "WANT" })
	void withAServerThatAsksForCertificatesTheApplicationStarts(String clientAuth) {
		this.embedded.withPropertyValues(SUBJECT, "server.ssl.client-auth=" + clientAuth)
			.run((context) -> assertThat(
					context.getBean(WebhookProviders.class).find("stripe").admission().clientCertificate())
				.isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.ssl.client-auth=none", "server.port=8443" })
	void withAServerThatAsksForNoneTheStartFails(String property) {
		this.embedded.withPropertyValues(SUBJECT, property).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'server.ssl.client-auth'", "'stripe'");
			assertThat(analysis.getAction()).contains("'want'", "'need'", "server.ssl.bundle", PREFIX);
		});
	}

	@Test
	void whereTheApplicationIsDeployedToAServerTheLogSaysThatItHasToAsk(CapturedOutput output) {
		this.deployed.withPropertyValues(SUBJECT).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("Provider 'stripe' requires a client certificate: the server");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "subject=*.example.com|wildcard", "san=*.example.com|wildcard",
			"subject[0]= |blank", "subject=CN=a,nonsense|subject", "bundle=issuers|There is no name" })
	void aRequirementThatCannotBeUsedStopsTheStart(String property, String problem) {
		withBundle(trustStore()).withPropertyValues(PREFIX + "." + property).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'" + PREFIX + "'");
			assertThat(analysis.getDescription() + analysis.getAction()).contains(problem);
		});
	}

	@Test
	void aBundleThatDoesNotExistStopsTheStart() {
		this.deployed.withPropertyValues(SUBJECT, PREFIX + ".bundle=issuers").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("'" + PREFIX + ".bundle'", "no SSL bundle 'issuers'");
			assertThat(analysis.getAction()).contains("spring.ssl.bundle");
		});
	}

	/**
	 * It would trust everybody whom the Java platform trusts.
	 */
	@Test
	void aBundleWithoutTrustStoreStopsTheStart() {
		withBundle(null).withPropertyValues(SUBJECT, PREFIX + ".bundle=issuers")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'" + PREFIX + ".bundle'", "no trust store"));
	}

	@Test
	void aBundleWithAnEmptyTrustStoreStopsTheStart() {
		withBundle(trustStore()).withPropertyValues(SUBJECT, PREFIX + ".bundle=issuers")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'" + PREFIX + ".bundle'", "no trust store"));
	}

	private WebApplicationContextRunner withBundle(@Nullable KeyStore trustStore) {
		return this.deployed.withBean(SslBundles.class,
				() -> new DefaultSslBundleRegistry("issuers", SslBundle.of(SslStoreBundle.of(null, null, trustStore))));
	}

	private static KeyStore trustStore() {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			return store;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static WebApplicationContextRunner configure(WebApplicationContextRunner runner) {
		return runner
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookWebMvcAutoConfiguration.class))
			.withPropertyValues("webhooks.providers.stripe.secret=a secret of thirty-two bytes....");
	}

	private static final class SomeServer implements WebServer {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public int getPort() {
			return -1;
		}

	}

}
