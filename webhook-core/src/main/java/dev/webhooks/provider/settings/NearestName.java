package dev.webhooks.provider.settings;

import java.util.Collection;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Finds the name that somebody probably meant.
 */
@Internal
public final class NearestName {

	private NearestName() {
	}

	/**
	 * Finds the name.
	 * @param name the name as it is written
	 * @param names the names that there are
	 * @return the nearest of them, or {@code null} if none is near
	 */
	public static @Nullable String of(String name, Collection<String> names) {
		return names.stream()
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
			.filter((candidate) -> distance(name, candidate) <= Math.max(2, name.length() / 2))
			.orElse(null);
	}

	/**
	 * Finds a name of which only a letter in four is written otherwise, or two.
	 * @param name the name as it is written
	 * @param names the names that there are
	 * @return the nearest of them, or {@code null} if none is so near
	 */
	public static @Nullable String within(String name, Collection<String> names) {
		String nearest = of(name, names);
		boolean near = nearest != null && distance(name, nearest) <= Math.max(2, name.length() / 4)
				&& distance(name, nearest) < name.length() - 1;
		return near ? nearest : null;
	}

	/**
	 * Levenshtein distance: how many characters have to be added, removed or changed.
	 */
	private static int distance(String left, String right) {
		int[] previous = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int change = previous[j - 1] + ((left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
