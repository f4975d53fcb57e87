package dev.webhooks.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorTextTests {

	@ParameterizedTest
	@CsvSource({ "java.lang.IllegalStateException: card 4242, java.lang.IllegalStateException",
			"java.lang.IllegalStateException, java.lang.IllegalStateException",
			"com.acme.Shop$Refused: 1 (at com.acme.Shop.pay(Shop.java:12)), com.acme.Shop$Refused" })
	void ofAnExceptionTheClassIsShown(String error, String shown) {
		assertThat(ErrorText.of(error, false)).isEqualTo(shown);
	}

	@Test
	void aMessageOfSeveralLinesIsHidden() {
		assertThat(ErrorText.of("com.acme.Refused: first\njava.lang.Second: card 4242", false))
			.isEqualTo("com.acme.Refused");
	}

	@ParameterizedTest
	@ValueSource(strings = { "card 4242", "4242", "com.acme.Refused card 4242", "" })
	void whatIsNoExceptionIsHidden(String error) {
		assertThat(ErrorText.of(error, false)).isEqualTo("(not shown)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "The body was purged", "3 nodes died while it ran", "SIGNATURE_MISMATCH", "answered 503" })
	void whatTheLibraryItselfSaysIsShown(String error) {
		assertThat(ErrorText.of(error, false)).isEqualTo(error);
	}

	@Test
	void whoMaySeeValuesSeesAll() {
		assertThat(ErrorText.of("com.acme.Refused: card 4242", true)).isEqualTo("com.acme.Refused: card 4242");
	}

}
