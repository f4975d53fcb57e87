package dev.webhooks.listener;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeader;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookListenerArguments}.
 */
class WebhookListenerArgumentsTests {

	@ParameterizedTest
	@ValueSource(classes = { PrimitiveListener.class, WrapperListener.class, DateListener.class, EnumListener.class,
			ObjectListener.class, InterfaceListener.class, AbstractListener.class, ListOfInterfaceListener.class,
			OptionalListener.class, HeadersListener.class, SpringHeadersListener.class, ThreadListener.class })
	void whenParameterIsNotSupportedFailsTheStartNamingClassAndMethod(Class<?> listener) {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> start(listener))
			.withMessageContaining(listener.getName() + ".on(")
			.withMessageContaining("parameter 2 of type '");
	}

	@Test
	void whenParameterIsNotSupportedSaysWhatToDo() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> start(PrimitiveListener.class))
			.satisfies((ex) -> assertThat(ex.description()).isEqualTo("The webhook listener "
					+ PrimitiveListener.class.getName() + ".on(WebhookEvent, int) is not valid: "
					+ "parameter 2 of type 'int' is not supported without an annotation."))
			.satisfies((ex) -> assertThat(ex.action()).contains("@WebhookPayload", "WebhookArgumentResolver"));
	}

	@Test
	void whenPointerIsNoPointerFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> start(PointerListener.class))
			.withMessageContaining("has 'data/object', which is not a JSON pointer");
	}

	@Test
	void whenPointerHasAPlaceholderResolvesIt() throws Exception {
		try (TestListeners listeners = TestListeners.with(TestListeners.properties("app.pointer=/a"),
				PlaceholderListener.class)) {
			assertThat(listeners.answer(TestEvent.json("{\"a\":\"x\"}"))).isEqualTo("x");
		}
	}

	@Test
	void whenParameterHasBothAnnotationsFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> start(BothListener.class))
			.withMessageContaining("has both @WebhookHeader and @WebhookPayload");
	}

	@Test
	void whenResolverSupportsAnUnknownParameterUsesIt() throws Exception {
		WebhookArgumentResolver resolver = resolver(LocalDate.class, LocalDate.EPOCH);
		try (TestListeners listeners = TestListeners.with(TestListeners.bean(WebhookArgumentResolver.class, resolver),
				DateListener.class)) {
			assertThat(listeners.answer(TestEvent.json("{}"))).isEqualTo(LocalDate.EPOCH);
		}
	}

	@Test
	void whenResolverSupportsAKnownParameterItWins() throws Exception {
		WebhookArgumentResolver resolver = resolver(String.class, "mine");
		try (TestListeners listeners = TestListeners.with(TestListeners.bean(WebhookArgumentResolver.class, resolver),
				PlaceholderListener.class)) {
			assertThat(listeners.answer(TestEvent.json("{\"a\":\"x\"}"))).isEqualTo("mine");
		}
	}

	private static void start(Class<?> listener) {
		TestListeners.of(listener).close();
	}

	private static WebhookArgumentResolver resolver(Class<?> type, Object value) {
		return new WebhookArgumentResolver() {

			@Override
			public boolean supports(MethodParameter parameter) {
				return parameter.getParameterType() == type;
			}

			@Override
			public @Nullable Object resolve(MethodParameter parameter, WebhookEvent event) {
				return value;
			}

		};
	}

	interface Named {

		String name();

	}

	abstract static class Base {

	}

	enum Color {

		RED

	}

	static class PrimitiveListener {

		@WebhookListener
		void on(WebhookEvent event, int value) {
		}

	}

	static class WrapperListener {

		@WebhookListener
		void on(WebhookEvent event, Long value) {
		}

	}

	static class DateListener {

		@WebhookListener
		Object on(WebhookEvent event, LocalDate value) {
			return value;
		}

	}

	static class EnumListener {

		@WebhookListener
		void on(WebhookEvent event, Color value) {
		}

	}

	static class ObjectListener {

		@WebhookListener
		void on(WebhookEvent event, Object value) {
		}

	}

	static class InterfaceListener {

		@WebhookListener
		void on(WebhookEvent event, Named value) {
		}

	}

	static class AbstractListener {

		@WebhookListener
		void on(WebhookEvent event, Base value) {
		}

	}

	static class ListOfInterfaceListener {

		@WebhookListener
		void on(WebhookEvent event, List<Named> value) {
		}

	}

	static class OptionalListener {

		@WebhookListener
		void on(WebhookEvent event, Optional<String> value) {
		}

	}

	static class HeadersListener {

		@WebhookListener
		void on(WebhookEvent event, WebhookHeaders value) {
		}

	}

	static class SpringHeadersListener {

		@WebhookListener
		void on(WebhookEvent event, HttpHeaders value) {
		}

	}

	static class ThreadListener {

		@WebhookListener
		void on(WebhookEvent event, Thread value) {
		}

	}

	static class PointerListener {

		@WebhookListener
		void on(@WebhookPayload("data/object") String value) {
		}

	}

	static class PlaceholderListener {

		@WebhookListener
		Object on(@WebhookPayload("${app.pointer:/a}") String value) {
			return value;
		}

	}

	static class BothListener {

		@WebhookListener
		void on(@WebhookHeader("X-Value") @WebhookPayload("/a") String value) {
		}

	}

}
