package dev.webhooks.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SpringBootVersionCheck}.
 */
class SpringBootVersionCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "3.5.7", "3.0.0", "2.7.18", "1.5.22.RELEASE" })
	void aVersionBefore4StopsTheStart(String version) {
		UnsuitableApplicationException failure = catchThrowableOfType(UnsuitableApplicationException.class,
				() -> SpringBootVersionCheck.check(version));
		FailureAnalysis analysis = new UnsuitableApplicationFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains("needs Spring Boot 4").contains(version);
		assertThat(analysis.getAction()).contains("Upgrade");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.0.0", "4.1.2", "4.2.0-M1", "10.0.0", "unknown" })
	@NullSource
	void laterAndUnknownVersionsAreNoFailure(String version) {
		assertThatCode(() -> SpringBootVersionCheck.check(version)).doesNotThrowAnyException();
	}

	@Test
	void isAskedInEveryApplication() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationListener.class))
			.hasAtLeastOneElementOfType(SpringBootVersionCheck.class);
	}

}
