package dev.webhooks.edge;

import java.net.http.HttpRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for senders that claim an address of the allowlist in a header. The proxy, where
 * there is one, is this machine, and adds the address that it was called from.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForwardedHeaderTests {

	private static final String ALLOWED = "203.0.113.5";

	private static final String FORGER = "198.51.100.9";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "X-Forwarded-For|" + ALLOWED, "Forwarded|for=" + ALLOWED, "X-Real-IP|" + ALLOWED,
					"True-Client-IP|" + ALLOWED, "X-Client-IP|" + ALLOWED, "CF-Connecting-IP|" + ALLOWED,
					"X-Forwarded-For|" + ALLOWED + ", 127.0.0.1" })
	void withoutStrategyNoHeaderPassesTheAllowlist(String header, String value) {
		assertThat(status("none", header, value)).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "X-Forwarded-For|" + ALLOWED + ", " + FORGER, "X-Forwarded-For|" + ALLOWED + "," + FORGER,
					"X-Forwarded-For|127.0.0.1, " + ALLOWED + ", " + FORGER, "X-Forwarded-For|" + FORGER,
					"Forwarded|for=" + ALLOWED, "X-Real-IP|" + ALLOWED })
	void withTheStrategyOfTheContainerWhatASenderClaimsDoesNotPass(String header, String value) {
		assertThat(status("native", header, value)).isEqualTo(403);
	}

	@Test
	void withTheStrategyOfTheContainerWhatTheProxySaysPasses() {
		assertThat(status("native", "X-Forwarded-For", FORGER + ", " + ALLOWED)).isEqualTo(401);
	}

	@Test
	void withTheStrategyOfTheFrameworkTheApplicationDoesNotStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> status("framework", "X-Forwarded-For", ALLOWED));
		assertThat(output).contains("APPLICATION FAILED TO START", "Property 'server.forward-headers-strategy'",
				"Set it to 'native'");
	}

	private static int status(String strategy, String header, String value) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.forward-headers-strategy=" + strategy,
					"webhooks.providers.github.require-https=false",
					"webhooks.providers.github.secret=" + SignedRequests.SECRET,
					"webhooks.providers.github.ip-allowlist=203.0.113.0/24")
			.run()) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			HttpRequest.Builder request = GitHubRequests.post(port, "/webhooks/github", "{}");
			return GitHubRequests.send(request.header(header, value)).statusCode();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
