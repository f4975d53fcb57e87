package dev.webhooks.receiver;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link StorableEvents}.
 */
class StorableEventsTests {

	private static final WebhookHeaders NO_HEADERS = WebhookHeaders.of();

	static Stream<String> unstorableTexts() {
		return Stream.of("\0", "a\0b", "\ud800", "a\ud800", "\ud800a", "\udc00", "\udc00\ud800", "\ud800\ud800\udc00");
	}

	static Stream<String> storableTexts() {
		return Stream.of("", "a", "\u0001", "\n", "\ud83d\ude00", "a\ud800\udc00b", "\uffff", "x".repeat(100_000));
	}

	@ParameterizedTest
	@MethodSource("unstorableTexts")
	void anIdThatNoDatabaseKeepsIsRefused(String text) {
		assertRefused(new Event("acme", List.of("paid"), text, null, NO_HEADERS));
	}

	@ParameterizedTest
	@MethodSource("unstorableTexts")
	void anyOfTheTypesThatNoDatabaseKeepsIsRefused(String text) {
		assertRefused(new Event("acme", List.of("paid", text), "1", null, NO_HEADERS));
	}

	@ParameterizedTest
	@MethodSource("unstorableTexts")
	void aTenantThatNoDatabaseKeepsIsRefused(String text) {
		assertRefused(new Event(text, List.of("paid"), "1", null, NO_HEADERS));
	}

	@ParameterizedTest
	@MethodSource("unstorableTexts")
	void anOrderKeyThatNoDatabaseKeepsIsRefused(String text) {
		assertRefused(new Event(null, List.of("paid"), "1", text, NO_HEADERS));
	}

	@ParameterizedTest
	@MethodSource("unstorableTexts")
	void aHeaderThatNoDatabaseKeepsIsRefused(String text) {
		assertRefused(new Event(null, List.of("paid"), "1", null, WebhookHeaders.of("X-Name", text)));
		assertRefused(new Event(null, List.of("paid"), "1", null, WebhookHeaders.of(text, "value")));
	}

	@ParameterizedTest
	@MethodSource("storableTexts")
	void whatEveryDatabaseKeepsIsNotRefused(String text) {
		assertThatNoException().isThrownBy(
				() -> StorableEvents.check(new Event(null, List.of("paid"), text, text, WebhookHeaders.of("X", text))));
	}

	@ParameterizedTest
	@MethodSource("tenantsAndTypesOfAnyLength")
	void aTenantOrTypeHasRoomForTwoHundredAndFiftyFiveCharacters(String text, boolean refused) {
		Event tenant = new Event(text, List.of("paid"), "1", null, NO_HEADERS);
		Event type = new Event(null, List.of(text), "1", null, NO_HEADERS);
		if (refused) {
			assertRefused(tenant);
			assertRefused(type);
		}
		else {
			StorableEvents.check(tenant);
			StorableEvents.check(type);
		}
	}

	static Stream<Arguments> tenantsAndTypesOfAnyLength() {
		return Stream.of(arguments("x".repeat(255), false), arguments("\u00fc".repeat(255), false),
				arguments("x".repeat(256), true), arguments("\ud83d\ude00".repeat(128), true));
	}

	@ParameterizedTest
	@MethodSource("tenantsWithBlanks")
	void aTenantMayNotEndWithABlank(String tenant, boolean refused) {
		Event event = new Event(tenant, List.of("paid"), "1", null, NO_HEADERS);
		if (refused) {
			assertRefused(event);
		}
		else {
			StorableEvents.check(event);
		}
	}

	static Stream<Arguments> tenantsWithBlanks() {
		return Stream.of(arguments("acme ", true), arguments(" ", true), arguments(" acme", false),
				arguments("ac me", false));
	}

	private static void assertRefused(Event event) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> StorableEvents.check(event))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.UNSTORABLE_EVENT));
	}

	private record Event(@Nullable String tenant, List<String> types, String id, @Nullable String orderKey,
			WebhookHeaders headers) implements WebhookEvent {

		@Override
		public String provider() {
			return "shop";
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
		public byte[] body() {
			return new byte[0];
		}

	}

}
