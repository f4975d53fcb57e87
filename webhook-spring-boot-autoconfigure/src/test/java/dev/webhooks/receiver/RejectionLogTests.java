package dev.webhooks.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RejectionLog}.
 */
class RejectionLogTests {

	private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

	private final Logger logger = (Logger) LoggerFactory.getLogger(WebhookReceiver.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final MutableClock clock = new MutableClock(START);

	private final RejectionLog log = new RejectionLog(this.clock);

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
	void refusalIsAWarningThatSaysWhy() {
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.appender.list).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getFormattedMessage())
				.startsWith("Refused a request of provider 'acme' (signature-mismatch) from 192.0.2.7: why.");
		});
	}

	@Test
	void refusalNamesTheTenantOnOneLine() {
		RequestVerifier verifier = TestEvents.provider().build().verifier();
		reject(WebhookProvider.builder("acme").verifier(verifier).build(), RejectionReason.SIGNATURE_MISMATCH,
				Map.of("tenant", "shop\n1"));
		assertThat(this.appender.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.asString()
			.contains("from 192.0.2.7 for tenant 'shop\\u{a}1': why.");
	}

	@Test
	void refusalHasNoStackTrace() {
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.appender.list).singleElement().extracting(ILoggingEvent::getThrowableProxy).isNull();
	}

	@Test
	void sameReasonIsLoggedOnceAMinute() {
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		this.clock.set(START.plus(Duration.ofMinutes(1)).minusNanos(1));
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.appender.list).hasSize(1);
	}

	@Test
	void sameReasonIsLoggedAgainAfterAMinute() {
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		this.clock.set(START.plus(Duration.ofMinutes(1)));
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.appender.list).hasSize(2);
	}

	@Test
	void otherReasonIsLogged() {
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		reject("acme", RejectionReason.SIGNATURE_MISSING);
		assertThat(this.appender.list).hasSize(2);
	}

	@Test
	void sameReasonOfAnotherProviderIsLogged() {
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		reject("other", RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.appender.list).hasSize(2);
	}

	@Test
	void everyRefusalIsLoggedAtDebugLevel() {
		this.logger.setLevel(Level.DEBUG);
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		reject("acme", RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.appender.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG, Level.DEBUG);
	}

	private void reject(String name, RejectionReason reason) {
		RequestVerifier verifier = TestEvents.provider().build().verifier();
		reject(WebhookProvider.builder(name).verifier(verifier).build(), reason, Map.of());
	}

	private void reject(WebhookProvider provider, RejectionReason reason, Map<String, String> pathVariables) {
		this.log.rejected(provider,
				WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks")
					.from("192.0.2.7", true)
					.pathVariables(pathVariables)
					.build(),
				new WebhookRejectedException(reason, "why"));
	}

}
