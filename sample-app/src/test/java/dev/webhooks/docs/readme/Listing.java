package dev.webhooks.docs.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listing of a page.
 *
 * @param heading the heading that it stands below
 * @param language what it is written in
 * @param text the text, which ends with a line break
 */
record Listing(String heading, String language, String text) {

	private static final Pattern HEADING_OR_LISTING = Pattern.compile("^## ([^\\n]+)$|^```(\\w+)\\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)", Pattern.MULTILINE);

	/** All listings of a page: one that is written in another way is not passed over. */
	static List<Listing> of(Path page) throws IOException {
		String text = Files.readString(page);
		List<Listing> listings = new ArrayList<>();
		Matcher matcher = HEADING_OR_LISTING.matcher(text);
		String heading = "";
		while (matcher.find()) {
			if (matcher.group(1) != null) {
				heading = matcher.group(1);
			}
			else {
				listings.add(new Listing(heading, matcher.group(2), matcher.group(3)));
			}
		}
		if (FENCE.matcher(text).results().count() != 2L * listings.size()) {
			throw new IllegalArgumentException(page + " has a listing that is indented or without its language");
		}
		return listings;
	}

}
