package dev.webhooks.vendor;

import java.util.List;

import com.adyen.model.notification.NotificationRequest;
import com.adyen.notification.WebhookHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.webhook.model.CallbackRequest;
import com.slack.api.model.event.MessageEvent;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.objects.Update;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners have the models of vendors' libraries with every value that the vendor's own
 * reader finds.
 */
class VendorModelsTests {

	private static final String STRIPE = """
			{"id":"evt_1","object":"event","api_version":"2020-08-27","created":1800000000,"livemode":false,
			 "pending_webhooks":1,"type":"checkout.session.completed","request":{"id":"req_1","idempotency_key":"k"},
			 "data":{"object":{"id":"cs_1","object":"checkout.session","amount_subtotal":1999,"amount_total":2499,
			  "automatic_tax":{"enabled":true,"status":"complete"},"client_reference_id":"order-7","currency":"eur",
			  "customer":"cus_1","customer_details":{"address":{"city":"Wien","country":"AT","line1":"Ring 1",
			   "postal_code":"1010"},"email":"a@example.com","name":"A","phone":null,"tax_exempt":"none",
			   "tax_ids":[{"type":"eu_vat","value":"ATU1"}]},"expires_at":1800086400,"livemode":false,
			  "metadata":{"order":"7","caf\u00e9":"\u2615"},"mode":"payment","payment_intent":"pi_1",
			  "payment_method_types":["card","eps"],"payment_status":"paid","status":"complete",
			  "total_details":{"amount_discount":0,"amount_shipping":500,"amount_tax":0},"unknown_field":{"a":[1]}}}}""";

	private static final String TELEGRAM = """
			{"update_id":10000,"message":{"message_id":1365,"date":1441645532,"edit_date":1441645600,
			 "chat":{"id":1111111111111,"type":"private","first_name":"Test","last_name":"Lastname","username":"Testusername"},
			 "from":{"id":1111111111111,"is_bot":false,"first_name":"Test","last_name":"Lastname","language_code":"de"},
			 "text":"/start now","entities":[{"type":"bot_command","offset":0,"length":6}],
			 "photo":[{"file_id":"f1","file_unique_id":"u1","width":90,"height":51,"file_size":1101}],
			 "reply_to_message":{"message_id":1334,"date":1441645000,"text":"Original",
			  "chat":{"id":1111111111111,"type":"private","first_name":"Test"}}}}""";

	private static final String LINE = """
			{"destination":"U1","events":[{"type":"message","mode":"active","timestamp":1462629479859,
			 "webhookEventId":"01FZ74A0TDDPYRVKNK77XKC3ZR","deliveryContext":{"isRedelivery":false},
			 "replyToken":"r1","source":{"type":"group","groupId":"G1","userId":"U4"},
			 "message":{"id":"444","type":"text","quoteToken":"q","text":"Hello (love)"}}]}""";

	private static final String ADYEN = """
			{"live":"false","notificationItems":[{"NotificationRequestItem":{"eventCode":"AUTHORISATION",
			 "merchantAccountCode":"Shop","reason":"033899:1111:03/2030","amount":{"currency":"EUR","value":2500},
			 "operations":["CANCEL","CAPTURE","REFUND"],"success":"true","paymentMethod":"mc",
			 "additionalData":{"expiryDate":"03/2030","hmacSignature":"x"},"merchantReference":"order-7",
			 "pspReference":"QFQTPCQ8HXSKGK82","eventDate":"2026-11-28T12:00:00+01:00"}}]}""";

	@Test
	void eventsOfStripeHaveAllThatStripeFinds() {
		Event event = (Event) ModelListeners.received(Stripe.class, STRIPE);
		assertThat(event.toJson()).isEqualTo(ApiResource.GSON.fromJson(STRIPE, Event.class).toJson());
	}

	@Test
	void modelsOfStripeHaveAllThatStripeFinds() throws Exception {
		Session expected = (Session) ApiResource.GSON.fromJson(STRIPE, Event.class)
			.getDataObjectDeserializer()
			.deserializeUnsafe();
		assertThat(expected.getCustomerDetails().getTaxIds()).hasSize(1);
		assertThat(((Session) ModelListeners.received(StripeSession.class, STRIPE)).toJson())
			.isEqualTo(expected.toJson());
		assertThat(((Checkout) ModelListeners.received(StripeRecord.class, STRIPE)).object().toJson())
			.isEqualTo(expected.toJson());
	}

	@Test
	void updatesOfTelegramHaveAllThatTelegramFinds() throws Exception {
		Update expected = new ObjectMapper().readValue(TELEGRAM, Update.class);
		assertThat(expected.getMessage().getReplyToMessage().getText()).isEqualTo("Original");
		assertThat(ModelListeners.received(Telegram.class, TELEGRAM)).usingRecursiveComparison().isEqualTo(expected);
		assertThat(ModelListeners.received(TelegramList.class, "[" + TELEGRAM + "]")).usingRecursiveComparison()
			.isEqualTo(List.of(expected));
	}

	@Test
	void requestsOfLineHaveAllThatLineFinds() throws Exception {
		CallbackRequest expected = ModelObjectMapper.createNewObjectMapper().readValue(LINE, CallbackRequest.class);
		assertThat(expected.events()).hasSize(1);
		assertThat(ModelListeners.received(Line.class, LINE)).isEqualTo(expected);
	}

	@Test
	void notificationsOfAdyenHaveAllThatAdyenFinds() throws Exception {
		NotificationRequest expected = new WebhookHandler().handleNotificationJson(ADYEN);
		assertThat(expected.getNotificationItems().get(0).getAmount().getValue()).isEqualTo(2500);
		assertThat(ModelListeners.received(Adyen.class, ADYEN)).usingRecursiveComparison().isEqualTo(expected);
	}

	@Test
	void modelsOfSlackStopTheStart() {
		ModelListeners.runner(Slack.class)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("createSnakeCase"));
	}

	static class Stripe {

		@WebhookListener
		Object on(Event event) {
			return event;
		}

	}

	static class StripeSession {

		@WebhookListener
		Object on(@WebhookPayload("/data/object") Session session) {
			return session;
		}

	}

	record Checkout(Session object) {

	}

	static class StripeRecord {

		@WebhookListener
		Object on(@WebhookPayload("/data") Checkout checkout) {
			return checkout;
		}

	}

	static class Telegram {

		@WebhookListener
		Object on(Update update) {
			return update;
		}

	}

	static class TelegramList {

		@WebhookListener
		Object on(List<Update> updates) {
			return updates;
		}

	}

	static class Line {

		@WebhookListener
		Object on(CallbackRequest request) {
			return request;
		}

	}

	static class Adyen {

		@WebhookListener
		Object on(NotificationRequest request) {
			return request;
		}

	}

	static class Slack {

		@WebhookListener
		Object on(MessageEvent event) {
			return event;
		}

	}

}
