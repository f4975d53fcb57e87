package dev.webhooks.listener;

import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.WebhookPayloadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PayloadValidation}.
 */
class PayloadValidationTests {

	@Test
	void whenPayloadIsValidPassesIt() throws Exception {
		assertThat(answer(Orders.class, "{\"amount\":1}")).isEqualTo(new Order(1, Map.of()));
	}

	@Test
	void whenPayloadIsNotValidNamesTheField() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(Orders.class, "{\"amount\":-4242}"))
			.withMessage("The payload is not valid: amount (Positive)");
	}

	@Test
	void whenValueInAMapIsNotValidDoesNotShowTheKey() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(
					() -> answer(Orders.class, "{\"amount\":1,\"customers\":{\"ada@example.com\":{\"name\":\" \"}}}"))
			.withMessage("The payload is not valid: customers[*].name (NotBlank)");
	}

	@Test
	void whenElementOfAListIsNotValidNamesTheField() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(Items.class, "[{\"name\":\"Ada\"},{\"name\":\"\"}]"))
			.withMessage("The payload is not valid: name (NotBlank)");
	}

	@Test
	void whenPartIsNotValidNamesTheField() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(Part.class, "{\"customer\":{\"name\":\"\"}}"))
			.withMessage("The payload is not valid: name (NotBlank)");
	}

	@Test
	void whenParameterIsNotAnnotatedDoesNotValidate() throws Exception {
		assertThat(answer(Unchecked.class, "{\"amount\":-1}")).isEqualTo(new Order(-1, Map.of()));
	}

	@Test
	void whenGroupIsNamedOnlyThatIsChecked() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> answer(Grouped.class, "{\"name\":\"\",\"size\":0}"))
			.withMessage("The payload is not valid: size (Positive)");
	}

	@Test
	void whenThereIsNoValidatorFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> TestListeners.of(Orders.class).close())
			.withMessageContaining("is to be validated, but there is no Validator")
			.withMessageContaining("spring-boot-starter-validation");
	}

	@Test
	void whenValidatorDoesNothingFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> TestListeners.of(Items.class, NoValidator.class).close())
			.withMessageContaining("is to be validated, but there is no Validator for it");
	}

	private static @Nullable Object answer(Class<?> listener, String payload) throws Exception {
		try (TestListeners listeners = TestListeners.of(listener, LocalValidatorFactoryBean.class)) {
			return listeners.answer(TestEvent.json(payload));
		}
	}

	record Order(@Positive long amount, Map<String, @Valid Customer> customers) {

		Order {
			customers = (customers != null) ? customers : Map.of();
		}

	}

	record Customer(@NotBlank String name) {
	}

	record Product(@NotBlank String name, @Positive(groups = Sized.class) int size) {
	}

	interface Sized {

	}

	static class NoValidator implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return false;
		}

		@Override
		public void validate(Object target, Errors errors) {
		}

	}

	static class Orders {

		@WebhookListener
		Object on(@Valid Order order) {
			return order;
		}

	}

	static class Items {

		@WebhookListener
		Object on(@Valid List<Customer> customers) {
			return customers;
		}

	}

	static class Part {

		@WebhookListener
		Object on(@Validated @WebhookPayload("/customer") Customer customer) {
			return customer;
		}

	}

	static class Unchecked {

		@WebhookListener
		Object on(Order order) {
			return order;
		}

	}

	static class Grouped {

		@WebhookListener
		Object on(@Validated(Sized.class) Product product) {
			return product;
		}

	}

}
