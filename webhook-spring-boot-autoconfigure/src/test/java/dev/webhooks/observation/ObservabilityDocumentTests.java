package dev.webhooks.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.ObservationConvention;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@code docs/observability.md} with what is documented in the code. The tables
 * of the page are written if the system property {@code tests.docs.write} is
 * {@code true}.
 */
class ObservabilityDocumentTests {

	private static final Path PAGE = Path.of("..", "docs", "observability.md");

	private static final Path SOURCE = Path.of("src/main/java/dev/webhooks/observation");

	private static final Pattern COMMENTED = Pattern
		.compile("/\\*\\*\\s+(?:\\* )?([^*]+?)\\s*\\*/\\s+([A-Z_]+)(?: \\{|\\()|public enum (\\w+)");

	@Test
	void thePageSaysWhatTheCodeSays() throws IOException {
		String page = Files.readString(PAGE);
		String expected = replace(replace(page, "observations", observations()), "meters", meters());
		if (Boolean.getBoolean("tests.docs.write")) {
			Files.writeString(PAGE, expected);
			return;
		}
		assertThat(expected).as("-Dtests.docs.write=true writes the page").isEqualTo(page);
	}

	private static String replace(String page, String name, String table) {
		return Pattern.compile("(<!-- " + name + " -->\n).*?(<!-- end -->)", Pattern.DOTALL)
			.matcher(page)
			.replaceFirst((found) -> Matcher.quoteReplacement(found.group(1) + "\n" + table + "\n" + found.group(2)));
	}

	private static String observations() throws IOException {
		Map<String, String> comments = comments("WebhookObservationDocumentation.java");
		StringBuilder table = new StringBuilder("| Observation | Tags | Attributes of the span |\n|---|---|---|\n");
		for (WebhookObservationDocumentation observation : WebhookObservationDocumentation.values()) {
			table.append("| `%s`: %s | %s | %s |\n".formatted(name(observation),
					lowerFirst(comments.get(nameOf(observation))),
					keys(observation.getLowCardinalityKeyNames(), comments),
					keys(observation.getHighCardinalityKeyNames(), comments)));
		}
		return table.toString();
	}

	private static String name(WebhookObservationDocumentation observation) {
		try {
			return ((ObservationConvention<?>) observation.getDefaultConvention().getConstructor().newInstance())
				.getName();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String meters() throws IOException {
		Map<String, String> comments = comments("WebhookMeterDocumentation.java");
		return Stream.of(WebhookMeterDocumentation.values())
			.map((meter) -> "| `%s` | %s%s | %s | %s |\n".formatted(meter.getName(),
					meter.getType().name().toLowerCase(java.util.Locale.ROOT),
					(meter.getBaseUnit() != null) ? " (" + meter.getBaseUnit() + ")" : "",
					Arrays.stream(meter.getKeyNames())
						.map((key) -> "`" + key.asString() + "`")
						.collect(Collectors.joining(" ")),
					meter.description()))
			.collect(Collectors.joining("", "| Meter | Type | Tags | |\n|---|---|---|---|\n",
					"\n" + Stream.of(WebhookMeterDocumentation.Keys.values())
						.map((key) -> "`" + key.asString() + "`: "
								+ lowerFirst(comments.get(nameOf(key))).replaceFirst("\\.$", ""))
						.collect(Collectors.joining("; ")) + ".\n"));
	}

	private static String keys(KeyName[] keys, Map<String, String> comments) {
		return Arrays.stream(keys)
			.map((key) -> "`%s` %s".formatted(key.asString(), lowerFirst(comments.get(nameOf((Enum<?>) key)))))
			.collect(Collectors.joining("<br>"));
	}

	private static String nameOf(Enum<?> constant) {
		return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
	}

	private static String lowerFirst(String comment) {
		return comment.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + comment.substring(1);
	}

	/**
	 * The comments above constants, by the name of the enum and the constant.
	 */
	private static Map<String, String> comments(String file) throws IOException {
		Map<String, String> comments = new TreeMap<>();
		String type = "";
		Matcher matcher = COMMENTED.matcher(Files.readString(SOURCE.resolve(file)));
		while (matcher.find()) {
			if (matcher.group(3) != null) {
				type = matcher.group(3);
			}
			else {
				comments.put(type + "." + matcher.group(2),
						matcher.group(1).replaceAll("\\s+", " ").replaceFirst("\\.$", ""));
			}
		}
		return comments;
	}

}
