package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredHead}.
 */
class StoredHeadTests {

	@Test
	void anOrdinaryRequestNeedsNoValues() {
		assertThat(stored("POST", null, Map.of())).isEmpty();
		assertThat(StoredHead.method(Map.of())).isEqualTo("POST");
		assertThat(StoredHead.query(Map.of())).isNull();
		assertThat(StoredHead.pathVariables(Map.of())).isEmpty();
	}

	@Test
	void whatIsStoredIsFoundAgain() {
		Map<String, String> values = stored("GET", "a=1&b=%C3%A4", Map.of("shop", "n\u00f6rd", "x", ""));
		assertThat(StoredHead.method(values)).isEqualTo("GET");
		assertThat(StoredHead.query(values)).isEqualTo("a=1&b=%C3%A4");
		assertThat(StoredHead.pathVariables(values)).isEqualTo(Map.of("shop", "n\u00f6rd", "x", ""));
	}

	@Test
	void anEmptyQueryStringIsOne() {
		assertThat(StoredHead.query(stored("POST", "", Map.of()))).isEqualTo("");
	}

	@ParameterizedTest
	@CsvSource({ "token=s3cret&a=1, a=1", "a=1&token=s3cret, a=1", "token=s%33cret&a=1, a=1", "s3cret=1&a=1, a=1",
			"token=xs3cretx&a=1, a=1", "token=%zz&a=1, token=%zz&a=1", "a=1&&b=2, a=1&&b=2" })
	void parametersThatHoldASecretAreNotStored(String query, String kept) {
		assertThat(StoredHead.query(stored("POST", query, Map.of()))).isEqualTo(kept);
	}

	@Test
	void variablesThatHoldASecretAreNotStored() {
		assertThat(StoredHead.pathVariables(stored("POST", null, Map.of("key", "s3cret", "shop", "a"))))
			.isEqualTo(Map.of("shop", "a"));
	}

	private static Map<String, String> stored(String method, @Nullable String query, Map<String, String> variables) {
		return StoredHead.of(new Event(method, query, variables), (text) -> text.contains("s3cret"));
	}

	private record Event(String method, @Nullable String query,
			Map<String, String> pathVariables) implements WebhookEvent {

		@Override
		public String provider() {
			return "acme";
		}

		@Override
		public List<String> types() {
			return List.of("a");
		}

		@Override
		public String id() {
			return "1";
		}

		@Override
		public @Nullable Instant occurredAt() {
			return null;
		}

		@Override
		public Instant receivedAt() {
			return Instant.EPOCH;
		}

		@Override
		public WebhookHeaders headers() {
			return WebhookHeaders.of();
		}

		@Override
		public byte[] body() {
			return new byte[0];
		}

	}

}
