package dev.webhooks.vendor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The models of github-api, which only its client fills, stop the start wherever they
 * stand, and the message says how they are read.
 */
class GitHubModelsTests {

	@ParameterizedTest
	@ValueSource(classes = { Push.class, Repository.class, ListOf.class, MapOf.class, OptionalOf.class, Within.class })
	void aModelOfGitHubStopsTheStart(Class<?> listener) {
		ModelListeners.runner(listener)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("org.kohsuke.github.")
				.hasMessageContaining("GitHub.offline().parseEventPayload"));
	}

	static class Push {

		@WebhookListener
		void on(GHEventPayload.Push push) {
		}

	}

	static class Repository {

		@WebhookListener
		void on(@WebhookPayload("/repository") GHRepository repository) {
		}

	}

	static class ListOf {

		@WebhookListener
		void on(List<GHEventPayload.Issue> issues) {
		}

	}

	static class MapOf {

		@WebhookListener
		void on(Map<String, GHEventPayload.Issue> issues) {
		}

	}

	static class OptionalOf {

		@WebhookListener
		void on(@WebhookPayload("/push") Optional<GHEventPayload.Push> push) {
		}

	}

	record Pushed(List<GHEventPayload.Push> pushes) {

	}

	static class Within {

		@WebhookListener
		void on(Pushed pushed) {
		}

	}

}
