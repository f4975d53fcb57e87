package dev.webhooks.alert;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.alert.WebhookAlert.Phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

@ExtendWith(OutputCaptureExtension.class)
class AlertDispatchTests {

	private static final Instant SINCE = Instant.parse("2026-07-01T12:00:00Z");

	private final BlockingQueue<WebhookAlert> told = new LinkedBlockingQueue<>();

	private static WebhookAlert alert(Phase phase) {
		return new WebhookAlert(Kind.DEAD_LETTERS, "inbox/stripe", "1 delivery was given up", SINCE, phase);
	}

	@Test
	void aSinkThatHangsKeepsNoOtherWaiting() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		try (AlertDispatch dispatch = new AlertDispatch(List.of((alert) -> end.await(), this.told::add))) {
			dispatch.accept(alert(Phase.BEGUN));
			dispatch.accept(alert(Phase.ENDED));
			assertThat(this.told.poll(10, TimeUnit.SECONDS)).isEqualTo(alert(Phase.BEGUN));
			assertThat(this.told.poll(10, TimeUnit.SECONDS)).isEqualTo(alert(Phase.ENDED));
			end.countDown();
		}
	}

	@Test
	void aSinkThatFailsIsToldOfTheNextAlert(CapturedOutput output) throws Exception {
		WebhookAlertSink failing = (alert) -> {
			this.told.add(alert);
			throw new IllegalStateException("no network");
		};
		try (AlertDispatch dispatch = new AlertDispatch(List.of(failing))) {
			dispatch.accept(alert(Phase.BEGUN));
			dispatch.accept(alert(Phase.ENDED));
		}
		assertThat(this.told).hasSize(2);
		assertThat(output).contains("could not be told", "no network");
	}

	@Test
	void whatASinkCannotTakeInTimeIsDropped(CapturedOutput output) throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		try (AlertDispatch dispatch = new AlertDispatch(List.of((alert) -> end.await()))) {
			for (int i = 0; i < 200; i++) {
				dispatch.accept(alert(Phase.BEGUN));
			}
			assertThat(output).contains("is behind");
			end.countDown();
		}
	}

	@Test
	void theApplicationEndsThoughASinkHangs(CapturedOutput output) throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		AlertDispatch dispatch = new AlertDispatch(List.of((alert) -> {
			begun.countDown();
			new CountDownLatch(1).await();
		}));
		dispatch.accept(alert(Phase.BEGUN));
		begun.await();
		dispatch.close();
		await().untilAsserted(() -> assertThat(output).contains("The application ends before"));
	}

	@Test
	void theLogWarnsOfWhatBeginsAndTellsWhatEnds(CapturedOutput output) {
		LogAlertSink log = new LogAlertSink();
		log.tell(alert(Phase.BEGUN));
		log.tell(alert(Phase.REMINDED));
		log.tell(alert(Phase.ENDED));
		assertThat(output.getOut()
			.lines()
			.filter((line) -> line.contains("inbox/stripe"))
			.map((line) -> line.replaceAll(".*(WARN|INFO).*?(?=Dead|Over)", "$1 ")))
			.containsExactly("WARN Dead letters: inbox/stripe. 1 delivery was given up",
					"WARN Dead letters, still since 2026-07-01T12:00:00Z: inbox/stripe. 1 delivery was given up",
					"INFO Over: Dead letters, since 2026-07-01T12:00:00Z: inbox/stripe");
	}

	@Test
	void mailsSayWhatItIsInTheirSubject() {
		MailSender sender = mock(MailSender.class);
		new MailAlertSink(sender, List.of("ops@example.com"), "shop@example.com", "shop").tell(alert(Phase.ENDED));
		SimpleMailMessage expected = new SimpleMailMessage();
		expected.setTo("ops@example.com");
		expected.setFrom("shop@example.com");
		expected.setSubject("[shop] Over: Dead letters: inbox/stripe");
		expected.setText("Over: Dead letters, since 2026-07-01T12:00:00Z: inbox/stripe");
		verify(sender).send(expected);
	}

}
