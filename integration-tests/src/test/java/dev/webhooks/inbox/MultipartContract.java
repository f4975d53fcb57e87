package dev.webhooks.inbox;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;
import dev.webhooks.databases.TestDatabase;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forms with files in an inbox: their fields and files are read again when they are
 * delivered, which may be after a restart.
 */
abstract class MultipartContract {

	private static final String BOUNDARY = "----=_Part_1'()+_,-./:=?2";

	private static final int LIMIT = 3 * 1024 * 1024;

	private final TestDatabase database = TestDatabase.of(this);

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start() {
		this.database.empty();
		run();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private void run() {
		this.application = new SpringApplicationBuilder(Application.class, Mails.class)
			.properties(this.database.properties("server.port=0", "spring.main.banner-mode=off",
					"logging.level.dev.webhooks=OFF", "webhooks.inbox.poll-interval=50ms",
					"webhooks.providers.mail.signature.scheme=none", "webhooks.providers.mail.max-body-size=3MB",
					"webhooks.providers.mail.event.format=multipart", "webhooks.providers.mail.event.id=form:id"))
			.run();
	}

	@Test
	void fieldsAndFilesAreDelivered() throws Exception {
		byte[] content = random(1000);
		byte[] form = form("m1", "Gr\u00fc\u00dfe", content);
		assertThat(send(form)).isEqualTo(200);
		assertReceived(form, "Gr\u00fc\u00dfe", content);
	}

	@Test
	void fieldsAndFilesAreDeliveredAfterARestart() throws Exception {
		pause("mail");
		byte[] content = random(1000);
		byte[] form = form("m2", "later", content);
		assertThat(send(form)).isEqualTo(200);
		this.application.close();
		run();
		assertThat(mails().received).isEmpty();
		this.application.getBean(WebhookDeliveries.class).resume("mail");
		assertReceived(form, "later", content);
	}

	@Test
	void aFileAsLargeAsTheLimitAllowsIsDelivered() throws Exception {
		int around = form("m3", "large", new byte[0]).length;
		byte[] content = random(LIMIT - around);
		byte[] form = form("m3", "large", content);
		assertThat(form).hasSize(LIMIT);
		assertThat(send(form)).isEqualTo(200);
		assertReceived(form, "large", content);
	}

	/** The node knows of it when it next polls. */
	private void pause(String provider) {
		this.application.getBean(WebhookDeliveries.class).pause(provider, null);
		InboxEngine engine = this.application.getBean(InboxEngine.class);
		await().until(() -> !engine.gates().areAllOpen(provider));
	}

	private void assertReceived(byte[] form, String subject, byte[] content) {
		await().until(() -> !mails().received.isEmpty());
		Received received = mails().received.remove();
		assertThat(received.event.body()).isEqualTo(form);
		assertThat(received.event.contentType()).isEqualTo(contentType());
		assertThat(received.subject).isEqualTo(subject);
		assertThat(received.mail).isEqualTo(new Mail(received.event.id(), subject));
		assertThat(received.files).singleElement().satisfies((file) -> {
			assertThat(file.filename()).isEqualTo("scan.pdf");
			assertThat(file.contentType()).isEqualTo("application/pdf");
			assertThat(file.bytes()).isEqualTo(content);
		});
	}

	private Mails mails() {
		return this.application.getBean(Mails.class);
	}

	private int send(byte[] form) throws Exception {
		String port = this.application.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/mail"))
			.header("Content-Type", contentType())
			.POST(HttpRequest.BodyPublishers.ofByteArray(form))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private static String contentType() {
		return "multipart/form-data; boundary=\"" + BOUNDARY + "\"";
	}

	private static byte[] random(int size) {
		byte[] content = new byte[size];
		new Random(7).nextBytes(content);
		return content;
	}

	private static byte[] form(String id, String subject, byte[] content) {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(part("id\"\r\n\r\n" + id + "\r\n"));
		form.writeBytes(part("subject\"\r\n\r\n" + subject + "\r\n"));
		form.writeBytes(part("scan\"; filename=\"scan.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"));
		form.writeBytes(content);
		form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
		return form.toByteArray();
	}

	private static byte[] part(String text) {
		return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + text)
			.getBytes(StandardCharsets.UTF_8);
	}

	record Mail(String id, String subject) {

	}

	private record Received(WebhookEvent event, Mail mail, String subject, List<WebhookFile> files) {

	}

	static class Mails {

		private final Queue<Received> received = new ConcurrentLinkedQueue<>();

		@WebhookListener(provider = "mail", id = "mails")
		void on(WebhookEvent event, Mail mail, @WebhookParameter("subject") String subject, List<WebhookFile> files) {
			this.received.add(new Received(event, mail, subject, files));
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
