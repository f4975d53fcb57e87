package dev.webhooks.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds the analysis that Spring Boot would print when an application does not start: all
 * analyzers are asked, in the order in which Spring Boot asks them.
 */
public final class FailureAnalyses {

	private FailureAnalyses() {
	}

	public static FailureAnalysis of(AssertableApplicationContext context) {
		return ofFailure(context.getStartupFailure());
	}

	public static FailureAnalysis of(AssertableWebApplicationContext context) {
		return ofFailure(context.getStartupFailure());
	}

	private static FailureAnalysis ofFailure(Throwable failure) {
		assertThat(failure).as("failure of the start").isNotNull();
		FailureAnalysis analysis = of(failure);
		assertThat(analysis).as("analysis of " + failure).isNotNull();
		return analysis;
	}

	private static FailureAnalysis of(Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver
			.of(BeanFactory.class, new org.springframework.beans.factory.support.DefaultListableBeanFactory())
			.and(Environment.class, new MockEnvironment());
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, (type, name, ex) -> {
			});
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyzer.analyze(failure);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

}
