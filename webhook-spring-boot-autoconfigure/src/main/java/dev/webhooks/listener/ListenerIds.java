package dev.webhooks.listener;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives ids for listeners that are given none: the class and the method, and no more
 * than it takes to tell them apart.
 */
final class ListenerIds {

	/** Length that the tables of the inbox have room for. */
	private static final int MAX_LENGTH = 500;

	private final Map<Class<?>, Set<String>> beans = new HashMap<>();

	private final Map<String, Set<String>> overloads = new HashMap<>();

	ListenerIds(List<ListenerCandidate> candidates) {
		for (ListenerCandidate candidate : candidates) {
			this.beans.computeIfAbsent(candidate.type(), (type) -> new HashSet<>()).add(candidate.beanName());
			this.overloads.computeIfAbsent(name(candidate), (name) -> new HashSet<>()).add(candidate.describe());
		}
	}

	String derive(ListenerCandidate candidate) {
		boolean overloaded = this.overloads.getOrDefault(name(candidate), Set.of()).size() > 1;
		boolean severalBeans = this.beans.getOrDefault(candidate.type(), Set.of()).size() > 1;
		String id = overloaded ? candidate.describe().replace(" ", "") : name(candidate);
		return severalBeans ? id + "@" + candidate.beanName() : id;
	}

	/**
	 * Checks that deliveries can be stored by an id, in every database.
	 * @return the id
	 * @throws InvalidWebhookListenerException if they cannot
	 */
	static String check(ListenerCandidate candidate, String id) {
		boolean printable = id.codePoints()
			.noneMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
		if (id.length() > MAX_LENGTH || !id.equals(id.strip()) || !printable) {
			throw candidate
				.invalid("its id has more than %s characters, or begins or ends with a blank, or cannot be printed"
					.formatted(MAX_LENGTH), "Give it a shorter one with @WebhookListener(id = \"…\").", null);
		}
		return id;
	}

	private static String name(ListenerCandidate candidate) {
		return candidate.type().getName() + "." + candidate.method().getName();
	}

}
