package dev.webhooks.request;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FailureText}.
 */
class FailureTextTests {

	@Test
	void namesTheFirstFrameThatIsTheApplications() {
		IllegalStateException failure = new IllegalStateException("No stock");
		failure.setStackTrace(new StackTraceElement[] { frame("java.util.Objects", "requireNonNull"),
				frame("org.springframework.util.Assert", "notNull"), frame("com.shop.Billing", "paid"),
				frame("com.shop.Shop", "run"), frame("dev.webhooks.listener.ListenerCall", "call") });
		assertThat(FailureText.of(failure))
			.isEqualTo("java.lang.IllegalStateException: No stock (at com.shop.Billing.paid(Billing.java:7))");
	}

	@Test
	void staysOnOneLine() {
		IllegalStateException failure = new IllegalStateException("one\ntwo");
		failure.setStackTrace(new StackTraceElement[0]);
		assertThat(FailureText.of(failure)).isEqualTo("java.lang.IllegalStateException: one\\u{a}two");
	}

	@Test
	void doesWithoutAMessage() {
		IllegalStateException failure = new IllegalStateException();
		failure.setStackTrace(new StackTraceElement[] { frame("java.util.Objects", "requireNonNull") });
		assertThat(FailureText.of(failure)).isEqualTo("java.lang.IllegalStateException");
	}

	private static StackTraceElement frame(String type, String method) {
		return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", 7);
	}

}
