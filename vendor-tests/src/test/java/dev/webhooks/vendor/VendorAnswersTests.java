package dev.webhooks.vendor;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.stripe.model.checkout.Session;
import com.wechat.pay.java.service.payments.model.Transaction;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.ResponseEntity;

import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.listener.payload.ConvertedAnswers;
import dev.webhooks.listener.payload.GsonPayloadConverter;
import dev.webhooks.listener.payload.Jackson2PayloadConverter;
import dev.webhooks.listener.payload.StripePayloadConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models of vendors' libraries that a listener returns are written as the vendor's own
 * writer does.
 */
class VendorAnswersTests {

	private static final ObjectMapper TELEGRAM = new ObjectMapper();

	private final JsonMapper mapper = ConvertedAnswers.addTo(new JsonMapper(), List.of(new StripePayloadConverter(),
			new GsonPayloadConverter(new Gson()), new Jackson2PayloadConverter(TELEGRAM)));

	@Test
	void modelsWithSerializersOfJackson2AreWrittenByThem() throws Exception {
		SendPhoto photo = SendPhoto.builder()
			.chatId(7L)
			.photo(new InputFile("AgACAgIAAxkBAAIB"))
			.caption("A photo")
			.build();
		assertThat(TELEGRAM.writeValueAsString(photo)).contains("AgACAgIAAxkBAAIB");
		assertThat(written(photo)).isEqualTo(tree(TELEGRAM.writeValueAsString(photo)));
	}

	@Test
	void modelsOfStripeAreWrittenWithTheNamesOfStripe() {
		Session session = new Session();
		session.setClientReferenceId("order-7");
		assertThat(written(session)).isEqualTo(tree(session.toJson()));
		assertThat(written(session).get("client_reference_id").asString()).isEqualTo("order-7");
	}

	@Test
	void modelsWithAnnotationsOfGsonAreWrittenByItWhereverTheyStand() {
		Transaction transaction = new Transaction();
		transaction.setOutTradeNo("order-7");
		assertThat(written(Map.of("paid", List.of(transaction))))
			.isEqualTo(tree("{\"paid\":[{\"out_trade_no\":\"order-7\"}]}"));
	}

	@Test
	void modelsOfSlackStopTheStart() {
		runner(Slack.class).run((context) -> assertThat(context).getFailure()
			.hasMessageContaining("it returns '" + SlashCommandResponse.class.getName() + "'"));
		runner(SlackEntity.class)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("cannot be written faithfully"));
	}

	private JsonNode written(Object value) {
		return tree(this.mapper.writeValueAsString(value));
	}

	private static JsonNode tree(String json) {
		return new JsonMapper().readTree(json);
	}

	private static ApplicationContextRunner runner(Class<?> listener) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookListenerAutoConfiguration.class))
			.withBean(listener);
	}

	static class Slack {

		@WebhookListener
		SlashCommandResponse command() {
			return SlashCommandResponse.builder().text("pong").responseType("in_channel").build();
		}

	}

	static class SlackEntity {

		@WebhookListener
		ResponseEntity<SlashCommandResponse> command() {
			return ResponseEntity.ok(SlashCommandResponse.builder().text("pong").build());
		}

	}

}
