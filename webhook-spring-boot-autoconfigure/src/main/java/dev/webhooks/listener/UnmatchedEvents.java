package dev.webhooks.listener;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs events that no listener receives, once for each provider and type, with a listener
 * that would. After many types it falls silent, so that a sender fills neither the memory
 * nor the log.
 */
final class UnmatchedEvents {

	static final int MAX_TYPES = 1000;

	private static final Logger logger = LoggerFactory.getLogger(UnmatchedEvents.class);

	private final Set<ListenerSuggestion> logged = ConcurrentHashMap.newKeySet();

	private final BiPredicate<String, String> tests;

	/**
	 * Creates an instance.
	 * @param tests tells whether a provider, by its name, tests the endpoint with a type
	 */
	UnmatchedEvents(BiPredicate<String, String> tests) {
		this.tests = tests;
	}

	void log(String provider, String type) {
		if (this.logged.size() >= MAX_TYPES) {
			return;
		}
		ListenerSuggestion suggestion = ListenerSuggestion.of(provider, type);
		if (!this.logged.add(suggestion)) {
			return;
		}
		if (this.tests.test(provider, type)) {
			logger.info("Provider '{}' has tested the endpoint with '{}', which needs no listener",
					suggestion.provider(), suggestion.events());
		}
		else {
			logger.info("No webhook listener receives '{}' of '{}'. This one would:{}", suggestion.events(),
					suggestion.provider(), suggestion.code());
		}
	}

}
