package dev.webhooks.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.webhooks.request.LocatorKind.Place;
import org.jspecify.annotations.Nullable;

/**
 * Several values in the order of what they are, without anything between. Immutable.
 *
 * @see <a href="https://open.dingtalk.com/document/orgapp/http-push">DingTalk, events by
 * HTTP</a>
 */
final class SortedValues implements Place {

	private final List<Locator> parts;

	/**
	 * Creates values.
	 * @param locators the locators of the values, with commas between
	 */
	SortedValues(String locators) {
		List<Locator> parts = new ArrayList<>();
		for (String text : locators.split(",", -1)) {
			parts.add(SortedParameters.locator(text));
		}
		this.parts = List.copyOf(parts);
	}

	@Override
	public @Nullable String find(RequestValues values) {
		List<String> found = new ArrayList<>(this.parts.size());
		for (Locator part : this.parts) {
			String value = part.resolve(values);
			if (value == null) {
				return null;
			}
			found.add(value);
		}
		Collections.sort(found);
		return String.join("", found);
	}

	@Override
	public List<Locator> parts() {
		return this.parts;
	}

}
