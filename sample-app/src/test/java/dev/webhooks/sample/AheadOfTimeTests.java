package dev.webhooks.sample;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.ProviderRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes the shop ahead of time, as for a native image, and runs what comes of it in a
 * virtual machine of its own.
 */
class AheadOfTimeTests {

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	Path directory;

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void theShopReceivesEventsWithItsGeneratedBeans() throws Exception {
		processAheadOfTime();
		compile();
		Process shop = start();
		try (BufferedReader output = shop.inputReader()) {
			String server = "http://localhost:" + port(output);
			HttpResponse<String> payment = pay(server, "demo-secret-of-stripe");
			assertThat(payment.body()).isEqualTo("{\"status\":\"processed\",\"id\":\"evt_1\"}");
			assertThat(payment.statusCode()).isEqualTo(200);
			assertThat(pay(server, "another secret").statusCode()).isEqualTo(401);
		}
		finally {
			shop.destroyForcibly().waitFor();
		}
	}

	private static HttpResponse<String> pay(String server, String secret) throws IOException, InterruptedException {
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret(secret).build();
		HttpRequest.Builder payment = ProviderRequest.of(stripe)
			.event("payment_intent.succeeded")
			.id("evt_1")
			.sign()
			.toHttpRequest(server);
		return HttpClient.newHttpClient().send(payment.build(), HttpResponse.BodyHandlers.ofString());
	}

	private void processAheadOfTime() {
		Settings settings = Settings.builder()
			.sourceOutput(this.directory.resolve("sources"))
			.resourceOutput(classes())
			.classOutput(classes())
			.groupId("dev.webhooks")
			.artifactId("sample-app")
			.build();
		new SpringApplicationAotProcessor(SampleApplication.class, settings, new String[0]).process();
	}

	private void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			List<String> options = List.of("-proc:none", "-nowarn", "-d", classes().toString(), "-cp",
					classes() + File.pathSeparator + CLASS_PATH);
			List<Path> all = sources.filter(Files::isRegularFile).toList();
			assertThat(all).extracting((source) -> source.getFileName().toString())
				.contains("WebhookReceiverAutoConfiguration__BeanDefinitions.java");
			assertThat(
					compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(all)).call())
				.isTrue();
		}
	}

	private Process start() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dspring.aot.enabled=true", "-cp",
				classes() + File.pathSeparator + CLASS_PATH, SampleApplication.class.getName(), "--server.port=0")
			.redirectErrorStream(true)
			.start();
	}

	private static int port(BufferedReader output) throws IOException {
		StringBuilder lines = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.append(line).append('\n');
			Matcher started = STARTED.matcher(line);
			if (started.find()) {
				assertThat(lines).contains("Starting AOT-processed SampleApplication");
				return Integer.parseInt(started.group(1));
			}
		}
		throw new AssertionError("The shop did not start:\n" + lines);
	}

	private Path classes() {
		return this.directory.resolve("classes");
	}

}
