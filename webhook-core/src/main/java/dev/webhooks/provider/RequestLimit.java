package dev.webhooks.provider;

import org.springframework.util.Assert;

/**
 * So many requests at once, and so many more with every minute. Immutable.
 *
 * @param perMinute how many requests each minute adds
 * @param burst how many requests there are at the most
 */
public record RequestLimit(int perMinute, int burst) {

	public RequestLimit {
		Assert.isTrue(perMinute > 0 && burst > 0, "A limit must be positive");
	}

}
