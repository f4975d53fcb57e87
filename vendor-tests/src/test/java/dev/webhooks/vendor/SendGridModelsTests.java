package dev.webhooks.vendor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.ASM;
import com.sendgrid.helpers.mail.objects.Attachments;
import com.sendgrid.helpers.mail.objects.BccSettings;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.GoogleAnalyticsSetting;
import com.sendgrid.helpers.mail.objects.MailSettings;
import com.sendgrid.helpers.mail.objects.Personalization;
import com.sendgrid.helpers.mail.objects.Setting;
import com.sendgrid.helpers.mail.objects.SpamCheckSetting;
import com.sendgrid.helpers.mail.objects.TrackingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners have the models of SendGrid as the mapper reads them that SendGrid writes
 * them with. What it sends has no models: its library has its signature alone.
 */
class SendGridModelsTests {

	private static final String JSON = json();

	@Test
	void theSampleHasAllValues() throws Exception {
		assertThat(JSON).contains("\"group_id\":7", "\"threshold\":5", "\"utm_source\":\"s\"", "\"content_id\":\"cid\"",
				"\"dynamic_template_data\":{", "\"ip_pool_name\":\"pool\"", "\"send_at\":1800000000");
		assertThat(new ObjectMapper().readValue(JSON, Mail.class).build()).isEqualTo(JSON);
	}

	@ParameterizedTest
	@MethodSource
	void listenersHaveAllThatSendGridHasWritten(Class<?> listener, String json) throws Exception {
		Mail received = (Mail) ModelListeners.received(listener, json);
		assertThat(received).usingRecursiveComparison().isEqualTo(new ObjectMapper().readValue(JSON, Mail.class));
		assertThat(received.build()).isEqualTo(JSON);
	}

	static Stream<Object[]> listenersHaveAllThatSendGridHasWritten() {
		return Stream.of(new Object[] { Whole.class, JSON }, new Object[] { ListOf.class, "[" + JSON + "]" },
				new Object[] { MapOf.class, "{\"a\":" + JSON + "}" },
				new Object[] { OptionalOf.class, "{\"a\":" + JSON + "}" },
				new Object[] { Within.class, "{\"mail\":" + JSON + "}" },
				new Object[] { Part.class, "{\"data\":[" + JSON + "]}" });
	}

	private static String json() {
		Mail mail = new Mail(new Email("a@example.com", "A"), "Subject", new Email("b@example.com", "B"),
				new Content("text/plain", "Hello"));
		mail.addContent(new Content("text/html", "<p>Hello"));
		mail.getPersonalization().get(0).addCc(new Email("c@example.com"));
		mail.getPersonalization().get(0).addHeader("X-A", "b");
		mail.getPersonalization().get(0).addCustomArg("order", "7");
		mail.getPersonalization().get(0).setSendAt(1800000001L);
		Personalization second = new Personalization();
		second.addTo(new Email("d@example.com"));
		second.addDynamicTemplateData("lines", List.of(Map.of("sku", "1")));
		mail.addPersonalization(second);
		mail.setReplyTo(new Email("e@example.com"));
		mail.setTemplateId("template");
		mail.addSection("%a%", "b");
		mail.addHeader("X-B", "c");
		mail.addCategory("invoices");
		mail.addCustomArg("tenant", "acme");
		mail.setSendAt(1800000000L);
		mail.setBatchId("batch");
		mail.setIpPoolId("pool");
		mail.setASM(asm());
		mail.addAttachments(attachment());
		mail.setMailSettings(settings());
		mail.setTrackingSettings(tracking());
		try {
			return mail.build();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ASM asm() {
		ASM asm = new ASM();
		asm.setGroupId(7);
		asm.setGroupsToDisplay(new int[] { 7, 8 });
		return asm;
	}

	private static Attachments attachment() {
		Attachments attachment = new Attachments();
		attachment.setContent("aGVsbG8=");
		attachment.setContentId("cid");
		attachment.setDisposition("inline");
		attachment.setFilename("a.txt");
		attachment.setType("text/plain");
		return attachment;
	}

	private static MailSettings settings() {
		MailSettings settings = new MailSettings();
		BccSettings bcc = new BccSettings();
		bcc.setEnable(true);
		bcc.setEmail("f@example.com");
		settings.setBccSettings(bcc);
		Setting sandbox = new Setting();
		sandbox.setEnable(true);
		settings.setSandboxMode(sandbox);
		SpamCheckSetting spam = new SpamCheckSetting();
		spam.setEnable(true);
		spam.setSpamThreshold(5);
		spam.setPostToUrl("https://example.com");
		settings.setSpamCheckSetting(spam);
		return settings;
	}

	private static TrackingSettings tracking() {
		GoogleAnalyticsSetting google = new GoogleAnalyticsSetting();
		google.setEnable(true);
		google.setCampaignSource("s");
		google.setCampaignMedium("m");
		TrackingSettings tracking = new TrackingSettings();
		tracking.setGoogleAnalyticsSetting(google);
		return tracking;
	}

	static class Whole {

		@WebhookListener
		Object on(Mail mail) {
			return mail;
		}

	}

	static class ListOf {

		@WebhookListener
		Object on(List<Mail> mails) {
			return mails.get(0);
		}

	}

	static class MapOf {

		@WebhookListener
		Object on(Map<String, Mail> mails) {
			return mails.get("a");
		}

	}

	static class OptionalOf {

		@WebhookListener
		Object on(@WebhookPayload("/a") Optional<Mail> mail) {
			return mail.orElseThrow();
		}

	}

	record Sent(Mail mail) {

	}

	static class Within {

		@WebhookListener
		Object on(Sent sent) {
			return sent.mail();
		}

	}

	static class Part {

		@WebhookListener
		Object on(@WebhookPayload("/data/0") Mail mail) {
			return mail;
		}

	}

}
