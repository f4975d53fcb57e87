package dev.webhooks.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.multipart.MultipartFile;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forms with files over real HTTP: what listeners have of them, before the answer and
 * from the inbox, and how each form that cannot be read is answered.
 */
class MultipartRequestsTests {

	private static final String TYPE = "multipart/form-data; boundary=xYzZY";

	private static final byte[] PICTURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, '-', '-', 'x' };

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	/** The fields are those of SendGrid's Inbound Parse. */
	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void aMailReachesItsListener(String processing) throws Exception {
		start(processing);
		byte[] mail = form("to", "in@example.com", "subject", "Gr\u00fc\u00dfe", "charsets",
				"{\"to\":\"UTF-8\",\"subject\":\"iso-8859-1\"}", "attachments", "1", "file:attachment1", "");
		assertThat(signed("mail", TYPE, mail).send(RawHttp.to(context())).status()).isEqualTo(200);
		Received received = next();
		assertThat(received.mail).isEqualTo(new Mail("in@example.com", "Gr\u00fc\u00dfe", 1));
		assertThat(received.subject).isEqualTo("Gr\u00fc\u00dfe");
		assertThat(received.event.type()).isEqualTo("in@example.com");
		assertThat(received.event.body()).isEqualTo(mail);
		assertThat(received.files).singleElement().satisfies((file) -> {
			assertThat(file.filename()).isEqualTo("../a.png");
			assertThat(file.bytes()).isEqualTo(PICTURE);
		});
		assertThat(received.attachment).isEqualTo(PICTURE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "durable" })
	void aFormThatHasNoFileMayBeUrlEncoded(String processing) throws Exception {
		start(processing);
		byte[] mail = "to=a&subject=b+c&attachments=0".getBytes(StandardCharsets.US_ASCII);
		assertThat(signed("mail", "application/x-www-form-urlencoded", mail).send(RawHttp.to(context())).status())
			.isEqualTo(200);
		Received received = next();
		assertThat(received.mail).isEqualTo(new Mail("a", "b c", 0));
		assertThat(received.files).isEmpty();
		assertThat(received.attachment).isNull();
	}

	@Test
	void theSameFormIsADuplicateAndOneWithAnotherFileIsNot() throws Exception {
		start("durable");
		byte[] mail = form("to", "a", "subject", "b", "attachments", "1", "file:attachment1", "");
		byte[] other = new String(mail, StandardCharsets.ISO_8859_1).replace("PNG", "GIF")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(signed("mail", TYPE, mail).send(RawHttp.to(context())).body()).contains("accepted");
		assertThat(signed("mail", TYPE, mail).send(RawHttp.to(context())).body()).contains("duplicate");
		assertThat(signed("mail", TYPE, other).send(RawHttp.to(context())).body()).contains("accepted");
	}

	@ParameterizedTest
	@CsvSource({ "multipart/form-data; boundary=xYzZY, --xYzZY", "multipart/form-data; boundary=other, --xYzZY--",
			"multipart/form-data, --xYzZY--", "multipart/form-data; boundary=xYzZY, ''", "application/json, {}",
			"multipart/mixed; boundary=xYzZY, --xYzZY--", "text/plain, to=a" })
	void whatIsNoFormIsMalformed(String contentType, String body) throws Exception {
		start("inline");
		assertThat(signed("mail", contentType, body.getBytes(StandardCharsets.US_ASCII)).send(RawHttp.to(context()))
			.status()).isEqualTo(400);
	}

	@Test
	void aMalformedFormThatIsNotAuthenticIsRefusedFirst() throws Exception {
		start("inline");
		assertThat(signed("mail", TYPE, "--xYzZY".getBytes(StandardCharsets.US_ASCII)).header("X-Signature", "00")
			.send(RawHttp.to(context()))
			.status()).isEqualTo(401);
	}

	@Test
	void moreThanAThousandPartsAreMalformed() throws Exception {
		start("inline");
		String[] fields = new String[2002];
		for (int i = 0; i < fields.length; i++) {
			fields[i] = "a";
		}
		assertThat(signed("mail", TYPE, form(fields)).send(RawHttp.to(context())).status()).isEqualTo(400);
	}

	@Test
	void aFormIsNoLongerThanItsLimit() throws Exception {
		start("inline");
		byte[] form = form("to", "a".repeat(110_000));
		assertThat(signed("mail", TYPE, form).send(RawHttp.to(context())).status()).isEqualTo(413);
	}

	@Test
	void aMissingFileThatAListenerNeedsIsMalformed() throws Exception {
		start("inline");
		assertThat(signed("photos", TYPE, form("a", "1")).send(RawHttp.to(context())).status()).isEqualTo(400);
	}

	private static SignedRequest signed(String provider, String contentType, byte[] body) {
		byte[] secret = SignedRequests.SECRET.getBytes(StandardCharsets.UTF_8);
		return SignedRequest.post("/webhooks/" + provider, body)
			.header("Content-Type", contentType)
			.header("X-Signature", HexFormat.of().formatHex(Hmac.sha256(secret, body)));
	}

	private void start(String processing) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--webhooks.inbox.type=memory",
				"--webhooks.providers.mail.event.type=form:to", "--webhooks.providers.mail.max-body-size=100KB"));
		for (String provider : List.of("mail", "photos")) {
			for (String property : List.of("secret=" + SignedRequests.SECRET, "signature.header=X-Signature",
					"event.format=multipart", "processing=" + processing)) {
				arguments.add("--webhooks.providers." + provider + "." + property);
			}
		}
		this.context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	private ConfigurableApplicationContext context() {
		assertThat(this.context).isNotNull();
		return this.context;
	}

	private Received next() throws InterruptedException {
		Received received = context().getBean(Mails.class).received.poll(20, TimeUnit.SECONDS);
		assertThat(received).isNotNull();
		return received;
	}

	private static byte[] form(String... fields) {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		for (int i = 0; i < fields.length; i += 2) {
			boolean file = fields[i].startsWith("file:");
			String head = "--xYzZY\r\nContent-Disposition: form-data; name=\"" + fields[i].replace("file:", "")
					+ (file ? "\"; filename=\"../a.png\"\r\nContent-Type: image/png\r\n\r\n" : "\"\r\n\r\n");
			form.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
			form.writeBytes(file ? PICTURE : fields[i + 1].getBytes(StandardCharsets.ISO_8859_1));
			form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		form.writeBytes("--xYzZY--\r\n".getBytes(StandardCharsets.US_ASCII));
		return form.toByteArray();
	}

	record Mail(String to, String subject, int attachments) {

	}

	private record Received(WebhookEvent event, Mail mail, String subject, List<WebhookFile> files,
			byte @Nullable [] attachment) {

	}

	static class Mails {

		private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

		@WebhookListener(provider = "mail")
		void on(WebhookEvent event, Mail mail, @WebhookParameter("subject") String subject, List<WebhookFile> files,
				@WebhookParameter(name = "attachment1", required = false) byte @Nullable [] attachment) {
			this.received.add(new Received(event, mail, subject, files, attachment));
		}

		@WebhookListener(provider = "photos")
		void on(@WebhookParameter("photo") MultipartFile photo) {
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Mails mails() {
			return new Mails();
		}

	}

}
