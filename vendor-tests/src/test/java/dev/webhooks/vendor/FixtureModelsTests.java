package dev.webhooks.vendor;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.notification.WebhookHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.Gson;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.webhook.model.CallbackRequest;
import com.linecorp.bot.webhook.model.UnknownEvent;
import com.slack.api.app_backend.events.payload.AppHomeOpenedPayload;
import com.slack.api.app_backend.events.payload.AppMentionPayload;
import com.slack.api.app_backend.events.payload.ChannelCreatedPayload;
import com.slack.api.app_backend.events.payload.MemberJoinedChannelPayload;
import com.slack.api.app_backend.events.payload.MessagePayload;
import com.slack.api.app_backend.events.payload.ReactionAddedPayload;
import com.slack.api.app_backend.events.payload.TeamJoinPayload;
import com.slack.api.util.json.GsonFactory;
import com.squareup.square.core.ObjectMappers;
import com.squareup.square.types.CustomerCreatedEvent;
import com.squareup.square.types.InventoryCountUpdatedEvent;
import com.squareup.square.types.InvoicePaymentMadeEvent;
import com.squareup.square.types.OrderCreatedEvent;
import com.squareup.square.types.PaymentCreatedEvent;
import com.squareup.square.types.PaymentUpdatedEvent;
import com.squareup.square.types.RefundCreatedEvent;
import com.stripe.model.Event;
import com.stripe.model.StripeObject;
import com.stripe.net.ApiResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GitHub;
import org.telegram.telegrambots.meta.api.objects.Update;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fixtures have the fields that the vendors' models have, with values that these can
 * read.
 */
class FixtureModelsTests {

	private static final Path FIXTURES = Path.of("../webhook-test/src/main/resources/webhooks");

	private static final ObjectMapper JSON = new ObjectMapper();

	@ParameterizedTest
	@MethodSource
	void eventsOfStripeHaveNoFieldThatItsModelsDoNotKnow(Path file) throws Exception {
		Event event = ApiResource.GSON.fromJson(Files.readString(file), Event.class);
		StripeObject object = event.getDataObjectDeserializer().deserializeUnsafe();
		JsonNode fixture = JSON.readTree(file.toFile());
		assertThat(file).hasFileName(event.getType() + ".json");
		assertThat(unknown("", fixture.at("/data/object"), JSON.readTree(object.toJson()))).isEmpty();
		assertThat(unknown("", fixture, JSON.readTree(event.toJson()))).isEmpty();
	}

	static List<Path> eventsOfStripeHaveNoFieldThatItsModelsDoNotKnow() throws Exception {
		return files("stripe");
	}

	@Test
	void eventsOfGitHubAreReadByGitHubApi() throws Exception {
		assertThat(gitHub("push", GHEventPayload.Push.class).getCommits()).hasSize(1);
		assertThat(gitHub("issues.opened", GHEventPayload.Issue.class).getIssue().getNumber()).isPositive();
		assertThat(gitHub("issue_comment.created", GHEventPayload.IssueComment.class).getComment().getBody())
			.isNotBlank();
		assertThat(gitHub("pull_request.closed", GHEventPayload.PullRequest.class).getPullRequest().isMerged())
			.isTrue();
		assertThat(gitHub("release.published", GHEventPayload.Release.class).getRelease().getTagName()).isNotBlank();
		assertThat(gitHub("workflow_run.completed", GHEventPayload.WorkflowRun.class).getWorkflowRun().getConclusion())
			.isNotNull();
		assertThat(gitHub("ping", GHEventPayload.Ping.class).getRepository().getFullName()).isNotBlank();
	}

	@ParameterizedTest
	@MethodSource
	void updatesOfTelegramHaveNoFieldThatItsModelsDoNotKnow(Path file) throws Exception {
		Update update = JSON.readValue(file.toFile(), Update.class);
		assertThat(unknown("", JSON.readTree(file.toFile()), JSON.valueToTree(update))).isEmpty();
	}

	static List<Path> updatesOfTelegramHaveNoFieldThatItsModelsDoNotKnow() throws Exception {
		return files("telegram");
	}

	@ParameterizedTest
	@MethodSource
	void eventsOfLineAreKnown(Path file) throws Exception {
		ObjectMapper mapper = ModelObjectMapper.createNewObjectMapper();
		CallbackRequest request = mapper.readValue(file.toFile(), CallbackRequest.class);
		assertThat(request.events()).hasSize(1).doesNotHaveAnyElementsOfTypes(UnknownEvent.class);
		assertThat(unknown("", JSON.readTree(file.toFile()), mapper.valueToTree(request))).isEmpty();
	}

	static List<Path> eventsOfLineAreKnown() throws Exception {
		return files("line");
	}

	@ParameterizedTest
	@MethodSource
	void notificationsOfAdyenAreReadByItsHandler(Path file) throws Exception {
		NotificationRequestItem item = new WebhookHandler().handleNotificationJson(Files.readString(file))
			.getNotificationItems()
			.get(0);
		assertThat(file).hasFileName(item.getEventCode() + ".json");
		assertThat(item.isSuccess()).isTrue();
		assertThat(item.getEventDate()).isNotNull();
		assertThat(item.getAmount().getCurrency()).isEqualTo("EUR");
	}

	static List<Path> notificationsOfAdyenAreReadByItsHandler() throws Exception {
		return files("adyen");
	}

	@ParameterizedTest
	@MethodSource
	void eventsOfSquareHaveNoFieldThatItsModelsDoNotKnow(String event, Class<?> model) throws Exception {
		Path file = file("square", event);
		ObjectMapper mapper = ObjectMappers.JSON_MAPPER.copy().setAnnotationIntrospector(new WithoutOtherFields());
		Object read = mapper.readValue(file.toFile(), model);
		assertThat(unknown("", JSON.readTree(file.toFile()), mapper.valueToTree(read))).isEmpty();
	}

	static Stream<Arguments> eventsOfSquareHaveNoFieldThatItsModelsDoNotKnow() {
		return arguments(Map.of("payment.created", PaymentCreatedEvent.class, "payment.updated",
				PaymentUpdatedEvent.class, "refund.created", RefundCreatedEvent.class, "order.created",
				OrderCreatedEvent.class, "customer.created", CustomerCreatedEvent.class, "invoice.payment_made",
				InvoicePaymentMadeEvent.class, "inventory.count.updated", InventoryCountUpdatedEvent.class));
	}

	@ParameterizedTest
	@MethodSource
	void eventsOfSlackHaveNoFieldThatItsModelsDoNotKnow(String event, Class<?> model) throws Exception {
		Path file = file("slack", event);
		Gson gson = GsonFactory.createSnakeCase();
		Object read = gson.fromJson(Files.readString(file), model);
		assertThat(unknown("", JSON.readTree(file.toFile()), JSON.readTree(gson.toJson(read)))).isEmpty();
	}

	static Stream<Arguments> eventsOfSlackHaveNoFieldThatItsModelsDoNotKnow() {
		return arguments(Map.of("message", MessagePayload.class, "app_mention", AppMentionPayload.class,
				"reaction_added", ReactionAddedPayload.class, "member_joined_channel", MemberJoinedChannelPayload.class,
				"team_join", TeamJoinPayload.class, "app_home_opened", AppHomeOpenedPayload.class, "channel_created",
				ChannelCreatedPayload.class));
	}

	private static <T extends GHEventPayload> T gitHub(String event, Class<T> model) throws Exception {
		return GitHub.offline().parseEventPayload(new StringReader(Files.readString(file("github", event))), model);
	}

	private static Stream<Arguments> arguments(Map<String, Class<?>> models) {
		return models.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((model) -> Arguments.of(model.getKey(), model.getValue()));
	}

	/**
	 * Fields with a value that the model has lost.
	 */
	private static List<String> unknown(String path, JsonNode fixture, JsonNode model) {
		List<String> unknown = new ArrayList<>();
		if (fixture.isObject()) {
			fixture.fields()
				.forEachRemaining((field) -> unknown
					.addAll(unknown(path + "/" + field.getKey(), field.getValue(), model.path(field.getKey()))));
		}
		else if (fixture.isArray()) {
			for (int i = 0; i < fixture.size(); i++) {
				unknown.addAll(unknown(path + "/" + i, fixture.get(i), model.path(i)));
			}
		}
		else if (!fixture.isNull() && model.isMissingNode()) {
			unknown.add(path);
		}
		return unknown;
	}

	private static Path file(String preset, String event) throws IOException {
		return files(preset).stream()
			.filter((file) -> file.endsWith(event + ".json"))
			.findFirst()
			.orElseThrow(() -> new IOException("There is no fixture " + preset + "/" + event));
	}

	private static List<Path> files(String preset) throws IOException {
		try (Stream<Path> files = Files.list(FIXTURES.resolve(preset))) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
	}

	/**
	 * Drops the fields that a model has no name for, which it would keep apart.
	 */
	@SuppressWarnings("serial")
	private static final class WithoutOtherFields extends JacksonAnnotationIntrospector {

		@Override
		public Boolean hasAnySetter(Annotated annotated) {
			return false;
		}

		@Override
		public Boolean hasAnyGetter(Annotated annotated) {
			return false;
		}

	}

}
