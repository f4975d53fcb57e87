package dev.webhooks.edge;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.security.WebhookSecurityAutoConfiguration;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the starter in applications with Spring Security.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringSecurityTests {

	@Test
	void withTheDefaultsOfSpringSecurityASignedWebhookIsReceived() {
		run(Application.class, (port) -> {
			HttpResponse<String> response = GitHubRequests.send(GitHubRequests.to(port, "/webhooks/github", "1"));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("received ping");
			assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		});
	}

	@Test
	void withTheDefaultsOfSpringSecurityAForgedWebhookIsRefusedByItsSignatureAlone() {
		run(Application.class, (port) -> {
			HttpResponse<String> response = GitHubRequests
				.send(GitHubRequests.to(port, "/webhooks/github", "1", "not the secret of this provider"));
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
			assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		});
	}

	@Test
	void withTheDefaultsOfSpringSecurityOtherPathsKeepAuthenticationAndCsrfProtection() {
		run(Application.class, (port) -> {
			assertThat(status(GitHubRequests.post(port, "/orders", "{}"))).isIn(401, 403);
			assertThat(status(asUser(GitHubRequests.post(port, "/orders", "{}")))).isIn(401, 403);
			HttpResponse<String> login = GitHubRequests.send(get(port, "/login").header("Accept", "text/html"));
			assertThat(status(withToken(GitHubRequests.post(port, "/orders", "{}"), login))).isIn(401, 403);
			assertThat(status(withToken(asUser(GitHubRequests.post(port, "/orders", "{}")), login))).isEqualTo(200);
			assertThat(status(get(port, "/orders"))).isEqualTo(401);
			assertThat(status(asUser(get(port, "/orders")))).isEqualTo(405);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks", "/webhooks/", "/webhooks/githubx", "/webhooks/github/more", "/webhooks/other",
			"/WEBHOOKS/github", "/error" })
	void neighboursOfThePathsOfProvidersStayProtected(String path) {
		run(Application.class, (port) -> {
			assertThat(status(GitHubRequests.to(port, path, "1"))).isIn(401, 403);
			assertThat(status(get(port, path))).isEqualTo(401);
		});
	}

	@Test
	void withAChainOfTheApplicationWebhooksAreReceivedAndTheRestIsItsOwn() {
		run(OwnChain.class, (port) -> {
			assertThat(status(GitHubRequests.to(port, "/webhooks/github", "1"))).isEqualTo(200);
			assertThat(status(GitHubRequests.post(port, "/orders", "{}"))).isEqualTo(403);
			assertThat(status(asUser(get(port, "/orders")))).isEqualTo(403);
		});
	}

	@Test
	void aFirstChainOfTheApplicationForItsPathsOnlyChangesNothing() {
		run(FirstChainForOrders.class, (port) -> {
			assertThat(status(GitHubRequests.to(port, "/webhooks/github", "1"))).isEqualTo(200);
			assertThat(status(get(port, "/orders"))).isEqualTo(403);
		});
	}

	@Test
	void aFirstChainOfTheApplicationThatMatchesThePathsDecidesAboutThem() {
		run(FirstChainForPaths.class,
				(port) -> assertThat(status(GitHubRequests.to(port, "/webhooks/github", "1"))).isEqualTo(403));
	}

	@Test
	void aFirstChainOfTheApplicationForAnyRequestStopsTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(FirstChainForAll.class, (port) -> {
		}));
		assertThat(output).contains("APPLICATION FAILED TO START", "webhookSecurityFilterChain", "@Order",
				"webhooks.security.enabled");
	}

	@Test
	void aFirstChainForAnyRequestIsFineWhereTheApplicationDecidesAboutThePaths() {
		run(FirstChainForAll.class,
				(port) -> assertThat(status(GitHubRequests.to(port, "/webhooks/github", "1"))).isEqualTo(403),
				"webhooks.security.enabled=false");
	}

	@Test
	void whenSwitchedOffTheApplicationDecidesAboutThePaths() {
		run(Application.class, (port) -> {
			assertThat(status(GitHubRequests.to(port, "/webhooks/github", "1"))).isIn(401, 403);
			assertThat(status(asUser(GitHubRequests.to(port, "/webhooks/github", "1")))).isIn(401, 403);
		}, "webhooks.security.enabled=false");
	}

	@Test
	void withThePathOfTheServletOnlyTheWholePathIsOpen() {
		run(Application.class, (port) -> {
			assertThat(status(GitHubRequests.to(port, "/api/webhooks/github", "1"))).isEqualTo(200);
			assertThat(status(GitHubRequests.to(port, "/webhooks/github", "2"))).isIn(401, 403);
		}, "spring.mvc.servlet.path=/api");
	}

	@Test
	void withAContextPathOnlyTheWholePathIsOpen() {
		run(Application.class,
				(port) -> assertThat(status(GitHubRequests.to(port, "/shop/webhooks/github", "1"))).isEqualTo(200),
				"server.servlet.context-path=/shop");
	}

	@Test
	void theAutoConfigurationsThatItComesAfterExist() {
		AutoConfiguration annotation = AnnotatedElementUtils
			.findMergedAnnotation(WebhookSecurityAutoConfiguration.class, AutoConfiguration.class);
		assertThat(Stream.of(annotation.afterName())).isNotEmpty()
			.allSatisfy((name) -> assertThat(ClassUtils.isPresent(name, null)).as(name).isTrue());
	}

	private static void run(Class<?> application, IntConsumer test, String... properties) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.security.user.name=user",
					"spring.security.user.password=password",
					"webhooks.providers.github.secret=" + SignedRequests.SECRET)
			.properties(properties)
			.run()) {
			test.accept(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		}
	}

	private static int status(HttpRequest.Builder request) {
		return GitHubRequests.send(request).statusCode();
	}

	private static HttpRequest.Builder get(int port, String path) {
		return GitHubRequests.post(port, path, "").GET();
	}

	private static HttpRequest.Builder withToken(HttpRequest.Builder request, HttpResponse<String> login) {
		Matcher token = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"").matcher(login.body());
		assertThat(token.find()).isTrue();
		String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
		return request.header("X-CSRF-TOKEN", token.group(1)).header("Cookie", cookie.split(";")[0]);
	}

	private static HttpRequest.Builder asUser(HttpRequest.Builder request) {
		String credentials = Base64.getEncoder().encodeToString("user:password".getBytes(StandardCharsets.UTF_8));
		return request.header("Authorization", "Basic " + credentials);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Orders.class, Listener.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class OwnChain {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 1)
		SecurityFilterChain own(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class FirstChainForOrders {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain first(HttpSecurity http) {
			return http.securityMatcher("/orders")
				.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class FirstChainForPaths {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain first(HttpSecurity http) {
			return http.securityMatcher("/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class FirstChainForAll {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain first(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll()).build();
		}

	}

	@RestController
	static class Orders {

		@PostMapping("/orders")
		String order() {
			return "ordered";
		}

	}

	static class Listener {

		@WebhookListener
		String on(WebhookEvent event) {
			return "received " + event.type();
		}

	}

}
