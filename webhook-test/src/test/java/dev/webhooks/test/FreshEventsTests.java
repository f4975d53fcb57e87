package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.request.FormFields;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventFields} and {@link IdCopies}: an event is told from another by
 * what is its own, and by no more.
 */
class FreshEventsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@ParameterizedTest
	@CsvSource({ "zoom,meeting.started,/payload/account_id", "meta,page.feed,/entry/0/id",
			"meta,page.feed,/entry/0/changes/0/value/post_id", "discord-events,APPLICATION_AUTHORIZED,/application_id",
			"discord-events,ENTITLEMENT_CREATE,/event/data/application_id", "docker-hub,push,/push_data/tag",
			"asana,task.added,/events/0/user/gid", "airtable,ping,/base/id",
			"cloudflare,http_alert_edge_error,/account_id",
			"adyen-platform,balancePlatform.accountHolder.created,/data/accountHolder/legalEntityId",
			"lemon-squeezy,order_created,/meta/webhook_id", "zoho-crm,Leads.insert,/channel_id" })
	void whatEventsShareStays(String preset, String type, String pointer) {
		String original = document(fixture(preset, type)).at(pointer).asString();
		assertThat(document(sent(preset, type)).at(pointer).asString()).isEqualTo(original);
	}

	@ParameterizedTest
	@CsvSource({ "zoom,meeting.started,/payload/object/uuid", "meta,page.feed,/entry/0/changes/0/value/comment_id",
			"airtable,ping,/timestamp", "asana,task.added,/events/0/created_at", "docker-hub,push,/callback_url" })
	void whatIsTheEventsOwnIsFresh(String preset, String type, String pointer) {
		assertThat(document(sent(preset, type)).at(pointer).asString())
			.isNotEqualTo(document(sent(preset, type)).at(pointer).asString());
	}

	@Test
	void copiesOfTheIdChangeWithIt() {
		JsonNode job = document(sent("buildkite", "job.finished"));
		assertThat(job.at("/job/web_url").asString()).endsWith(job.at("/job/id").asString());
		JsonNode sms = document(FormFields.toJson(FormFields.parse(sent("twilio", "delivered"))));
		assertThat(sms.at("/SmsSid")).isEqualTo(sms.at("/MessageSid"));
	}

	private static byte[] sent(String preset, String type) {
		return TestProviders.request(preset).event(type).at(NOW).sign().body();
	}

	private static byte[] fixture(String preset, String type) {
		return WebhookFixtures.create().find(preset, type).orElseThrow().body();
	}

	private static JsonNode document(byte[] json) {
		return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
	}

}
