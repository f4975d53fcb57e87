package dev.webhooks.provider;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.InvalidMimeTypeException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContentTypes}.
 */
class ContentTypesTests {

	@Test
	void noneSaysThatThereMayBeNoContentType() {
		assertThat(ContentTypes.of(List.of("application/json", "none")).accepts(null)).isTrue();
		assertThat(ContentTypes.of(List.of("application/json")).accepts(null)).isFalse();
		assertThat(ContentTypes.of(List.of()).accepts(null)).isTrue();
	}

	@Test
	void noneAloneAcceptsNoContentType() {
		ContentTypes none = ContentTypes.of(List.of("none"));
		assertThat(none.accepts(null)).isTrue();
		assertThat(none.accepts("application/json")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json; utf-8", "application/json;charset=nonsense", "application/json;;",
			"APPLICATION/JSON ; a=\"b;c\"" })
	void parametersDoNotMatter(String contentType) {
		assertThat(ContentTypes.of(List.of("application/json")).accepts(contentType)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ";application/json", "none", "application/json x", "text/json" })
	void whatIsNoneOfThemIsNotAccepted(String contentType) {
		assertThat(ContentTypes.of(List.of("application/json", "none")).accepts(contentType)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "None", "" })
	void whatIsNoMediaTypeIsRefused(String text) {
		assertThatExceptionOfType(InvalidMimeTypeException.class).isThrownBy(() -> ContentTypes.of(List.of(text)));
	}

}
