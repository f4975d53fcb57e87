package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Answers}.
 */
class AnswersTests {

	@ParameterizedTest
	@EnumSource
	void problemSaysNoMoreThanItsStatus(RejectionReason reason) {
		WebhookResponse problem = Answers.problem(reason);
		assertThat(problem.status()).isEqualTo(reason.status());
		assertThat(problem.contentType()).isEqualTo("application/problem+json");
		assertThat(text(problem))
			.matches("\\{\"type\":\"about:blank\",\"title\":\"[A-Za-z ]+\",\"status\":" + reason.status() + "}");
	}

	@Test
	void problemsOfOneStatusAreTheSame() {
		assertThat(Answers.problem(RejectionReason.SIGNATURE_MISMATCH))
			.isEqualTo(Answers.problem(RejectionReason.SIGNATURE_MISSING))
			.isEqualTo(Answers.problem(RejectionReason.TIMESTAMP_TOO_OLD))
			.isEqualTo(Answers.problem(RejectionReason.TIMESTAMP_IN_FUTURE))
			.isEqualTo(Answers.problem(RejectionReason.SIGNATURE_MALFORMED))
			.isEqualTo(Answers.problem(RejectionReason.NO_SECRET));
	}

	@Test
	void problemNeverSaysWhy() {
		assertThat(text(problem(RejectionReason.MALFORMED_PAYLOAD, null))).doesNotContain("s3cret");
	}

	@Test
	void methodThatIsNotAllowedIsAnsweredWithTheOnesThatAre() {
		assertThat(problem(RejectionReason.METHOD_NOT_ALLOWED, null).headers().all("Allow")).containsExactly("POST");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S,1", "PT0.001S,1", "PT1S,1", "PT1.001S,2", "PT30S,30" })
	void timeToWaitIsInWholeSecondsThatAreNotTooFew(Duration retryAfter, String expected) {
		assertThat(problem(RejectionReason.VERDICT_UNKNOWN, retryAfter).headers().first("Retry-After"))
			.isEqualTo(expected);
	}

	@Test
	void withoutATimeToWaitNoneIsTold() {
		assertThat(problem(RejectionReason.LISTENER_FAILED, null).headers().first("Retry-After")).isNull();
	}

	@Test
	void idIsEscaped() {
		assertThat(text(Answers.success("processed", List.of(TestEvents.event("a\"\\\u0000</script>")))))
			.isEqualTo("{\"status\":\"processed\",\"id\":\"a\\\"\\\\\\u0000</script>\"}");
	}

	private static WebhookResponse problem(RejectionReason reason, @Nullable Duration retryAfter) {
		return Answers.problem(TestEvents.provider().build(),
				new WebhookRejectedException(reason, "s3cret", retryAfter, null));
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@Test
	void aProblemIsJsonWhateverTheDigitsOfTheLocaleAre() {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		try {
			assertThat(new String(Answers.problem(RejectionReason.UNKNOWN_PROVIDER).body(), StandardCharsets.UTF_8))
				.contains("\"status\":404");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

}
