package dev.webhooks.sender.fanout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.Submission;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FanOut}.
 */
class FanOutTests {

	private static final Message MESSAGE = new Message("default", "acme", "order-1", List.of("order.shipped"), null,
			Instant.EPOCH, WebhookHeaders.of(), "{}".getBytes(), null, Map.of());

	private final FanOut fanOut = new FanOut(3);

	private static List<String> ids(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + i).toList();
	}

	private static FanOutTargets targets(int ordered, int unordered) {
		return new FanOutTargets((ordered > 0) ? "key" : null, ids("o", ordered), ids("u", unordered));
	}

	private static List<String> show(Stream<Submission> parts) {
		return parts.map((part) -> part.message().key() + " " + show(part.orderKey()) + part.targets()).toList();
	}

	private static String show(@Nullable String orderKey) {
		return (orderKey != null) ? orderKey + " " : "";
	}

	private List<String> split(int ordered, int unordered) {
		return show(this.fanOut.split(MESSAGE, targets(ordered, unordered)).stream());
	}

	/** What is written after a part with the rest. */
	private List<Submission> rest(Submission part) {
		ClaimedDelivery delivery = ClaimedDelivery.first(new DeliveryId(new UUID(0, 0), FanOut.TARGET), part.message(),
				new Lease(1, Instant.EPOCH));
		return this.fanOut.rest(delivery);
	}

	@Test
	void aFewAreOnePart() {
		assertThat(split(0, 3)).containsExactly("order-1 [u0, u1, u2]");
		assertThat(split(2, 0)).containsExactly("order-1 key [o0, o1]");
	}

	@Test
	void orderedAndOthersAreTwoParts() {
		assertThat(split(1, 1)).containsExactly("order-1 [u0]", "order-1~ordered key [o0]");
	}

	@Test
	void ofManyTheRestIsWrittenLater() {
		List<Submission> parts = this.fanOut.split(MESSAGE, targets(0, 8));
		assertThat(show(parts.stream())).containsExactly("order-1 [u0, u1, u2]", "order-1~rest [fan-out]");
		assertThat(show(rest(parts.get(1)).stream())).containsExactly("order-1~1 [u3, u4, u5]", "order-1~2 [u6, u7]");
	}

	@Test
	void theRestIsWrittenInTheOrderOfTheMessagesIfOneOfItsEndpointsWantsThat() {
		List<Submission> parts = this.fanOut.split(MESSAGE, targets(4, 3));
		assertThat(show(parts.stream())).containsExactly("order-1 key [o0, o1, o2]", "order-1~rest key [fan-out]");
		assertThat(show(rest(parts.get(1)).stream())).containsExactly("order-1~1 [u0, u1]", "order-1~1ordered key [o3]",
				"order-1~2 [u2]");
	}

	@Test
	void theSameRestHasTheSameKeys() {
		Submission part = this.fanOut.split(MESSAGE, targets(4, 9)).get(1);
		assertThat(show(rest(part).stream())).isEqualTo(show(rest(part).stream()));
	}

	@Test
	void aWholeMessageHasAllInOnePart() {
		Submission whole = this.fanOut.whole(MESSAGE, targets(1, 4));
		assertThat(show(Stream.of(whole))).containsExactly("order-1 key [fan-out]");
		assertThat(show(rest(whole).stream())).containsExactly("order-1~1 [u0, u1]", "order-1~1ordered key [o0]",
				"order-1~2 [u2, u3]");
		assertThat(show(Stream.of(this.fanOut.whole(MESSAGE, targets(0, 2))))).containsExactly("order-1 [u0, u1]");
	}

	@Test
	void anOrderKeyOfAnyCharactersComesBack() {
		FanOutTargets targets = new FanOutTargets("a\\b\nä", ids("o", 4), List.of());
		assertThat(rest(this.fanOut.split(MESSAGE, targets).get(1)).get(0).orderKey()).isEqualTo("a\\b\nä");
	}

}
