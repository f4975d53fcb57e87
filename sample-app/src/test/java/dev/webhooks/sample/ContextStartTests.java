package dev.webhooks.sample;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;

import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;
import dev.webhooks.test.autoconfigure.WebhookTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures what it takes to start the context of a test: of a slice, of the whole shop
 * with MockMvc, and of it with a server. Medians are printed of starts that take turns:
 * in processes in which nothing was started before, and in one, as the further contexts
 * of a build are started. They are of the thread that starts, so that a busy machine
 * changes little.
 */
@EnabledIfSystemProperty(named = "tests.starts", matches = "[1-9]\\d*")
class ContextStartTests {

	private static final Map<String, Class<?>> KINDS = Map.of("slice", Slice.class, "whole", Whole.class, "server",
			Server.class);

	private static final String RESULT = "started ";

	/** The first starts of a process, which load the classes that others find. */
	private static final int WARM_UP = 3;

	@Test
	void measure() throws IOException, InterruptedException {
		int starts = Integer.getInteger("tests.starts");
		Map<String, List<Long>> first = new TreeMap<>();
		for (int i = 0; i < starts; i++) {
			for (String kind : KINDS.keySet()) {
				first.computeIfAbsent(kind, (absent) -> new ArrayList<>()).addAll(start(1, kind).get(kind));
			}
		}
		print("first of a process", first);
		Map<String, List<Long>> further = start(WARM_UP + starts, KINDS.keySet().toArray(String[]::new));
		further.values().forEach((times) -> times.subList(0, WARM_UP).clear());
		print("further", further);
		assertThat(further).hasSameSizeAs(KINDS);
	}

	private static void print(String what, Map<String, List<Long>> millis) {
		millis.forEach((kind, times) -> System.out.println("Start of a test context, %s: %s %s ms".formatted(what, kind,
				times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow())));
	}

	private static Map<String, List<Long>> start(int count, String... kinds) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), "-Dlogging.level.root=off",
						"-Dspring.main.banner-mode=off", ContextStartTests.class.getName(), Integer.toString(count)));
		command.addAll(List.of(kinds));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		Map<String, List<Long>> millis = new TreeMap<>();
		output.lines()
			.filter((line) -> line.startsWith(RESULT))
			.map((line) -> line.substring(RESULT.length()).split(" "))
			.forEach((parts) -> millis.computeIfAbsent(parts[0], (absent) -> new ArrayList<>())
				.add(Long.valueOf(parts[1])));
		return millis;
	}

	/**
	 * Starts contexts, and closes them.
	 * @param args how often, and which
	 */
	public static void main(String[] args) {
		for (int i = 0; i < Integer.parseInt(args[0]); i++) {
			Stream.of(args).skip(1).forEach(ContextStartTests::startAndClose);
		}
		System.exit(0);
	}

	private static void startAndClose(String kind) {
		TestContextManager manager = new TestContextManager(KINDS.get(kind));
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		manager.getTestContext().getApplicationContext();
		long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
		System.out.println(RESULT + kind + " " + nanos / 1_000_000);
		manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
	}

	@WebhookTest
	@Import({ Orders.class, Stock.class })
	static class Slice {

	}

	@SpringBootTest
	@AutoConfigureMockMvc
	@AutoConfigureWebhooks
	static class Whole {

	}

	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureWebhooks
	static class Server {

	}

}
