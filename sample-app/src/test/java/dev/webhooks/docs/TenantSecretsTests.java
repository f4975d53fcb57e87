package dev.webhooks.docs;

import java.time.Instant;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Tests for {@link TenantSecrets}, which the documents show.
 */
@SpringBootTest(properties = { "webhooks.inbox.type=none", "webhooks.providers.github-of-tenants.preset=github",
		"webhooks.providers.github-of-tenants.path=/webhooks/{tenant}/github" })
@AutoConfigureMockMvc
class TenantSecretsTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	TenantSecrets secrets;

	@Test
	void aSecretThatIsRegisteredCountsFromThenOn() {
		assertThat(send("acme", "the first secret of acme")).hasStatus(401);
		this.secrets.register("github-of-tenants", "acme", "the first secret of acme");
		assertThat(send("acme", "the first secret of acme")).hasStatus(200);
		assertThat(send("globex", "the first secret of acme")).hasStatus(401);
	}

	@Test
	void aFormerSecretCountsAsWell() {
		this.secrets.register("github-of-tenants", "initech", "the old secret of initech");
		this.secrets.register("github-of-tenants", "initech", "the new secret of initech");
		assertThat(send("initech", "the old secret of initech")).hasStatus(200);
		assertThat(send("initech", "the new secret of initech")).hasStatus(200);
	}

	private MvcTestResult send(String tenant, String secret) {
		String path = "/webhooks/" + tenant + "/github";
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder("POST", "http://localhost" + path).header("X-GitHub-Event", "ping").build(),
				"{\"zen\": \"" + secret.length() + "\"}");
		WebhookRequest signed = WebhookProvider.ofPreset("github")
			.secret(secret)
			.build()
			.signer()
			.orElseThrow()
			.sign(request, Instant.now());
		MockHttpServletRequestBuilder call = post(path).content(signed.body());
		signed.headers().forEach(call::header);
		return this.mvc.perform(call);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(TenantSecrets.class)
	static class Application {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:tenants;DB_CLOSE_DELAY=-1");
		}

		@Bean
		JdbcClient jdbcClient(DataSource dataSource) {
			JdbcClient client = JdbcClient.create(dataSource);
			client
				.sql("CREATE TABLE tenant_secret (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
						+ " provider VARCHAR(100), tenant VARCHAR(100), secret VARCHAR(200))")
				.update();
			return client;
		}

		@WebhookListener(provider = "github-of-tenants")
		void ping() {
		}

	}

}
