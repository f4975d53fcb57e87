package dev.webhooks.observation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the dashboard and the alert rules in {@code docs/monitoring} with a scrape of
 * an application.
 */
class MonitoringFilesTests {

	private static final Path FOLDER = Path.of("..", "docs", "monitoring");

	private static final Pattern METRIC = Pattern.compile("webhook_[a-z_]+");

	private static final Pattern SELECTOR = Pattern.compile("(webhook_[a-z_]+)\\{([^}]*)\\}");

	private static final Pattern GROUPS = Pattern.compile("by \\(([a-z_, ]+)\\)");

	/** Labels that Prometheus adds, or that belong to buckets. */
	private static final Set<String> OTHER_LABELS = Set.of("instance", "le");

	private static Set<String> series;

	@BeforeAll
	static void scrape() {
		try (MonitoredApplication application = new MonitoredApplication()) {
			application.makeHistory();
			series = MonitoredApplication.series(application.scrapeAll());
		}
	}

	@AfterAll
	static void forget() {
		series = Set.of();
	}

	@Test
	void theDashboardAsksForWhatIsThere() throws IOException {
		List<String> expressions = dashboard();
		assertThat(expressions).hasSizeGreaterThan(20);
		assertThat(expressions).allSatisfy(MonitoringFilesTests::asksForWhatIsThere);
	}

	@Test
	void theRulesAskForWhatIsThere() throws IOException {
		List<String> expressions = rules().map((rule) -> (String) rule.get("expr")).toList();
		assertThat(expressions).hasSizeGreaterThan(10);
		assertThat(expressions).allSatisfy(MonitoringFilesTests::asksForWhatIsThere);
	}

	@Test
	void eachRuleHasATestOfItsOwn() throws IOException {
		String tests = Files.readString(FOLDER.resolve("prometheus-rules-tests.yml"));
		assertThat(rules().map((rule) -> "alertname: " + rule.get("alert"))).allSatisfy((name) -> {
			assertThat(tests).contains(name + "\n        exp_alerts:\n          - ");
		});
	}

	@Test
	void promtoolAgrees() throws IOException, InterruptedException {
		File promtool = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> new File(folder, "promtool"))
			.filter(File::canExecute)
			.findFirst()
			.orElse(null);
		String reason = "promtool is not installed, so that the tests of the alert rules do not run";
		if (promtool == null) {
			System.out.println(reason);
		}
		Assumptions.assumeTrue(promtool != null, reason);
		Process process = new ProcessBuilder(promtool.getPath(), "test", "rules", "prometheus-rules-tests.yml")
			.directory(FOLDER.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
	}

	private static void asksForWhatIsThere(String expression) {
		Set<String> metrics = METRIC.matcher(expression)
			.results()
			.map((found) -> found.group())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(metrics).isNotEmpty().allSatisfy((metric) -> assertThat(labelsOf(metric)).isNotEmpty());
		SELECTOR.matcher(expression)
			.results()
			.forEach((found) -> assertThat(labelsOf(found.group(1)))
				.containsAll(Stream.of(found.group(2).split(",(?=[a-z_]+[=!])"))
					.map((matcher) -> matcher.replaceAll("[=!].*", ""))
					.toList()));
		Set<String> grouped = GROUPS.matcher(expression)
			.results()
			.flatMap((found) -> Stream.of(found.group(1).split(", ")))
			.filter((label) -> !OTHER_LABELS.contains(label))
			.collect(Collectors.toSet());
		assertThat(metrics).allSatisfy((metric) -> assertThat(labelsOf(metric)).containsAll(grouped));
	}

	private static Set<String> labelsOf(String metric) {
		return series.stream()
			.filter((each) -> each.startsWith(metric + "{"))
			.flatMap((each) -> Pattern.compile("([a-z_]+)=\"").matcher(each).results().map((label) -> label.group(1)))
			.collect(Collectors.toSet());
	}

	private static List<String> dashboard() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
		List<String> expressions = new ArrayList<>();
		dashboard.findValues("expr").forEach((expression) -> expressions.add(expression.asString()));
		dashboard.findValues("definition").forEach((expression) -> expressions.add(expression.asString()));
		return expressions;
	}

	@SuppressWarnings("unchecked")
	private static Stream<Map<String, Object>> rules() throws IOException {
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml()
			.load(Files.readString(FOLDER.resolve("prometheus-rules.yml")));
		return file.get("groups").stream().flatMap((group) -> group.get("rules").stream());
	}

}
