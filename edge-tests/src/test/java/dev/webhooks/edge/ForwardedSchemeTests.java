package dev.webhooks.edge;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for proxies that tell the scheme: the first one was called by https, and the next
 * ones in the clear. The scheme is the container's, and what
 * {@code docs/configuration.md} says it takes is what it takes.
 */
class ForwardedSchemeTests {

	private static final String PUBLIC = "203.0.113.5";

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void stop() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void withTheStrategyOfTheContainerEveryProxyHasToHaveBeenCalledByHttps() {
		int port = start("server.forward-headers-strategy=native");
		assertThat(status(port, "X-Forwarded-Proto", "https")).isEqualTo(200);
		assertThat(status(port, "X-Forwarded-Proto", "https,https")).isEqualTo(200);
		assertThat(status(port, "X-Forwarded-Proto", "https,http")).isEqualTo(403);
		assertThat(status(port, "X-Forwarded-Proto", "https, http")).isEqualTo(403);
		assertThat(status(port, "X-Forwarded-Proto", "http")).isEqualTo(403);
	}

	@Test
	void aHeaderThatTheFirstProxyAloneWritesMayTellTheScheme() {
		int port = start("server.forward-headers-strategy=native",
				"server.tomcat.remoteip.protocol-header=X-Edge-Proto");
		assertThat(status(port, "X-Forwarded-Proto", "https,http", "X-Edge-Proto", "https")).isEqualTo(200);
		assertThat(status(port, "X-Forwarded-Proto", "https", "X-Edge-Proto", "http")).isEqualTo(403);
	}

	@Test
	void withTheStrategyOfTheFrameworkTheFirstProxyCounts() {
		int port = start("server.forward-headers-strategy=framework");
		assertThat(status(port, "X-Forwarded-Proto", "https,http")).isEqualTo(200);
		assertThat(status(port, "X-Forwarded-Proto", "http,https")).isEqualTo(403);
	}

	@Test
	void aHeaderThatTheContainerDoesNotReadTellsNothing() {
		int port = start("server.forward-headers-strategy=native");
		assertThat(List.of("X-Forwarded-Scheme", "X-Url-Scheme", "X-Forwarded-Ssl", "Front-End-Https", "X-Scheme"))
			.allSatisfy((header) -> assertThat(status(port, header, "https")).isEqualTo(403));
		assertThat(status(port, "Forwarded", "proto=https")).isEqualTo(403);
	}

	private int start(String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "webhooks.providers.github.secret=" + SignedRequests.SECRET)
			.properties(properties)
			.run();
		this.contexts.add(context);
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static int status(int port, String... headers) {
		HttpRequest.Builder request = GitHubRequests.to(port, "/webhooks/github", UUID.randomUUID().toString())
			.header("X-Forwarded-For", PUBLIC)
			.headers(headers);
		return GitHubRequests.send(request).statusCode();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
