package dev.webhooks.actuate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who may see values, with Spring Security.
 */
class WebhooksEndpointSecurityTests {

	private static EndpointApplication application;

	@BeforeAll
	static void start() throws Exception {
		application = EndpointApplication.startWith(Security.class,
				"management.endpoint.webhooks.show-values=when-authorized",
				"management.endpoint.webhooks.roles=SUPPORT");
		application.receive("evt-0", "order.paid", "{\"card\":\"4242\"}");
		application.as(authorization("sue"));
		application.awaitDeliveries("dead", 1);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static String authorization(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":pw").getBytes(StandardCharsets.UTF_8));
	}

	private static String event() throws Exception {
		return application.get("/events/" + application.get("/events").json().at("/events/0/id").asString()).body();
	}

	@Test
	void whoHasTheRoleSeesValues() throws Exception {
		application.as(authorization("sue"));
		assertThat(event()).contains("4242").contains(EndpointApplication.MESSAGE);
	}

	@Test
	void whoHasAnotherRoleSeesNone() throws Exception {
		application.as(authorization("joe"));
		assertThat(event()).doesNotContain("4242").contains("******");
	}

	@Test
	void operationsAreAuditedWithTheNameOfTheUser() throws Exception {
		application.as(authorization("joe"));
		application.post("/pause", "{\"provider\":\"shop\",\"reason\":\"maintenance\"}");
		assertThat(application.audit()).anySatisfy((event) -> {
			assertThat(event.getType()).isEqualTo("WEBHOOKS_PAUSE");
			assertThat(event.getPrincipal()).isEqualTo("joe");
			assertThat(event.getData()).containsEntry("channel", "shop").containsEntry("reason", "maintenance");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Security {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("sue").password("{noop}pw").roles("SUPPORT").build(),
					User.withUsername("joe").password("{noop}pw").roles("SALES").build());
		}

		@Bean
		SecurityFilterChain actuator(HttpSecurity http) {
			return http.securityMatcher("/actuator/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

	}

}
