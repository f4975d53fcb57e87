package dev.webhooks.edge;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that are only observed, on each server and behind Spring Security.
 */
class ObservedServersTests {

	private @Nullable ServletWebServerApplicationContext application;

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OnTomcat.class, OnJetty.class })
	void theControllerHasTheFormAndAnswers(Class<?> server) throws Exception {
		start(server);
		HttpResponse<String> response = send("/in/orders?text=first", "application/x-www-form-urlencoded",
				"type=paid&text=Gr%C3%BC%C3%9Fe&text=%26");
		assertThat(response.body()).isEqualTo("paid [first, Gr\u00fc\u00dfe, &]");
		assertThat(outcomes()).containsExactly("orders OBSERVED [paid]");
	}

	@ParameterizedTest
	@ValueSource(classes = { OnTomcat.class, OnJetty.class })
	void theControllerHasABodyThatIsLargerThanTheLimit(Class<?> server) throws Exception {
		start(server);
		HttpResponse<String> response = send("/in/orders", "application/json", '"' + "x".repeat(200_000) + '"');
		assertThat(response.body()).isEqualTo("200002");
		assertThat(outcomes()).containsExactly("orders REFUSED []");
	}

	@ParameterizedTest
	@ValueSource(classes = { OnTomcat.class, OnJetty.class })
	void springSecurityProtectsThePathAsBefore(Class<?> server) throws Exception {
		start(server);
		assertThat(send("/in/secret", "application/json", "{}").statusCode()).isEqualTo(403);
		assertThat(outcomes()).containsExactly("secret OBSERVED [unknown]");
	}

	private void start(Class<?> server) {
		this.application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class, server)
			.properties("server.port=0", "webhooks.providers.orders.path=/in/orders",
					"webhooks.providers.orders.mode=observe", "webhooks.providers.orders.signature.scheme=none",
					"webhooks.providers.orders.max-body-size=1000B", "webhooks.providers.orders.event.type=form:type",
					"webhooks.providers.secret.path=/in/secret", "webhooks.providers.secret.mode=observe",
					"webhooks.providers.secret.signature.scheme=none")
			.run();
		assertThat(this.application.getWebServer().getClass().getName())
			.contains((server == OnJetty.class) ? "Jetty" : "Tomcat");
	}

	private List<String> outcomes() {
		assertThat(this.application).isNotNull();
		return this.application.getBean(Outcomes.class).of;
	}

	private HttpResponse<String> send(String path, String contentType, String body) throws Exception {
		assertThat(this.application).isNotNull();
		int port = this.application.getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Orders orders() {
			return new Orders();
		}

		@Bean
		Outcomes outcomes() {
			return new Outcomes();
		}

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/in/orders").permitAll().anyRequest().denyAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnTomcat {

		@Bean
		TomcatServletWebServerFactory tomcat() {
			return new TomcatServletWebServerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnJetty {

		@Bean
		JettyServletWebServerFactory jetty() {
			return new JettyServletWebServerFactory();
		}

	}

	@RestController
	static class Orders {

		@PostMapping(path = "/in/orders", consumes = "application/x-www-form-urlencoded")
		String form(@RequestParam String type, @RequestParam List<String> text) {
			return type + " " + text;
		}

		@PostMapping(path = { "/in/orders", "/in/secret" }, consumes = "application/json")
		String json(@RequestBody byte[] body) {
			return String.valueOf(body.length);
		}

	}

	static class Outcomes implements ReceiveObserver {

		final List<String> of = new ArrayList<>();

		@Override
		public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
			this.of.add(provider.name() + " " + outcome.kind() + " " + outcome.types());
		}

	}

}
