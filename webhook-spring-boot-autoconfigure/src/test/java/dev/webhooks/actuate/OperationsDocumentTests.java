package dev.webhooks.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the commands of the runbook.
 */
class OperationsDocumentTests {

	private static final Pattern COMMAND = Pattern
		.compile("^curl (?:-X POST -H 'Content-Type: application/json' -d '(?<body>[^']*)' )?"
				+ "\"\\$APP/actuator/webhooks(?<path>[^\"]*)\"$");

	private static EndpointApplication application;

	static List<String> commands() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("../docs/operations.md"))
			.stream()
			.filter((line) -> line.startsWith("curl") && !line.contains("/actuator/health"))
			.toList();
		assertThat(lines).hasSizeGreaterThan(20).allMatch((line) -> COMMAND.matcher(line).matches());
		return lines;
	}

	@BeforeAll
	static void start() throws Exception {
		application = EndpointApplication.start("webhooks.providers.stripe.secret=a-secret-of-sixteen",
				"webhooks.providers.stripe.path=/webhooks/stripe");
		application.receive("evt-0", "order.paid", "{}");
		application.awaitDeliveries("dead", 1);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void eachCommandIsUnderstood(String command) throws Exception {
		application.awaitDeliveries("dead,discarded", 1);
		MatchResult match = COMMAND.matcher(command).results().findFirst().orElseThrow();
		String path = match.group(2)
			.replace("$DELIVERY", application.get("/deliveries").json().at("/deliveries/0/id").asString());
		EndpointApplication.Answer answer = (match.group(1) != null) ? application.post(path, match.group(1))
				: application.get(path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

}
