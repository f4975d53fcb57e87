package dev.webhooks.listener;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.annotation.AnnotationConfigurationException;

import dev.webhooks.WebhookHeader;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayloadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NamedArguments}.
 */
class NamedArgumentsTests {

	@Test
	void headerIsFoundInAnyCase() throws Exception {
		assertThat(answer(Text.class, "x-value", "a")).isEqualTo("a");
	}

	@Test
	void headerIsConvertedToAnInt() throws Exception {
		assertThat(answer(Int.class, "X-Value", "7")).isEqualTo(7);
	}

	@Test
	void headerIsConvertedToALong() throws Exception {
		assertThat(answer(Long64.class, "X-Value", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void headerIsConvertedToAnInstant() throws Exception {
		assertThat(answer(Time.class, "X-Value", "2026-01-02T03:04:05Z"))
			.isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
	}

	@Test
	void whenHeaderIsRepeatedAListHasAllValues() throws Exception {
		assertThat(answer(Texts.class, "X-Value", "a", "x-value", "b,c")).isEqualTo(List.of("a", "b,c"));
	}

	@Test
	void whenHeaderIsRepeatedTheElementsAreConverted() throws Exception {
		assertThat(answer(Ints.class, "X-Value", "1", "X-Value", "2")).isEqualTo(new int[] { 1, 2 });
	}

	@Test
	void whenHeaderIsRepeatedATextIsTheFirst() throws Exception {
		assertThat(answer(Text.class, "X-Value", "a", "X-Value", "b")).isEqualTo("a");
	}

	@Test
	void whenHeaderIsThereOptionalHasIt() throws Exception {
		assertThat(answer(Maybe.class, "X-Value", "7")).isEqualTo(Optional.of(7));
	}

	@Test
	void whenHeaderIsMissingOptionalIsEmpty() throws Exception {
		assertThat(answer(Maybe.class)).isEqualTo(Optional.empty());
	}

	@Test
	void whenHeaderIsMissingSaysWhich() {
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(Text.class))
			.withMessage("The header 'X-Value' is missing");
	}

	@Test
	void whenRepeatableHeaderIsMissingSaysWhich() {
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(Texts.class))
			.withMessage("The header 'X-Value' is missing");
	}

	@Test
	void whenMissingHeaderIsNotRequiredItIsNull() throws Exception {
		assertThat(answer(NotRequired.class)).isEqualTo("null");
	}

	@Test
	void whenHeaderCannotBeConvertedSaysNothingOfItsValue() {
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(Int.class, "X-Value", "tok_1"))
			.withMessage("The header 'X-Value' cannot be read as 'int'")
			.withNoCause();
	}

	@Test
	void whenTypeCannotBeConvertedFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> answer(Unconvertible.class))
			.withMessageContaining("cannot be converted from the text of a header");
	}

	@Test
	void headerIsFoundByTheAliasOfItsName() throws Exception {
		assertThat(answer(Named.class, "X-Value", "a")).isEqualTo("a");
	}

	@Test
	void whenTwoHeadersAreNamedFailsTheStart() {
		assertThatExceptionOfType(AnnotationConfigurationException.class).isThrownBy(() -> answer(TwiceNamed.class))
			.withMessageContainingAll("TwiceNamed.on", "attribute 'name' and its alias 'value'");
	}

	@Test
	void whenNoHeaderIsNamedFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> answer(Unnamed.class))
			.withMessageContaining("does not say which header is meant");
	}

	@Test
	void whenNameIsBlankFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> answer(Nameless.class))
			.withMessageContaining("does not say which header is meant");
	}

	@Test
	void whenPrimitiveIsNotRequiredFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> answer(Primitive.class))
			.withMessageContaining("a primitive cannot be null");
	}

	private static @Nullable Object answer(Class<?> listener, String... headers) throws Exception {
		try (TestListeners listeners = TestListeners.of(listener)) {
			return listeners.answer(TestEvent.json("{}").withHeaders(headers));
		}
	}

	static class Text {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") String value) {
			return value;
		}

	}

	static class Int {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") int value) {
			return value;
		}

	}

	static class Long64 {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") long value) {
			return value;
		}

	}

	static class Time {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") Instant value) {
			return value;
		}

	}

	static class Texts {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") List<String> values) {
			return values;
		}

	}

	static class Ints {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") int[] values) {
			return values;
		}

	}

	static class Maybe {

		@WebhookListener
		Object on(@WebhookHeader("X-Value") Optional<Integer> value) {
			return value;
		}

	}

	static class NotRequired {

		@WebhookListener
		Object on(@WebhookHeader(value = "X-Value", required = false) Integer value) {
			return String.valueOf(value);
		}

	}

	record Point(int x, int y) {
	}

	static class Unconvertible {

		@WebhookListener
		void on(@WebhookHeader("X-Value") Point value) {
		}

	}

	static class Named {

		@WebhookListener
		Object on(@WebhookHeader(name = "X-Value") String value) {
			return value;
		}

	}

	static class TwiceNamed {

		@WebhookListener
		void on(@WebhookHeader(value = "X-Value", name = "X-Other") String value) {
		}

	}

	static class Unnamed {

		@WebhookListener
		void on(@WebhookHeader String value) {
		}

	}

	static class Nameless {

		@WebhookListener
		void on(@WebhookHeader("") String value) {
		}

	}

	static class Primitive {

		@WebhookListener
		void on(@WebhookHeader(value = "X-Value", required = false) int value) {
		}

	}

}
