package dev.webhooks.web;

import java.util.List;

import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProviderPaths}.
 */
class ProviderPathsTests {

	private static final ProviderPaths PATHS = new ProviderPaths(
			new WebhookProviders(List.of(provider("tenants", "/in/{tenant}"), provider("stripe", "/webhooks/stripe"),
					provider("acme", "/in/acme"))));

	@ParameterizedTest
	@CsvSource({ "/webhooks/stripe,stripe", "/webhooks/stripe/,stripe", "/webhooks/%73tripe,stripe",
			"/webhooks/stripe;a=b,stripe", "/in/acme,acme", "/in/acme/,acme", "/in/other,tenants" })
	void providerIsFoundByItsPath(String path, String expected) {
		assertThat(find("", path)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/webhooks", "/webhooks/stripes", "/webhooks/stripe/x", "/webhooks/Stripe", "/in",
			"/in/a/b", "/x/webhooks/stripe" })
	void otherPathIsOfNoProvider(String path) {
		assertThat(find("", path)).isNull();
	}

	@Test
	void pathIsThatWithinTheApplication() {
		assertThat(find("/app", "/app/webhooks/stripe")).isEqualTo("stripe");
	}

	@Test
	void pathIsThatBehindTheServlet() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/stripe");
		request.setServletPath("/webhooks");
		request.setPathInfo("/stripe");
		request.setHttpServletMapping(
				new MockHttpServletMapping("stripe", "/webhooks/*", "dispatcher", MappingMatch.PATH));
		assertThat(PATHS.find(request)).isNull();
	}

	@Test
	void filtersAreMappedToThePaths() {
		assertThat(PATHS.urlPatterns("")).contains("/webhooks/stripe", "/webhooks/stripe/", "/in/*", "/in/acme");
	}

	@Test
	void filtersAreMappedBehindThePathOfTheServlet() {
		assertThat(PATHS.urlPatterns("/api")).contains("/api/webhooks/stripe", "/api/in/*");
	}

	private static @Nullable String find(String contextPath, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
		request.setContextPath(contextPath);
		WebhookProvider provider = PATHS.find(request);
		return (provider != null) ? provider.name() : null;
	}

	private static WebhookProvider provider(String name, String path) {
		return WebhookProvider.builder(name)
			.verifier(new RequestVerifier((request, secrets, now) -> new Verification.Verified(null), List.of()))
			.endpoint(path, null)
			.build();
	}

}
