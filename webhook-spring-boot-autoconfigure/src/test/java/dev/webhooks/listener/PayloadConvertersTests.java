package dev.webhooks.listener;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.core.ResolvableType;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.listener.payload.GsonPayloadConverter;
import dev.webhooks.listener.payload.Jackson2PayloadConverter;
import dev.webhooks.listener.payload.StripePayloadConverter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of payloads whose types belong to other libraries than Jackson 3.
 */
class PayloadConvertersTests {

	private static final String STRIPE = """
			{"id":"evt_1","object":"event","api_version":"2020-08-27","type":"checkout.session.completed","created":1,
			 "data":{"object":{"id":"cs_1","object":"checkout.session","amount_total":9007199254740993,
			  "payment_status":"paid","customer_details":{"email":"a@example.com"},"metadata":{"order":"7"}}}}""";

	@Test
	void aModelOfStripeIsReadWhereItStands() throws Exception {
		Session session = (Session) answer(SessionListener.class, STRIPE);
		assertThat(session.getId()).isEqualTo("cs_1");
		assertThat(session.getPaymentStatus()).isEqualTo("paid");
		assertThat(session.getAmountTotal()).isEqualTo(9007199254740993L);
		assertThat(session.getCustomerDetails().getEmail()).isEqualTo("a@example.com");
		assertThat(session.getMetadata()).containsEntry("order", "7");
	}

	@Test
	void anEventOfStripeIsReadWholeThoughItsVersionIsAnother() throws Exception {
		Event event = (Event) answer(EventListener.class, STRIPE);
		assertThat(event.getType()).isEqualTo("checkout.session.completed");
		assertThat(event.getApiVersion()).isEqualTo("2020-08-27");
		assertThat(((Session) event.getDataObjectDeserializer().deserializeUnsafe()).getPaymentStatus())
			.isEqualTo("paid");
	}

	@Test
	void aModelOfStripeIsReadWithinARecord() throws Exception {
		assertThat(((Data) answer(RecordListener.class, STRIPE)).object().getPaymentStatus()).isEqualTo("paid");
	}

	@Test
	void anyObjectOfStripeIsReadAsWhatItIs() throws Exception {
		assertThat(answer(AnyListener.class, STRIPE)).isInstanceOf(Session.class);
	}

	@Test
	void anotherObjectOfStripeThanTheModelIsRefused() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(CustomerListener.class, STRIPE))
			.withMessageContaining("/data/object")
			.withMessageNotContaining("cs_1");
	}

	@Test
	void aModelOfStripeThatIsNeverTheWholeStopsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> answer(WholeSessionListener.class, STRIPE))
			.satisfies((ex) -> assertThat(ex.action()).contains("@WebhookPayload(\"/data/object\")"));
	}

	@Test
	void typesOfGsonAreReadByGsonInAListToo() throws Exception {
		String json = "{\"items\":[{\"line_total\":1.10,\"nested\":{\"the_name\":\"a\"}}]}";
		assertThat(answer(GsonListener.class, json)).isEqualTo("1.10 a");
	}

	@Test
	void aGenericTypeOfGsonHasItsArguments() throws Exception {
		assertThat(answer(GsonGenericListener.class, "{\"the_value\":{\"the_name\":\"a\"}}")).isEqualTo("a");
	}

	@Test
	void aTreeOfGsonIsReadByGson() throws Exception {
		assertThat(answer(GsonTreeListener.class, "{\"a\":1}")).isEqualTo(1);
	}

	@Test
	void typesWithBuildersOfJackson2AreReadByJackson2() throws Exception {
		assertThat(answer(Jackson2Listener.class, "{\"order\":{\"id\":\"7\"}}")).isEqualTo("7");
	}

	@Test
	void parametersWithAnnotationsOfJackson2AreReadByJackson2() throws Exception {
		assertThat(answer(CentsListener.class, "{\"amount\":1250}")).isEqualTo(new BigDecimal("12.50"));
	}

	@Test
	void whatNamesItsClassIsReadByTheLibraryThatKnowsIt() throws Exception {
		assertThat(answer(TypedListener.class, "{\"shape\":{\"kind\":\"circle\",\"radius\":2}}")).isEqualTo(2);
	}

	@Test
	void aTreeOfJackson2IsReadByJackson2() throws Exception {
		assertThat(answer(Jackson2TreeListener.class, "{\"a\":1}")).isEqualTo(1);
	}

	@Test
	void whatIsNotThereIsEmpty() throws Exception {
		assertThat(answer(OptionalListener.class, "{\"data\":{\"object\":null}}")).isEqualTo("nothing");
	}

	@Test
	void aConverterOfTheApplicationIsAskedFirst() throws Exception {
		assertThat(answer(OwnListener.class, "{\"a\":1}")).isEqualTo("{\"a\":1}");
	}

	@Test
	void aTypeThatNobodyReadsFaithfullyStopsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> answer(UnreadableListener.class, "{}"))
			.withMessageContaining("cannot be read faithfully")
			.withMessageContaining("WebhookPayloadConverter");
	}

	@Test
	void aTypeThatAModuleOfTheApplicationReadsIsLeftToIt() throws Exception {
		SimpleModule module = new SimpleModule().addDeserializer(JSONObject.class, new ValueDeserializer<>() {

			@Override
			public JSONObject deserialize(JsonParser parser, DeserializationContext context) {
				parser.skipChildren();
				return new JSONObject();
			}

		});
		try (TestListeners listeners = TestListeners.with((context) -> context.registerBean(JsonMapper.class,
				() -> JsonMapper.builder().addModule(module).build()), HolderListener.class)) {
			assertThat(listeners.answer(TestEvent.json("{\"value\":{}}"))).isEqualTo("{}");
		}
	}

	@Test
	void aTypeThatSaysHowJacksonReadsItIsNotReadByGson() throws Exception {
		assertThat(answer(BothListener.class, "{\"jackson\":\"a\",\"gson\":\"b\"}")).isEqualTo("a");
	}

	@Test
	void annotationsOfWritingMakeNoTypeOneOfJackson2() throws Exception {
		try (TestListeners listeners = TestListeners.with((context) -> {
			context.registerBean(JsonMapper.class,
					() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
			context.registerBean(Jackson2PayloadConverter.class,
					() -> new Jackson2PayloadConverter(new ObjectMapper()));
		}, WrittenListener.class)) {
			assertThat(listeners.answer(TestEvent.json("{\"first_name\":\"Ann\"}"))).isEqualTo("Ann");
		}
	}

	@Test
	void anEnumOfGsonWithinARecordIsReadByGson() throws Exception {
		assertThat(answer(EnumListener.class, "{\"state\":\"is-paid\"}")).isEqualTo(State.PAID);
	}

	@Test
	void aConverterIsAskedForMapsAndCollections() throws Exception {
		assertThat(answer(OwnMapListener.class, "{\"map\":{\"a\":1},\"list\":[1]}")).isEqualTo("{\"a\":1} [1]");
	}

	@Test
	void anObjectOfStripeThatNobodyKnowsIsNoModel() {
		String thin = STRIPE.replace("\"object\":\"checkout.session\"", "\"object\":\"v2.core.event\"");
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(SessionListener.class, thin));
	}

	private static @Nullable Object answer(Class<?> listener, String json) throws Exception {
		try (TestListeners listeners = TestListeners.with((context) -> {
			context.registerBean(OwnConverter.class);
			context.registerBean(StripePayloadConverter.class);
			context.registerBean(GsonPayloadConverter.class, () -> new GsonPayloadConverter(new Gson()));
			context.registerBean(Jackson2PayloadConverter.class,
					() -> new Jackson2PayloadConverter(new ObjectMapper()));
		}, listener)) {
			return listeners.answer(TestEvent.json(json));
		}
	}

	static class SessionListener {

		@WebhookListener
		Object on(@WebhookPayload("/data/object") Session session) {
			return session;
		}

	}

	static class WholeSessionListener {

		@WebhookListener
		Object on(Session session) {
			return session;
		}

	}

	static class CustomerListener {

		@WebhookListener
		Object on(@WebhookPayload("/data/object") Customer customer) {
			return customer;
		}

	}

	static class EventListener {

		@WebhookListener
		Object on(Event event) {
			return event;
		}

	}

	static class AnyListener {

		@WebhookListener
		Object on(@WebhookPayload("/data/object") StripeObject object) {
			return object;
		}

	}

	record Data(Session object) {

	}

	static class RecordListener {

		@WebhookListener
		Object on(@WebhookPayload("/data") Data data) {
			return data;
		}

	}

	static class Line {

		@SerializedName("line_total")
		private @Nullable BigDecimal total;

		private @Nullable Named nested;

	}

	static class Named {

		@SerializedName("the_name")
		private @Nullable String name;

	}

	record Order(List<Line> items) {

	}

	static class GsonListener {

		@WebhookListener
		Object on(Order order) {
			Line line = order.items().get(0);
			return line.total + " " + ((line.nested != null) ? line.nested.name : null);
		}

	}

	static class Box<T> {

		@SerializedName("the_value")
		private @Nullable T value;

	}

	static class GsonGenericListener {

		@WebhookListener
		Object on(Box<Named> box) {
			return (box.value != null) ? String.valueOf(box.value.name) : "nothing";
		}

	}

	static class GsonTreeListener {

		@WebhookListener
		Object on(@WebhookPayload JsonObject tree) {
			return tree.get("a").getAsInt();
		}

	}

	@JsonDeserialize(builder = Built.Builder.class)
	static final class Built {

		private final String id;

		private Built(String id) {
			this.id = id;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static final class Builder {

			private String id = "";

			Builder id(String id) {
				this.id = id;
				return this;
			}

			Built build() {
				return new Built(this.id);
			}

		}

	}

	static final class Price {

		private final BigDecimal amount;

		@JsonCreator
		Price(@JsonProperty("amount") @JsonDeserialize(using = Cents.class) BigDecimal amount) {
			this.amount = amount;
		}

	}

	static class Cents extends JsonDeserializer<BigDecimal> {

		@Override
		public BigDecimal deserialize(com.fasterxml.jackson.core.JsonParser parser,
				com.fasterxml.jackson.databind.DeserializationContext context) throws IOException {
			return BigDecimal.valueOf(parser.getLongValue(), 2);
		}

	}

	static class CentsListener {

		@WebhookListener
		Object on(Price price) {
			return price.amount;
		}

	}

	static class Jackson2Listener {

		@WebhookListener
		Object on(Map<String, Built> orders) {
			return orders.get("order").id;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	@JsonDeserialize
	static class Circle implements Shape {

		public int radius;

	}

	record Drawing(Circle shape) {

	}

	static class TypedListener {

		@WebhookListener
		Object on(Drawing drawing) {
			return drawing.shape().radius;
		}

	}

	static class Jackson2TreeListener {

		@WebhookListener
		Object on(@WebhookPayload com.fasterxml.jackson.databind.JsonNode tree) {
			return tree.get("a").intValue();
		}

	}

	static class OptionalListener {

		@WebhookListener
		Object on(@WebhookPayload("/data/object") Optional<Session> session) {
			return session.isPresent() ? "something" : "nothing";
		}

	}

	record Own(String json) {

	}

	static class OwnListener {

		@WebhookListener
		Object on(Own own) {
			return own.json();
		}

	}

	static class OwnMap extends HashMap<String, Integer> {

		private static final long serialVersionUID = 1L;

		private final String json;

		OwnMap(String json) {
			this.json = json;
		}

	}

	static class OwnList extends ArrayList<Integer> {

		private static final long serialVersionUID = 1L;

		private final String json;

		OwnList(String json) {
			this.json = json;
		}

	}

	record Owned(OwnMap map, OwnList list) {

	}

	static class OwnMapListener {

		@WebhookListener
		Object on(Owned owned) {
			return owned.map().json + " " + owned.list().json;
		}

	}

	enum State {

		@SerializedName("is-paid")
		PAID

	}

	record Stated(State state) {

	}

	static class EnumListener {

		@WebhookListener
		Object on(Stated stated) {
			return stated.state();
		}

	}

	static class Both {

		@SerializedName("gson")
		@JsonProperty("jackson")
		public @Nullable String value;

	}

	static class BothListener {

		@WebhookListener
		Object on(Both both) {
			return String.valueOf(both.value);
		}

	}

	static class Written {

		@com.fasterxml.jackson.databind.annotation.JsonSerialize
		public @Nullable String firstName;

	}

	static class WrittenListener {

		@WebhookListener
		Object on(Written written) {
			return String.valueOf(written.firstName);
		}

	}

	static class HolderListener {

		@WebhookListener
		Object on(Holder holder) {
			return holder.value().toString();
		}

	}

	static class OwnConverter implements WebhookPayloadConverter {

		@Override
		public boolean supports(Class<?> type) {
			return type == Own.class || type == OwnMap.class || type == OwnList.class;
		}

		@Override
		public Object read(String json, Type type) {
			Class<?> raw = ResolvableType.forType(type).toClass();
			return (raw == OwnMap.class) ? new OwnMap(json)
					: (raw == OwnList.class) ? new OwnList(json) : new Own(json);
		}

	}

	static class UnreadableListener {

		@WebhookListener
		Object on(Holder holder) {
			return holder;
		}

	}

	record Holder(JSONObject value) {

	}

}
