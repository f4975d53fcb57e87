package dev.webhooks.inbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a listener cannot read is answered 400 where it runs before the answer, and is
 * dead at once where it runs from an inbox: it will be no better the next time.
 */
class HostileDeliveryTests {

	private static final List<String> HOSTILE = List.of("1e2147483648", "-1e2147483648", "1e-2147483649",
			"1e99999999999999999999", "0e2147483648", "[1e2147483648]", "{\"a\":1e2147483648}", "1e1000000000",
			"[".repeat(200) + "1e2147483648" + "]".repeat(200));

	private static Node inline;

	private static Node durable;

	@BeforeAll
	static void start() {
		inline = Node.start(Listeners.class, "webhooks.inbox.type=none");
		durable = Node.start(Listeners.class, Node.onH2());
	}

	@AfterAll
	static void stop() {
		inline.close();
		durable.close();
	}

	static Stream<Arguments> hostileValues() {
		return Stream.of("tree", "part", "decimal", "integer", "double", "instant", "duration", "list")
			.flatMap((type) -> HOSTILE.stream().map((value) -> Arguments.of(type, value)));
	}

	@ParameterizedTest
	@MethodSource("hostileValues")
	void whatAListenerCannotReadIsAnswered400OrDeadAtOnce(String type, String value) {
		String id = type + " " + value.hashCode();
		String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"v\":" + value + "}";
		int answered = inline.sendBody(body).status();
		assertThat(answered).isIn(200, 400);
		assertThat(durable.sendBody(body).status()).isEqualTo(200);
		await().until(() -> !delivery(id).status().equals(DeliveryStatus.PENDING)
				&& !delivery(id).status().equals(DeliveryStatus.PROCESSING));
		assertThat(delivery(id)).satisfies((delivery) -> {
			assertThat(delivery.status()).isEqualTo((answered == 200) ? DeliveryStatus.PROCESSED : DeliveryStatus.DEAD);
			assertThat(delivery.attempts()).isOne();
		});
	}

	static Stream<String> unreadableForAll() {
		return HOSTILE.stream().filter((value) -> value.contains("2147483648") || value.contains("9999"));
	}

	@ParameterizedTest
	@MethodSource("unreadableForAll")
	void aNumberThatJavaCannotHoldIsUnreadableAsATree(String value) {
		assertThat(inline.sendBody("{\"type\":\"tree\",\"v\":" + value + "}").status()).isEqualTo(400);
	}

	private static WebhookDelivery delivery(String id) {
		return durable.deliveries()
			.find(DeliveryFilter.of(), 1000)
			.stream()
			.filter((delivery) -> delivery.eventId().equals(id))
			.findFirst()
			.orElseThrow();
	}

	static class Listeners {

		@WebhookListener("tree")
		void tree(JsonNode payload) {
		}

		@WebhookListener("part")
		void part(@WebhookPayload("/v") JsonNode v) {
		}

		@WebhookListener("decimal")
		void decimal(@WebhookPayload("/v") BigDecimal v) {
		}

		@WebhookListener("integer")
		void integer(@WebhookPayload("/v") BigInteger v) {
		}

		@WebhookListener("double")
		void number(@WebhookPayload("/v") double v) {
		}

		@WebhookListener("instant")
		void instant(@WebhookPayload("/v") Instant v) {
		}

		@WebhookListener("duration")
		void duration(@WebhookPayload("/v") Duration v) {
		}

		@WebhookListener("list")
		void list(@WebhookPayload("/v") List<BigInteger> v) {
		}

	}

}
