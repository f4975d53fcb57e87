package dev.webhooks.signature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a provider signs, as it is configured below {@code signature}. Immutable.
 *
 * @param locations where the signature is, all that are there are tried; usually one
 * header
 * @param format how to read what is there
 * @param algorithm the hash function or algorithm
 * @param encoding how the signature is written
 * @param content what is signed
 * @param timestamps where the time of signing is if not in {@code format}; the first that
 * is there counts
 * @param timestampUnit how the time is written
 * @param tolerance how far the time may be from now, in both directions
 * @param ids where the id is that the content refers to; the first that is there counts
 */
public record SignatureRecipe(List<Locator> locations, String format, String algorithm, String encoding,
		Template content, List<Template> timestamps, TimestampUnit timestampUnit, Duration tolerance,
		List<Template> ids) {

	private static final String PREFIX = "signature.";

	/**
	 * Makes a recipe of configured texts.
	 * @param headers names of the headers that may carry the signature
	 * @param locations other places of the signature, as locators
	 * @param format the format, <code>{signature}</code> if {@code null}
	 * @param algorithm the algorithm, {@code sha256} if {@code null}
	 * @param encoding the encoding, {@code hex} if {@code null}
	 * @param content the signed content, <code>{body}</code> if {@code null}
	 * @param timestamps locators of the time
	 * @param timestampUnit the unit, seconds if {@code null}
	 * @param tolerance the tolerance, five minutes if {@code null}
	 * @param ids locators of the id
	 * @return the recipe
	 * @throws InvalidRecipeException if a text cannot be understood
	 */
	public static SignatureRecipe of(List<String> headers, List<String> locations, @Nullable String format,
			@Nullable String algorithm, @Nullable String encoding, @Nullable String content, List<String> timestamps,
			@Nullable TimestampUnit timestampUnit, @Nullable Duration tolerance, List<String> ids) {
		List<Locator> places = new ArrayList<>();
		headers.forEach((header) -> places.add(new Locator.Header(header)));
		locations.forEach((location) -> places.add(location(location)));
		return new SignatureRecipe(List.copyOf(places), (format != null) ? format : "{signature}",
				(algorithm != null) ? algorithm : "sha256", (encoding != null) ? encoding : "hex",
				Template.parse(PREFIX + "content", (content != null) ? content : "{body}"),
				timestamps.stream().map((text) -> Template.parseLocator(PREFIX + "timestamp", text)).toList(),
				(timestampUnit != null) ? timestampUnit : TimestampUnit.SECONDS,
				(tolerance != null) ? tolerance : Duration.ofMinutes(5),
				ids.stream().map((text) -> Template.parseLocator("event.id", text)).toList());
	}

	private static Locator location(String text) {
		Locator locator = Locator.parse(text);
		if (locator == null) {
			throw new InvalidRecipeException(PREFIX + "location", text, "It is not a locator such as body:/signature.");
		}
		return locator;
	}

	HeaderFormat headerFormat() {
		return HeaderFormat.parse(PREFIX + "format", this.format);
	}

	SignatureEncoding signatureEncoding() {
		try {
			return SignatureEncoding.valueOf(this.encoding.toUpperCase(Locale.ROOT).replace('-', '_'));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRecipeException(PREFIX + "encoding", this.encoding,
					"Use hex, hex-upper, base64 or base64url.");
		}
	}

}
