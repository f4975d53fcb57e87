package dev.webhooks.listener;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

	void log(String provider, String type) {
		if (this.logged.size() >= MAX_TYPES) {
			return;
		}
		ListenerSuggestion suggestion = ListenerSuggestion.of(provider, type);
		if (this.logged.add(suggestion)) {
			logger.info("No webhook listener receives '{}' of '{}'. This one would:{}", suggestion.events(),
					suggestion.provider(), suggestion.code());
		}
	}

}
