package dev.webhooks.listener;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.http.HostileValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Whatever is in a payload, a listener receives it or it is said to be unreadable:
 * nothing else is thrown, nothing is quoted, and nothing takes long.
 */
class HostilePayloadTests {

	private static TestListeners listeners;

	@BeforeAll
	static void start() {
		listeners = TestListeners.with((context) -> context.registerBean(Validator.class, () -> {
			LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
			validator.afterPropertiesSet();
			return validator;
		}), Parts.class, Wholes.class, Conditions.class);
	}

	@AfterAll
	static void stop() {
		listeners.close();
	}

	static List<WebhookListenerMethod> methods() {
		return listeners.registry().listeners();
	}

	@ParameterizedTest
	@MethodSource("methods")
	@Timeout(60)
	void aValueIsReceivedOrUnreadable(WebhookListenerMethod method) {
		HostileValues.all().forEach((value) -> {
			Throwable thrown = catchThrowable(() -> receive(method, "{\"v\":" + value + "}"));
			if (thrown != null) {
				assertThat(thrown).as(shortened(value)).isInstanceOf(WebhookPayloadException.class).hasNoCause();
				assertThat(thrown.getMessage()).as(shortened(value)).doesNotContain("2147483648", "99999999");
			}
		});
	}

	private static void receive(WebhookListenerMethod method, String json) throws Exception {
		if (method.condition() == null) {
			listeners.dispatcher().invoke(method, TestEvent.json(json));
			return;
		}
		method.accepts(new EventPayload(TestEvent.json(json), listeners.bean(WebhookPayloadReader.class)));
	}

	private static String shortened(String value) {
		return value.substring(0, Math.min(60, value.length()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e2147483648", "1e99999999999999999999", "[1e2147483648]", "{\"v\":1e-2147483649}" })
	void aNumberThatJavaCannotHoldIsUnreadable(String json) {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> listeners.dispatcher().invoke(find("tree"), TestEvent.json(json)));
	}

	@Test
	@Timeout(10)
	void aNumberThatTakesAllMemoryWhenItIsAddedToIsUnreadable() {
		assertThatExceptionOfType(WebhookPayloadException.class)
			.isThrownBy(() -> listeners.dispatcher().invoke(find("tree"), TestEvent.json("{\"v\":1e1000000000}")));
	}

	@Test
	void aNumberOfAHundredThousandDigitsIsReceived() throws Exception {
		listeners.dispatcher().invoke(find("tree"), TestEvent.json("{\"v\":1e100000}"));
		assertThat(listeners.bean(Wholes.class).tree.get("v").decimalValue()).isEqualTo("1e100000");
	}

	private static WebhookListenerMethod find(String id) {
		return listeners.registry().find(id);
	}

	record Recursive(@Valid @Nullable Recursive next,
			@Min(1) @Digits(integer = 3, fraction = 2) @Nullable BigDecimal v) {

	}

	record Unwilling(String text) {

		@JsonCreator
		Unwilling {
			throw new IllegalStateException(text);
		}

	}

	static class Parts {

		@WebhookListener
		void node(@WebhookPayload("/v") JsonNode v) {
		}

		@WebhookListener
		void object(@WebhookPayload("/v") Object v) {
		}

		@WebhookListener
		void decimal(@WebhookPayload("/v") BigDecimal v) {
		}

		@WebhookListener
		void integer(@WebhookPayload("/v") BigInteger v) {
		}

		@WebhookListener
		void numbers(@WebhookPayload("/v") int first, @WebhookPayload("/v") Long second,
				@WebhookPayload("/v") double third, @WebhookPayload("/v") Number fourth) {
		}

		@WebhookListener
		void instant(@WebhookPayload("/v") Instant v) {
		}

		@WebhookListener
		void date(@WebhookPayload("/v") Date v) {
		}

		@WebhookListener
		void localDate(@WebhookPayload("/v") LocalDate v) {
		}

		@WebhookListener
		void offsetDateTime(@WebhookPayload("/v") OffsetDateTime v) {
		}

		@WebhookListener
		void duration(@WebhookPayload("/v") Duration v) {
		}

		@WebhookListener
		void year(@WebhookPayload("/v") Year v) {
		}

		@WebhookListener
		void zone(@WebhookPayload("/v") ZoneId v) {
		}

		@WebhookListener
		void uuid(@WebhookPayload("/v") UUID v) {
		}

		@WebhookListener
		void uri(@WebhookPayload("/v") URI v) {
		}

		@WebhookListener
		void locale(@WebhookPayload("/v") Locale v) {
		}

		@WebhookListener
		void currency(@WebhookPayload("/v") Currency v) {
		}

		@WebhookListener
		void pattern(@WebhookPayload("/v") Pattern v) {
		}

		@WebhookListener
		void bytes(@WebhookPayload("/v") byte[] v) {
		}

		@WebhookListener
		void text(@WebhookPayload("/v") String v) {
		}

		@WebhookListener
		void optional(@WebhookPayload("/v") Optional<BigInteger> v) {
		}

		@WebhookListener
		void list(@WebhookPayload("/v") List<BigInteger> v) {
		}

		@WebhookListener
		void map(@WebhookPayload("/v") Map<BigInteger, BigDecimal> v) {
		}

		@WebhookListener
		void record(@WebhookPayload("/v") @Valid Recursive v) {
		}

		@WebhookListener
		void unwilling(@WebhookPayload("/v") Unwilling v) {
		}

	}

	static class Wholes {

		private JsonNode tree;

		@WebhookListener(id = "tree")
		void tree(JsonNode payload) {
			this.tree = payload;
		}

		@WebhookListener
		void object(ObjectNode payload) {
		}

		@WebhookListener
		void map(Map<String, Object> payload) {
		}

		@WebhookListener
		void integers(Map<String, BigInteger> payload) {
		}

		@WebhookListener
		void decimals(Map<String, BigDecimal> payload) {
		}

		@WebhookListener
		void instants(Map<String, Instant> payload) {
		}

		@WebhookListener
		void record(@Valid Recursive payload) {
		}

	}

	static class Conditions {

		@WebhookListener(condition = "#payload.v?.toString()?.length() == 3")
		void text() {
		}

		@WebhookListener(condition = "#payload.v instanceof T(Number) and #payload.v + 1 > 100")
		void number() {
		}

		@WebhookListener(condition = "#event.bodyAsText().length() > 100")
		void event() {
		}

	}

}
