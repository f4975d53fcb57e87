package dev.webhooks.receiver;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredContext}.
 */
class StoredContextTests {

	@Test
	void whatADatabaseKeepsIsStored() {
		Map<String, String> captured = Map.of("mdc.request", "r-1", "traceparent", "00-1-2-01");
		assertThat(StoredContext.of(captured)).isEqualTo(captured);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\0", "\ud800" })
	void whatNoDatabaseKeepsStaysBehind(String text) {
		assertThat(StoredContext.of(Map.of("mdc.bad", text, "mdc." + text, "bad", "mdc.good", "r-1")))
			.isEqualTo(Map.of("mdc.good", "r-1"));
	}

	@Test
	void whatTheColumnHasNoRoomForStaysBehind() {
		Map<String, String> captured = IntStream.range(0, 100)
			.boxed()
			.collect(Collectors.toMap((i) -> "name" + i, (i) -> "\u20ac".repeat(1000)));
		assertThat(StoredContext.of(captured)).hasSize(15);
	}

}
