package dev.webhooks.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs {@code send.sh} against the running shop.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "webhooks.providers.acme.secret=not-the-demo-secret-of-acme" })
@DisabledOnOs(OS.WINDOWS)
class SendScriptTests {

	@LocalServerPort
	int port;

	@Autowired
	Orders orders;

	@Autowired
	Deployments deployments;

	@Autowired
	Stock stock;

	@ParameterizedTest
	@ValueSource(strings = { "stripe", "github" })
	void sendsEvent(String provider) throws Exception {
		Result first = send(Map.of(), provider);
		Result second = send(Map.of(), provider);
		assertThat(first.output()).contains("/webhooks/" + provider).contains("200 {\"status\":\"processed\"");
		assertThat(second.output()).as("an event of its own").contains("200 {\"status\":\"processed\"");
		assertThat(first.exitCode()).isZero();
	}

	@Test
	void sendsPaymentOfOrder() throws Exception {
		send(Map.of(), "stripe");
		assertThat(this.orders.all()).filteredOn((order) -> order.number().equals("1001")).allMatch(Order::isPaid);
	}

	@Test
	void sendsWorkflowRun() throws Exception {
		int before = this.deployments.all().size();
		send(Map.of(), "github");
		assertThat(this.deployments.all()).hasSize(before + 1);
	}

	@Test
	void showsTheAnswerToSlack() throws Exception {
		assertThat(send(Map.of(), "slack").output()).contains("200 {\"response_type\":\"ephemeral\"");
	}

	@Test
	void takesTheSecretFromTheEnvironment() throws Exception {
		Result withDemoSecret = send(Map.of(), "acme");
		assertThat(withDemoSecret.output()).contains("401 {");
		assertThat(withDemoSecret.exitCode()).isNotZero();
		Result answer = send(Map.of("ACME_WEBHOOK_SECRET", "not-the-demo-secret-of-acme"), "acme");
		assertThat(answer.output()).contains("200 {\"status\":\"processed\"");
		assertThat(this.stock.all()).containsEntry("Sencha", 12);
	}

	@Test
	void takesTheUrlFromTheEnvironment() throws Exception {
		Map<String, String> environment = Map.of("PORT", "1", "BASE_URL", "http://127.0.0.1:" + this.port + "/");
		assertThat(send(environment, "github").output()).contains("POST http://127.0.0.1:" + this.port + "/webhooks/")
			.contains("200 {");
	}

	@Test
	void saysThatThereIsNoAnswer() throws Exception {
		Result result = send(Map.of("PORT", "1"), "github");
		assertThat(result.output()).contains("There is no answer");
		assertThat(result.exitCode()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "gitlab", "--help" })
	void explainsItself(String argument) throws Exception {
		Result result = argument.isEmpty() ? send(Map.of()) : send(Map.of(), argument);
		assertThat(result.output()).contains("Usage: send.sh stripe|github|slack|acme");
		assertThat(result.exitCode()).isEqualTo(2);
	}

	private Result send(Map<String, String> environment, String... arguments) throws Exception {
		for (String tool : List.of("bash", "curl", "openssl")) {
			boolean there = isThere(tool);
			if (!there) {
				System.out.println("send.sh is not tested, because there is no " + tool);
			}
			assumeTrue(there, () -> "There is no " + tool);
		}
		List<String> command = new ArrayList<>(List.of("bash", Path.of("send.sh").toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment()
			.keySet()
			.removeIf((name) -> name.equals("BASE_URL") || name.endsWith("_SECRET") || name.endsWith("_proxy"));
		builder.environment().put("PORT", Integer.toString(this.port));
		builder.environment().putAll(environment);
		Process process = builder.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), output);
	}

	private static boolean isThere(String tool) throws InterruptedException {
		try {
			Process process = new ProcessBuilder(tool, tool.equals("openssl") ? "version" : "--version")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private record Result(int exitCode, String output) {

	}

}
