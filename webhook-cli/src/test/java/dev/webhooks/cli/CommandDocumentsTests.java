package dev.webhooks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/cli.md}: the help in it is the program's, and what it tells to type works.
 * The help is written if the system property {@code tests.docs.write} is {@code true}.
 */
class CommandDocumentsTests {

	private static final Path PAGE = Path.of("..", "docs", "cli.md");

	private static final String HELP = "## Help of all commands\n\n";

	private static final String COMMAND = "mvn -q -pl webhook-cli -am test -Dsurefire.failIfNoSpecifiedTests=false "
			+ "-Dtest=CommandDocumentsTests -Dtests.docs.write=true";

	private static final Pattern EXAMPLES = Pattern.compile("```shell\\n(.*?)```", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

	private static final Pattern EXPORT = Pattern.compile("export (\\w+)=\\$\\((.*)\\)");

	private static final String STRIPE = "http://localhost:8080/webhooks/stripe";

	private static final String ACME = "http://localhost:8080/webhooks/acme";

	private final Map<String, String> environment = new TreeMap<>();

	@TempDir
	Path folder;

	@Test
	void theHelpIsThatOfTheProgram() throws IOException {
		String page = Files.readString(PAGE);
		String expected = page.substring(0, page.indexOf(HELP)) + HELP + help();
		if (Boolean.getBoolean("tests.docs.write")) {
			Files.writeString(PAGE, expected);
		}
		assertThat(Files.readString(PAGE)).as("docs/cli.md has another help. Write it anew: %s", COMMAND)
			.isEqualTo(expected);
	}

	private static String help() {
		StringBuilder help = new StringBuilder("### webhook\n\n" + block(CommandRun.of("--help").out()));
		for (String name : CommandCatalog.names()) {
			if (!name.equals("generate-completion")) {
				help.append("\n### webhook ")
					.append(name)
					.append("\n\n")
					.append(block(CommandRun.of(name, "--help").out()));
			}
		}
		return help.toString();
	}

	private static String block(String text) {
		return "```text\n" + text.strip().replaceAll(" +\n", "\n") + "\n```\n";
	}

	@Test
	void theExamplesWork() throws IOException {
		Files.writeString(this.folder.resolve("application.yml"), """
				webhooks.providers.acme:
				  secret: ${ACME_SECRET}
				  signature: {header: X-Acme, content: "{body}"}
				  event: {type: "body:/kind", id: "body:/message"}
				""");
		Files.writeString(this.folder.resolve("delivered.json"), "{\"kind\":\"goods.delivered\",\"message\":\"m-1\"}");
		this.environment.put("ACME_SECRET", "a secret of Acme for the documents");
		List<String> lines = lines();
		assertThat(lines).hasSizeGreaterThan(10);
		run(lines.remove(0));
		try (Receiver stripe = new Receiver(
				WebhookProvider.ofPreset("stripe").secret(this.environment.get("STRIPE_WEBHOOK_SECRET")).build());
				Receiver acme = new Receiver(WebhookProvider.named("acme")
					.secret(this.environment.get("ACME_SECRET"))
					.with("signature", Map.of("header", "X-Acme", "content", "{body}"))
					.with("event", Map.of("type", "body:/kind", "id", "body:/message"))
					.build())) {
			for (String line : lines) {
				run(line.replace(STRIPE, stripe.url()).replace(ACME, acme.url()));
			}
			assertThat(stripe.events).hasSize(23);
			assertThat(acme.events).hasSize(1);
		}
	}

	private static List<String> lines() throws IOException {
		List<String> lines = new ArrayList<>();
		EXAMPLES.matcher(Files.readString(PAGE))
			.results()
			.map((MatchResult example) -> example.group(1).replaceAll("\\\\\\n\\s*", ""))
			.forEach((example) -> lines.addAll(example.lines().filter((line) -> line.contains("webhook ")).toList()));
		return lines;
	}

	private void run(String line) throws IOException {
		Matcher export = EXPORT.matcher(line);
		if (export.matches()) {
			this.environment.put(export.group(1), output(export.group(2)).strip());
			return;
		}
		String[] parts = line.split(" > ");
		String output = output(parts[0]);
		if (parts.length > 1) {
			Files.writeString(this.folder.resolve(parts[1]), output);
		}
	}

	private String output(String command) {
		List<String> words = new ArrayList<>();
		WORD.matcher(command)
			.results()
			.map((word) -> (word.group(1) != null) ? word.group(1) : word.group(2))
			.forEach(words::add);
		assertThat(words.remove(0)).isEqualTo("webhook");
		words.replaceAll((word) -> word.matches("[a-z]+\\.[a-z]+") && Files.exists(this.folder.resolve(word))
				? this.folder.resolve(word).toString() : word);
		CommandRun run = CommandRun.with();
		this.environment.forEach(run::environment);
		Result result = run.run(words.toArray(String[]::new));
		assertThat(result.exitCode()).as(command + "\n" + result.out() + result.err()).isEqualTo(ExitCode.OK);
		return result.out();
	}

}
