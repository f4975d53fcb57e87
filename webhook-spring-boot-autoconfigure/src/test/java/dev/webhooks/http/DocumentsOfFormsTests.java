package dev.webhooks.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.receiver.WebhookReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for JSON documents in requests whose content type is that of a form: a listener
 * has each field of them, before the answer and from the inbox.
 */
class DocumentsOfFormsTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String PROVIDER = "webhooks.providers.mail.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class))
		.withBean(Mails.class)
		.withPropertyValues(PROVIDER + "signature.scheme=none", "webhooks.inbox.type=memory",
				"webhooks.inbox.poll-interval=20ms");

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void anItemOfAListInAFormHasAllItsFields(String processing) {
		this.contextRunner
			.withPropertyValues(PROVIDER + "processing=" + processing, PROVIDER + "event.payload=form:events",
					PROVIDER + "event.split=body:", PROVIDER + "event.id=body:/id")
			.run((context) -> {
				String events = "[{\"id\":\"1\",\"text\":\"100 %\",\"count\":3},{\"id\":\"2\",\"text\":\"a=b&c\",\"count\":4}]";
				assertThat(send(context, FORM, "events=" + URLEncoder.encode(events, StandardCharsets.UTF_8)))
					.isEqualTo(200);
				assertThat(List.of(next(context), next(context))).containsExactlyInAnyOrder(new Mail("1", "100 %", 3),
						new Mail("2", "a=b&c", 4));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void aDocumentThatIsDecodedOfAFormHasAllItsFields(String processing) {
		this.contextRunner
			.withPropertyValues(PROVIDER + "processing=" + processing, PROVIDER + "event.payload=form:data",
					PROVIDER + "event.decoder=base64", PROVIDER + "event.id=body:/id")
			.run((context) -> {
				assertThat(send(context, FORM, "data=eyJpZCI6IjEiLCJ0ZXh0IjoiMTAwICUiLCJjb3VudCI6M30%3D"))
					.isEqualTo(200);
				assertThat(next(context)).isEqualTo(new Mail("1", "100 %", 3));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void aDocumentThatIsJsonWhateverItsContentTypeSaysHasAllItsFields(String processing) {
		this.contextRunner
			.withPropertyValues(PROVIDER + "processing=" + processing, PROVIDER + "event.format=json",
					PROVIDER + "event.id=body:/id")
			.run((context) -> {
				assertThat(send(context, FORM, "{\"id\":\"1\",\"text\":\"100 %\",\"count\":3}")).isEqualTo(200);
				assertThat(next(context)).isEqualTo(new Mail("1", "100 %", 3));
			});
	}

	@Test
	void aConditionSeesTheDocumentAsWell() {
		this.contextRunner.withBean(Conditional.class)
			.withPropertyValues(PROVIDER + "processing=inline", PROVIDER + "event.format=json",
					PROVIDER + "event.id=body:/id")
			.run((context) -> {
				send(context, FORM, "{\"id\":\"1\",\"text\":\"x\",\"count\":3}");
				send(context, FORM, "{\"id\":\"2\",\"text\":\"x\",\"count\":4}");
				assertThat(context.getBean(Conditional.class).ids).containsExactly("2");
			});
	}

	private static int send(ApplicationContext context, String contentType, String body) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/mail")
			.from("127.0.0.1", true)
			.header("Content-Type", contentType)
			.build();
		return context.getBean(WebhookReceiver.class).receive("mail", new WebhookRequest(head, body)).status();
	}

	private static Mail next(ApplicationContext context) throws InterruptedException {
		Mail mail = context.getBean(Mails.class).received.poll(20, TimeUnit.SECONDS);
		assertThat(mail).isNotNull();
		return mail;
	}

	record Mail(String id, String text, int count) {

	}

	static class Mails {

		final BlockingQueue<Mail> received = new LinkedBlockingQueue<>();

		@WebhookListener(id = "mails")
		void on(Mail mail) {
			this.received.add(mail);
		}

	}

	static class Conditional {

		final List<String> ids = new CopyOnWriteArrayList<>();

		@WebhookListener(id = "conditional", condition = "#payload.count > 3")
		void on(WebhookEvent event) {
			this.ids.add(event.id());
		}

	}

}
