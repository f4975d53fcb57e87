package dev.webhooks.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.adyen.model.notification.NotificationRequest;
import com.adyen.notification.WebhookHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonObject;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.webhook.model.CallbackRequest;
import com.linecorp.bot.webhook.model.Event;
import com.slack.api.model.event.MessageEvent;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.net.StripeResponseGetter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.objects.Update;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models of vendors are the same in lists, maps, optionals and records, where their types
 * are arguments of others, and where only a super type of theirs is named.
 */
class NestedModelsTests {

	private static final String SESSION = """
			{"id":"cs_1","object":"checkout.session","amount_total":2499,"payment_status":"paid",
			 "customer_details":{"email":"a@example.com","address":{"city":"Wien"}},"metadata":{"order":"7"}}""";

	private static final String UPDATE = """
			{"update_id":10000,"message":{"message_id":1365,"date":1441645532,"text":"/start now",
			 "chat":{"id":1111111111111,"type":"private","first_name":"Test"},
			 "entities":[{"type":"bot_command","offset":0,"length":6}]}}""";

	private static final String LINE = """
			{"destination":"U1","events":[{"type":"follow","mode":"active","timestamp":1462629479859,
			  "webhookEventId":"01","deliveryContext":{"isRedelivery":true},"replyToken":"r1",
			  "source":{"type":"user","userId":"U4"},"follow":{"isUnblocked":true}},
			 {"type":"postback","mode":"active","timestamp":1462629479860,"webhookEventId":"02",
			  "deliveryContext":{"isRedelivery":false},"replyToken":"r2","source":{"type":"room","roomId":"R1"},
			  "postback":{"data":"a=b","params":{"date":"2026-11-28"}}}]}""";

	private static final String ADYEN = """
			{"live":"true","notificationItems":[{"NotificationRequestItem":{"eventCode":"REFUND","success":"false",
			 "amount":{"currency":"EUR","value":2500},"merchantReference":"order-7","pspReference":"Q",
			 "originalReference":"P","eventDate":"2026-11-28T12:00:00+01:00"}}]}""";

	@ParameterizedTest
	@MethodSource("models")
	void aModelIsTheSameWhereverItStands(Class<?> listener, String json, Object expected) {
		assertThat(ModelListeners.received(listener, json)).usingRecursiveComparison()
			.ignoringFieldsOfTypes(StripeResponseGetter.class)
			.withStrictTypeChecking()
			.isEqualTo(expected);
	}

	static Stream<Object[]> models() throws Exception {
		Session session = (Session) StripeObject
			.deserializeStripeObject(ApiResource.GSON.fromJson(SESSION, JsonObject.class), Session.class, null);
		Update update = new ObjectMapper().readValue(UPDATE, Update.class);
		CallbackRequest line = ModelObjectMapper.createNewObjectMapper().readValue(LINE, CallbackRequest.class);
		NotificationRequest adyen = new WebhookHandler().handleNotificationJson(ADYEN);
		return Stream.of(all(Sessions.class, SESSION, session), all(Updates.class, UPDATE, update),
				all(Callbacks.class, LINE, line), all(Notifications.class, ADYEN, adyen),
				Stream.<Object[]>of(new Object[] { AnyOfStripe.class, SESSION, session },
						new Object[] { EventsOfLine.class, LINE, line.events() }))
			.flatMap((each) -> each);
	}

	private static Stream<Object[]> all(Class<?> listeners, String json, Object expected) {
		return Stream.of(listeners.getDeclaredClasses()).map((listener) -> switch (listener.getSimpleName()) {
			case "Lists" ->
				new Object[] { listener, "[" + json + "," + json + "]", new ArrayList<>(List.of(expected, expected)) };
			case "Maps" ->
				new Object[] { listener, "{\"a\":" + json + "}", new LinkedHashMap<>(Map.of("a", expected)) };
			case "Optionals" -> new Object[] { listener, "{\"a\":" + json + "}", expected };
			case "Within" -> new Object[] { listener, "{\"a\":{\"item\":" + json + ",\"others\":[[" + json + "]]}}",
					new Box<>(expected, new ArrayList<>(List.of(new ArrayList<>(List.of(expected))))) };
			default -> throw new IllegalStateException(listener.getName());
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Slack.Lists.class, Slack.Within.class })
	void modelsOfSlackStopTheStart(Class<?> listener) {
		ModelListeners.runner(listener)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("com.slack.api.")
				.hasMessageContaining("createSnakeCase"));
	}

	record Box<T>(T item, List<List<T>> others) {

	}

	static class Sessions {

		static class Lists {

			@WebhookListener
			Object on(List<Session> models) {
				return models;
			}

		}

		static class Maps {

			@WebhookListener
			Object on(Map<String, Session> models) {
				return models;
			}

		}

		static class Optionals {

			@WebhookListener
			Object on(@WebhookPayload("/a") Optional<Session> model) {
				return model.orElseThrow();
			}

		}

		static class Within {

			@WebhookListener
			Object on(@WebhookPayload("/a") Box<Session> box) {
				return box;
			}

		}

	}

	static class Updates {

		static class Lists {

			@WebhookListener
			Object on(List<Update> models) {
				return models;
			}

		}

		static class Maps {

			@WebhookListener
			Object on(Map<String, Update> models) {
				return models;
			}

		}

		static class Optionals {

			@WebhookListener
			Object on(@WebhookPayload("/a") Optional<Update> model) {
				return model.orElseThrow();
			}

		}

		static class Within {

			@WebhookListener
			Object on(@WebhookPayload("/a") Box<Update> box) {
				return box;
			}

		}

	}

	static class Callbacks {

		static class Lists {

			@WebhookListener
			Object on(List<CallbackRequest> models) {
				return models;
			}

		}

		static class Maps {

			@WebhookListener
			Object on(Map<String, CallbackRequest> models) {
				return models;
			}

		}

		static class Optionals {

			@WebhookListener
			Object on(@WebhookPayload("/a") Optional<CallbackRequest> model) {
				return model.orElseThrow();
			}

		}

		static class Within {

			@WebhookListener
			Object on(@WebhookPayload("/a") Box<CallbackRequest> box) {
				return box;
			}

		}

	}

	static class Notifications {

		static class Lists {

			@WebhookListener
			Object on(List<NotificationRequest> models) {
				return models;
			}

		}

		static class Maps {

			@WebhookListener
			Object on(Map<String, NotificationRequest> models) {
				return models;
			}

		}

		static class Optionals {

			@WebhookListener
			Object on(@WebhookPayload("/a") Optional<NotificationRequest> model) {
				return model.orElseThrow();
			}

		}

		static class Within {

			@WebhookListener
			Object on(@WebhookPayload("/a") Box<NotificationRequest> box) {
				return box;
			}

		}

	}

	static class Slack {

		static class Lists {

			@WebhookListener
			Object on(List<MessageEvent> models) {
				return models;
			}

		}

		static class Within {

			@WebhookListener
			Object on(@WebhookPayload("/a") Box<MessageEvent> box) {
				return box;
			}

		}

	}

	static class AnyOfStripe {

		@WebhookListener
		Object on(@WebhookPayload StripeObject object) {
			return object;
		}

	}

	static class EventsOfLine {

		@WebhookListener
		Object on(@WebhookPayload("/events") List<Event> events) {
			return events;
		}

	}

}
