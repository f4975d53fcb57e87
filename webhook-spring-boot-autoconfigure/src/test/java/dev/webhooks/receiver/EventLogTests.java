package dev.webhooks.receiver;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EventLog}.
 */
class EventLogTests {

	private static final WebhookResponse OK = WebhookResponse.of(200);

	private final Logger logger = (Logger) LoggerFactory.getLogger(EventLog.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private EventLog log = new EventLog(EventLogging.FIRST);

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.INFO);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
	}

	@Test
	void tellsOfTheFirstEventOfEachOutcome() {
		received("acme", outcome(Kind.ACCEPTED, List.of("evt_1"), List.of("order.paid")));
		received("acme", outcome(Kind.ACCEPTED, List.of("evt_2"), List.of("order.paid")));
		received("acme", outcome(Kind.DUPLICATE, List.of("evt_1"), List.of("order.paid")));
		assertThat(lines()).containsExactly(
				"Webhook of 'acme' accepted: order.paid (evt_1). More of this kind are logged at debug level.",
				"Webhook of 'acme' duplicate: order.paid (evt_1). More of this kind are logged at debug level.");
	}

	@Test
	void tellsOfTheFirstEventOfEachProvider() {
		received("acme", outcome(Kind.PROCESSED, List.of("1"), List.of("a")));
		received("other", outcome(Kind.PROCESSED, List.of("1"), List.of("a")));
		assertThat(lines()).hasSize(2);
	}

	@Test
	void tellsOfAllForDebugging() {
		this.logger.setLevel(Level.DEBUG);
		received("acme", outcome(Kind.ACCEPTED, List.of("evt_1"), List.of("order.paid")));
		received("acme", outcome(Kind.ACCEPTED, List.of("evt_2"), List.of("order.paid")));
		assertThat(this.appender.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.DEBUG);
	}

	@Test
	void tellsOfAllOrNoneIfThatIsWanted() {
		for (EventLogging events : List.of(EventLogging.ALL, EventLogging.NONE)) {
			this.log = new EventLog(events);
			received("acme", outcome(Kind.ACCEPTED, List.of("evt_1"), List.of("order.paid")));
			received("acme", outcome(Kind.ACCEPTED, List.of("evt_2"), List.of("order.paid")));
		}
		assertThat(lines()).containsExactly("Webhook of 'acme' accepted: order.paid (evt_1)",
				"Webhook of 'acme' accepted: order.paid (evt_2)");
	}

	@Test
	void tellsOfATypeThatIsNotWantedAndOfATest() {
		received("acme", outcome(Kind.IGNORED, List.of(), List.of()));
		received("acme", outcome(Kind.HANDSHAKE, List.of(), List.of()));
		assertThat(lines().get(0)).startsWith("Webhook of 'acme' ignored: a type that is not wanted.");
		assertThat(lines().get(1)).startsWith("Provider 'acme' has tested the endpoint, and was answered 200.");
	}

	@Test
	void namesAFewOfManyAndStaysOnOneLine() {
		List<String> ids = IntStream.range(0, 100).mapToObj((i) -> "id\n" + i).toList();
		received("acme", outcome(Kind.ACCEPTED, ids, List.of("a")));
		assertThat(lines()).singleElement()
			.asString()
			.contains("id\\u{a}0, id\\u{a}1, id\\u{a}2, … 100 in all")
			.doesNotContain("\n");
	}

	@ParameterizedTest
	@EnumSource(names = { "SIGNATURE_MISMATCH", "LISTENER_FAILED" })
	void leavesRefusalsToOthers(RejectionReason reason) {
		received("acme", ReceiveOutcome.rejected(new WebhookRejectedException(reason, "why"), OK));
		assertThat(lines()).isEmpty();
	}

	private List<String> lines() {
		return this.appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static ReceiveOutcome outcome(Kind kind, List<String> ids, List<String> types) {
		return new ReceiveOutcome(kind, null, ids, types, Map.of(), OK);
	}

	private void received(String provider, ReceiveOutcome outcome) {
		this.log.received(WebhookProvider.builder(provider).verifier(TestEvents.provider().build().verifier()).build(),
				WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks").build(), outcome);
	}

}
