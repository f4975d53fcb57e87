package dev.webhooks.sender.policy;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.sender.http.AttemptAnswer;
import dev.webhooks.sender.http.AttemptFailure;
import dev.webhooks.sender.http.FailureKind;
import dev.webhooks.sender.policy.AttemptVerdict.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what an outcome means for its delivery and its endpoint.
 */
class OutcomePolicyTests {

	/** 6 November 1994, 08:48:37 GMT: a minute before the date in RFC 9110. */
	private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

	private final OutcomePolicy policy = new OutcomePolicy(false);

	private static AttemptAnswer answer(int status, @Nullable String retryAfter) {
		return new AttemptAnswer(status, retryAfter, "", true, Duration.ZERO);
	}

	@ParameterizedTest
	@CsvSource({ "200, DELIVERED", "201, DELIVERED", "202, DELIVERED", "204, DELIVERED", "299, DELIVERED", "300, RETRY",
			"301, RETRY", "302, RETRY", "304, RETRY", "307, RETRY", "308, RETRY", "400, GIVE_UP", "401, GIVE_UP",
			"402, GIVE_UP", "403, GIVE_UP", "404, GIVE_UP", "405, GIVE_UP", "407, GIVE_UP", "408, RETRY",
			"409, GIVE_UP", "410, DISABLE", "411, GIVE_UP", "413, GIVE_UP", "415, GIVE_UP", "418, GIVE_UP",
			"421, GIVE_UP", "422, GIVE_UP", "424, GIVE_UP", "425, RETRY", "426, GIVE_UP", "428, GIVE_UP", "429, RETRY",
			"431, GIVE_UP", "451, GIVE_UP", "499, GIVE_UP", "500, RETRY", "501, RETRY", "502, RETRY", "503, RETRY",
			"504, RETRY", "505, RETRY", "508, RETRY", "520, RETRY", "599, RETRY", "600, RETRY", "999, RETRY" })
	void eachStatusHasItsMeaning(int status, Kind kind) {
		AttemptVerdict verdict = this.policy.decide(answer(status, null), NOW);
		assertThat(verdict.kind()).isEqualTo(kind);
		assertThat(verdict.failureOfEndpoint()).isEqualTo(kind != Kind.DELIVERED);
		assertThat(verdict.advice().never()).isEqualTo(kind == Kind.GIVE_UP || kind == Kind.DISABLE);
	}

	@ParameterizedTest
	@CsvSource({ "200, DELIVERED", "400, RETRY", "401, RETRY", "404, RETRY", "408, RETRY", "410, DISABLE", "422, RETRY",
			"429, RETRY", "500, RETRY" })
	void clientErrorsAreTriedAgainWhereThatIsAskedFor(int status, Kind kind) {
		assertThat(new OutcomePolicy(true).decide(answer(status, null), NOW).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			60                             | 1994-11-06T08:49:37Z
			1                              | 1994-11-06T08:48:38Z
			' 60 '                         | 1994-11-06T08:49:37Z
			0060                           | 1994-11-06T08:49:37Z
			86400                          | 1994-11-07T08:48:37Z
			86401                          | 1994-11-07T08:48:37Z
			999999999                      | 1994-11-07T08:48:37Z
			9999999999                     | 1994-11-07T08:48:37Z
			99999999999999999999999999     | 1994-11-07T08:48:37Z
			Sun, 06 Nov 1994 08:49:37 GMT  | 1994-11-06T08:49:37Z
			Fri, 31 Dec 1999 23:59:59 GMT  | 1994-11-07T08:48:37Z
			""")
	void retryAfterPutsTheNextAttemptOff(String header, Instant time) {
		for (int status : new int[] { 302, 408, 425, 429, 500, 503 }) {
			assertThat(this.policy.decide(answer(status, header), NOW).advice())
				.isEqualTo(new RetryAdvice(false, time, 6, true));
		}
	}

	@Test
	void aDateWithAYearOfTwoDigitsIsOfThisCentury() {
		assertThat(
				this.policy.decide(answer(503, "Sunday, 29-Nov-26 08:49:37 GMT"), Instant.parse("2026-11-29T08:48:37Z"))
					.advice()
					.notBefore())
			.isEqualTo("2026-11-29T08:49:37Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "0", "000", "-1", "+1", "1.5", "1s", "soon", "\u0661\u0662", "NaN",
			"Sun, 06 Nov 1994 08:48:37 GMT", "Sun, 06 Nov 1994 08:47:37 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
			"Sun, 99 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z" })
	void withoutATimeToWaitForTheScheduleDecides(String header) {
		assertThat(this.policy.decide(answer(503, header), NOW).advice()).isEqualTo(RetryAdvice.NONE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 410 })
	void whatIsOverIsNotPutOff(int status) {
		assertThat(this.policy.decide(answer(status, "60"), NOW).advice()).isEqualTo(RetryAdvice.NEVER);
	}

	@ParameterizedTest
	@EnumSource(names = { "DNS", "CONNECT", "CONNECT_TIMEOUT", "TLS", "DEADLINE", "IO" })
	void endpointsThatDoNotAnswerFail(FailureKind kind) {
		assertThat(decide(kind)).isEqualTo(new AttemptVerdict(Kind.RETRY, RetryAdvice.NONE, true));
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKED", "PROXY" })
	void whatIsStoppedOnThisSideIsTriedAgainAndIsNoFailureOfTheEndpoint(FailureKind kind) {
		assertThat(decide(kind))
			.isEqualTo(new AttemptVerdict(Kind.RETRY, new RetryAdvice(false, null, 0, false), false));
	}

	@ParameterizedTest
	@EnumSource(names = { "BUSY", "CLOSED" })
	void whatWasNoAttemptDoesNotCount(FailureKind kind) {
		AttemptVerdict verdict = decide(kind);
		assertThat(verdict.kind()).isEqualTo(Kind.RETRY);
		assertThat(verdict.failureOfEndpoint()).isFalse();
		assertThat(verdict.advice())
			.isEqualTo(new RetryAdvice(false, Instant.parse("1994-11-06T08:48:38Z"), Integer.MAX_VALUE, false));
	}

	@Test
	void eachKindOfFailureHasAVerdict() {
		for (FailureKind kind : FailureKind.values()) {
			assertThat(decide(kind).kind()).isEqualTo(Kind.RETRY);
		}
	}

	private AttemptVerdict decide(FailureKind kind) {
		return this.policy.decide(new AttemptFailure(kind, "", Duration.ZERO), NOW);
	}

}
