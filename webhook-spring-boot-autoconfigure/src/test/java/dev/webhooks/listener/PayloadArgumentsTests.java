package dev.webhooks.listener;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.WebhookPayloadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PayloadArguments}, {@link PayloadBinding} and
 * {@link WebhookPayloadReader}.
 */
class PayloadArgumentsTests {

	private static final TestEvent ORDER = TestEvent
		.json("{\"number\":7,\"customer\":{\"name\":\"Ada\"},\"items\":[{\"name\":\"tea\"},{\"name\":\"cup\"}]}");

	@Test
	void eventIsPassedAsItIs() throws Exception {
		assertThat(answer(EventListener.class, ORDER)).isSameAs(ORDER);
	}

	@Test
	void recordIsBound() throws Exception {
		assertThat(answer(RecordListener.class, ORDER))
			.isEqualTo(new Order(7, new Customer("Ada"), List.of(new Item("tea"), new Item("cup"))));
	}

	@Test
	void classIsBound() throws Exception {
		assertThat(answer(ClassListener.class, ORDER)).isEqualTo(7L);
	}

	@Test
	void treeIsPassed() throws Exception {
		assertThat(answer(TreeListener.class, ORDER)).isEqualTo("Ada");
	}

	@Test
	void mapIsBound() throws Exception {
		assertThat(answer(MapListener.class, ORDER)).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("number", 7);
	}

	@Test
	void listOfRecordsIsBound() throws Exception {
		assertThat(answer(ListListener.class, TestEvent.json("[{\"name\":\"tea\"}]")))
			.isEqualTo(List.of(new Item("tea")));
	}

	@Test
	void arrayOfRecordsIsBound() throws Exception {
		assertThat(answer(ArrayListener.class, TestEvent.json("[{\"name\":\"tea\"}]")))
			.isEqualTo(new Item[] { new Item("tea") });
	}

	@Test
	void typeVariableIsTheTypeThatTheClassGivesIt() throws Exception {
		assertThat(answer(GenericListener.class, TestEvent.json("[{\"name\":\"tea\"}]")))
			.isEqualTo(List.of(new Item("tea")));
	}

	@Test
	void polymorphicTypeIsBound() throws Exception {
		assertThat(answer(PolymorphicListener.class, TestEvent.json("{\"kind\":\"circle\",\"radius\":2}")))
			.isEqualTo(new Circle(2));
	}

	@Test
	void stringIsTheBodyAsItWasReceived() throws Exception {
		assertThat(answer(TextListener.class, TestEvent.json("raw é").withPayload("{}", "application/json")))
			.isEqualTo("raw é");
	}

	@Test
	void bytesAreTheBodyAsItWasReceived() throws Exception {
		assertThat(answer(BytesListener.class, TestEvent.bytes(new byte[] { -1, 0, 1 })))
			.isEqualTo(new byte[] { -1, 0, 1 });
	}

	@Test
	void whenAnnotatedStringIsTheDocument() throws Exception {
		assertThat(answer(DocumentListener.class, TestEvent.json("payload=%7B%7D").withPayload("{}", null)))
			.isEqualTo("{}");
	}

	@Test
	void whenAnnotatedBytesAreTheDocument() throws Exception {
		assertThat(answer(DocumentBytesListener.class, TestEvent.json("payload=%7B%7D").withPayload("{}", null)))
			.isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void partIsBoundToARecord() throws Exception {
		assertThat(answer(PartListener.class, ORDER)).isEqualTo(new Customer("Ada"));
	}

	@Test
	void partIsBoundToAString() throws Exception {
		assertThat(answer(NameListener.class, ORDER)).isEqualTo("Ada");
	}

	@Test
	void partIsBoundToAPrimitive() throws Exception {
		assertThat(answer(NumberListener.class, ORDER)).isEqualTo(7L);
	}

	@Test
	void partIsBoundToAList() throws Exception {
		assertThat(answer(ItemsListener.class, ORDER)).isEqualTo(List.of(new Item("tea"), new Item("cup")));
	}

	@Test
	void whenPartIsMissingSaysWhere() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(PartListener.class, TestEvent.json("{}")))
			.withMessage("The payload has no value at '/customer'");
	}

	@Test
	void whenPartIsNullItIsMissing() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(PartListener.class, TestEvent.json("{\"customer\":null}")));
	}

	@Test
	void whenMissingPartIsNotRequiredItIsNull() throws Exception {
		assertThat(answer(NotRequiredListener.class, TestEvent.json("{}"))).isEqualTo("null");
	}

	@Test
	void whenMissingPartIsNullableItIsNull() throws Exception {
		assertThat(answer(NullableListener.class, TestEvent.json("{}"))).isEqualTo("null");
	}

	@Test
	void whenPartIsThereOptionalHasIt() throws Exception {
		assertThat(answer(OptionalListener.class, ORDER)).isEqualTo(Optional.of(new Customer("Ada")));
	}

	@Test
	void whenPartIsMissingOptionalIsEmpty() throws Exception {
		assertThat(answer(OptionalListener.class, TestEvent.json("{}"))).isEqualTo(Optional.empty());
	}

	@Test
	void whenPayloadIsEmptyItIsMissing() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(RecordListener.class, TestEvent.json("")))
			.withMessage("The payload is missing");
	}

	@Test
	void whenPropertyIsDuplicatedTheLastCountsInARecord() throws Exception {
		assertThat(answer(CustomerListener.class, TestEvent.json("{\"name\":\"a\",\"name\":\"b\"}")))
			.isEqualTo(new Customer("b"));
	}

	@Test
	void whenPropertyIsDuplicatedAfterAllOthersTheLastCountsInARecord() throws Exception {
		assertThat(answer(PairListener.class, TestEvent.json("{\"left\":1,\"right\":2,\"left\":3}")))
			.isEqualTo(new Pair(3, 2));
	}

	@Test
	void whenPropertyIsDuplicatedTheLastCountsInATree() throws Exception {
		assertThat(answer(NameListener.class,
				TestEvent.json("{\"customer\":{\"name\":\"a\"},\"customer\":{\"name\":\"b\"}}")))
			.isEqualTo("b");
	}

	@Test
	void whenTypePropertyIsDuplicatedTheLastCounts() throws Exception {
		assertThat(answer(PolymorphicListener.class,
				TestEvent.json("{\"kind\":\"square\",\"radius\":2,\"kind\":\"circle\"}")))
			.isEqualTo(new Circle(2));
	}

	@Test
	void idsOf64BitsAreExactInATree() throws Exception {
		assertThat(answer(RootListener.class, TestEvent.json("{\"n\":9223372036854775807}"))).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void largeNumbersAreExactInATree() throws Exception {
		assertThat(answer(RootListener.class, TestEvent.json("{\"n\":123456789012345678901234567890}")))
			.isEqualTo(new BigInteger("123456789012345678901234567890"));
	}

	@Test
	void decimalsAreExactInATree() throws Exception {
		assertThat(answer(RootListener.class, TestEvent.json("{\"n\":12345678901234567.12}")))
			.isEqualTo(new BigDecimal("12345678901234567.12"));
	}

	@Test
	void mutableTreeIsACopy() throws Exception {
		try (TestListeners listeners = TestListeners.of(MutatingListener.class, TreeListener.class)) {
			assertThat(listeners.answer(ORDER)).isEqualTo("Ada");
		}
	}

	@Test
	void whenTreeIsOfAnotherKindSaysSo() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(MutatingListener.class, TestEvent.json("[]")))
			.withMessage("The payload has no ObjectNode at ''");
	}

	@Test
	void formIsBoundToARecord() throws Exception {
		assertThat(answer(SlashListener.class, TestEvent.form("team_id=T1&text=hello+w%C3%B6rld")))
			.isEqualTo(new SlashCommand("T1", "hello wörld"));
	}

	@Test
	void formIsBoundByTheNamingStrategyOfTheMapper() throws Exception {
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		try (TestListeners listeners = TestListeners.with(TestListeners.bean(JsonMapper.class, mapper),
				SnakeListener.class)) {
			assertThat(listeners.answer(TestEvent.form("team_id=T1"))).isEqualTo(new SnakeCommand("T1"));
		}
	}

	@Test
	void repeatedFormFieldIsAnArray() throws Exception {
		assertThat(answer(TagsListener.class, TestEvent.form("tag=a&tag=b"))).isEqualTo(new Tags(List.of("a", "b")));
	}

	@Test
	void singleFormFieldIsAlsoAList() throws Exception {
		assertThat(answer(TagsListener.class, TestEvent.form("tag=a"))).isEqualTo(new Tags(List.of("a")));
	}

	@Test
	void formIsATreeOfFields() throws Exception {
		assertThat(answer(NameOnlyListener.class, TestEvent.form("name=Ada"))).isEqualTo("Ada");
	}

	@Test
	void whenFormIsMalformedSaysSo() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(TagsListener.class, TestEvent.form("tag=%zz")))
			.withMessage("The payload is not a well-formed form");
	}

	@Test
	void whenContentTypeIsMissingPayloadIsJson() throws Exception {
		assertThat(answer(CustomerListener.class, ORDER.withPayload("{\"name\":\"Ada\"}", null)))
			.isEqualTo(new Customer("Ada"));
	}

	@Test
	void whenPayloadIsMalformedSaysNothingOfIt() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(RecordListener.class, TestEvent.json("{\"number\": tok_secret")))
			.withMessage("The payload is not well-formed JSON")
			.withNoCause();
	}

	@Test
	void whenTreeIsMalformedSaysNothingOfIt() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(TreeListener.class, TestEvent.json("{\"number\": tok_secret")))
			.withMessage("The payload is not well-formed JSON")
			.withNoCause();
	}

	@Test
	void whenValueIsOfAnotherTypeSaysWhereAndNoMore() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(RecordListener.class,
					TestEvent.json("{\"items\":[{\"name\":\"tea\"},{\"name\":{\"secret\":1}}]}")))
			.withMessage("The payload cannot be read as '%s' at '/items/1/name'", Order.class.getName())
			.withNoCause();
	}

	@Test
	void whenValueOfAPartIsOfAnotherTypeSaysWhere() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(NumberListener.class, TestEvent.json("{\"number\":\"4242424242x\"}")))
			.withMessage("The payload cannot be read as 'long' at '/number'");
	}

	@Test
	void whenNumberIsTooLargeSaysWhere() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(RecordListener.class, TestEvent.json("{\"number\":123456789012345678901}")))
			.withMessage("The payload cannot be read as '%s' at '/number'", Order.class.getName());
	}

	@Test
	void whenKeyOfAMapIsInThePathItIsNotShown() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(CustomersListener.class, TestEvent.json("{\"ada@example.com\":[]}")))
			.withMessageEndingWith("at '/*'");
	}

	@Test
	void whenPayloadIsNestedTooDeeplyIsRefused() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(TreeListener.class, TestEvent.json("[".repeat(100_000))));
	}

	@Test
	void whenPayloadIsNotUtf8IsRefused() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(TreeListener.class, TestEvent.bytes(new byte[] { '"', (byte) 0xff, '"' })));
	}

	private static @Nullable Object answer(Class<?> listener, WebhookEvent event) throws Exception {
		try (TestListeners listeners = TestListeners.of(listener)) {
			return listeners.answer(event);
		}
	}

	record Order(long number, Customer customer, List<Item> items) {
	}

	record Customer(String name) {
	}

	record Item(String name) {
	}

	record Pair(int left, int right) {
	}

	record SlashCommand(@JsonProperty("team_id") String teamId, String text) {
	}

	record SnakeCommand(String teamId) {
	}

	record Tags(List<String> tag) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	interface Shape {

	}

	record Circle(int radius) implements Shape {
	}

	record Square(int radius) implements Shape {
	}

	static class OrderBean {

		private long number;

		public void setNumber(long number) {
			this.number = number;
		}

	}

	static class EventListener {

		@WebhookListener
		Object on(WebhookEvent event) {
			return event;
		}

	}

	static class RecordListener {

		@WebhookListener
		Object on(Order order) {
			return order;
		}

	}

	static class ClassListener {

		@WebhookListener
		Object on(OrderBean order) {
			return order.number;
		}

	}

	static class TreeListener {

		@WebhookListener
		@org.springframework.core.annotation.Order(2)
		Object on(JsonNode payload) {
			return payload.at("/customer/name").asString();
		}

	}

	static class MutatingListener {

		@WebhookListener
		@org.springframework.core.annotation.Order(1)
		void on(ObjectNode payload) {
			payload.removeAll();
		}

	}

	static class RootListener {

		@WebhookListener
		Object on(JsonNode payload) {
			return payload.get("n").numberValue();
		}

	}

	static class NameOnlyListener {

		@WebhookListener
		Object on(JsonNode payload) {
			return payload.get("name").asString();
		}

	}

	static class MapListener {

		@WebhookListener
		Object on(Map<String, ?> payload) {
			return payload;
		}

	}

	static class CustomersListener {

		@WebhookListener
		Object on(Map<String, Customer> payload) {
			return payload;
		}

	}

	static class ListListener {

		@WebhookListener
		Object on(List<Item> items) {
			return items;
		}

	}

	static class ArrayListener {

		@WebhookListener
		Object on(Item[] items) {
			return items;
		}

	}

	abstract static class GenericBase<T> {

		@WebhookListener
		Object on(List<T> items) {
			return items;
		}

	}

	static class GenericListener extends GenericBase<Item> {

	}

	static class PolymorphicListener {

		@WebhookListener
		Object on(Shape shape) {
			return shape;
		}

	}

	static class TextListener {

		@WebhookListener
		Object on(String body) {
			return body;
		}

	}

	static class BytesListener {

		@WebhookListener
		Object on(byte[] body) {
			return body;
		}

	}

	static class DocumentListener {

		@WebhookListener
		Object on(@WebhookPayload String document) {
			return document;
		}

	}

	static class DocumentBytesListener {

		@WebhookListener
		Object on(@WebhookPayload byte[] document) {
			return document;
		}

	}

	static class PartListener {

		@WebhookListener
		Object on(@WebhookPayload("/customer") Customer customer) {
			return customer;
		}

	}

	static class NameListener {

		@WebhookListener
		Object on(@WebhookPayload("/customer/name") String name) {
			return name;
		}

	}

	static class NumberListener {

		@WebhookListener
		Object on(@WebhookPayload("/number") long number) {
			return number;
		}

	}

	static class ItemsListener {

		@WebhookListener
		Object on(@WebhookPayload("/items") List<Item> items) {
			return items;
		}

	}

	static class NotRequiredListener {

		@WebhookListener
		Object on(@WebhookPayload(value = "/customer", required = false) Customer customer) {
			return String.valueOf(customer);
		}

	}

	static class NullableListener {

		@WebhookListener
		Object on(@WebhookPayload("/customer") @Nullable Customer customer) {
			return String.valueOf(customer);
		}

	}

	static class OptionalListener {

		@WebhookListener
		Object on(@WebhookPayload("/customer") Optional<Customer> customer) {
			return customer;
		}

	}

	static class CustomerListener {

		@WebhookListener
		Object on(Customer customer) {
			return customer;
		}

	}

	static class PairListener {

		@WebhookListener
		Object on(Pair pair) {
			return pair;
		}

	}

	static class SlashListener {

		@WebhookListener
		Object on(SlashCommand command) {
			return command;
		}

	}

	static class SnakeListener {

		@WebhookListener
		Object on(SnakeCommand command) {
			return command;
		}

	}

	static class TagsListener {

		@WebhookListener
		Object on(Tags tags) {
			return tags;
		}

	}

}
