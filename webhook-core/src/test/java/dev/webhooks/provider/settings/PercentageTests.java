package dev.webhooks.provider.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Percentage}.
 */
class PercentageTests {

	@ParameterizedTest
	@CsvSource({ "50%, 50", "12.5 %, 12.5", "0%, 0", "100%, 100" })
	void isReadWithItsSign(String text, double value) {
		assertThat(Percentage.of(text).value()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "50", "0.5", "", "%", "101%", "-1%", "1e1%", "half" })
	void anythingElseIsNone(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Percentage.of(text));
	}

	@Test
	void isWrittenAsItIsRead() {
		assertThat(Percentage.of("50%")).hasToString("50%");
		assertThat(Percentage.of("12.5%")).hasToString("12.5%");
	}

}
