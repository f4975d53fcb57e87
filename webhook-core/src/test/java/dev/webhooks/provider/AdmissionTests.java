package dev.webhooks.provider;

import dev.webhooks.fetch.AddressRanges;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Admission}.
 */
class AdmissionTests {

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "Application/JSON", "application/json; charset=utf-8",
			"application/json;charset=\"utf-8\"" })
	void acceptsAContentTypeWhateverItsParameters(String contentType) {
		assertThat(admission("application/json").accepts(contentType)).isTrue();
	}

	@Test
	void acceptsAWildcardSubtype() {
		assertThat(admission("application/*+json").accepts("application/cloudevents+json")).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "text/plain", "application/jsonp", "application/json, text/plain", "json", "*/*",
			"application/*" })
	void refusesWhatTheProviderNeverSends(@Nullable String contentType) {
		assertThat(admission("application/json", "application/x-www-form-urlencoded").accepts(contentType)).isFalse();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "anything", "text/plain" })
	void withoutContentTypesAcceptsAny(@Nullable String contentType) {
		assertThat(admission().accepts(contentType)).isTrue();
	}

	@Test
	void limitHasToBePositive() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Admission(true, AddressRanges.parse(List.of()), List.of(), 0))
			.withMessage("'maxBodySize' must be positive");
	}

	private static Admission admission(String... contentTypes) {
		return new Admission(true, AddressRanges.parse(List.of()),
				Stream.of(contentTypes).map(MimeTypeUtils::parseMimeType).toList(), 1024);
	}

}
