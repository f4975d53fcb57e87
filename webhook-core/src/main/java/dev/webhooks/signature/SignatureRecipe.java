package dev.webhooks.signature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.Template;

/**
 * How a provider signs, as it is configured below {@code signature}. Immutable.
 */
public final class SignatureRecipe {

	private final List<SignatureLocation> locations;

	private final String format;

	private final String algorithm;

	private final SignatureEncoding encoding;

	private final List<Template> contents;

	private final List<Template> timestamps;

	private final TimestampUnit timestampUnit;

	private final Duration tolerance;

	private final List<Template> ids;

	private final @Nullable SignedBodyHash bodyHash;

	private final @Nullable String each;

	private final DocumentReader documents;

	private final List<Pattern> reserved;

	private final List<RequiredValue> required;

	private final ConfiguredValues values;

	private final boolean wrapped;

	SignatureRecipe(SignatureRecipeBuilder builder) {
		this.locations = List.copyOf(builder.locations);
		this.format = builder.format;
		this.algorithm = builder.algorithm;
		this.encoding = builder.encoding;
		this.contents = builder.contents.stream().map((text) -> Template.parse("signature.content", text)).toList();
		this.timestamps = builder.timestamps.stream()
			.map((text) -> Template.parseLocator("signature.timestamp", text))
			.toList();
		this.timestampUnit = builder.timestampUnit;
		this.tolerance = builder.tolerance;
		this.ids = builder.ids.stream().map((text) -> Template.parseLocator("event.id", text)).toList();
		this.bodyHash = (builder.bodyHash != null)
				? new SignedBodyHash(SignatureLocation.of(builder.bodyHash).locator()) : null;
		this.each = builder.each;
		this.documents = builder.documents;
		this.reserved = List.copyOf(builder.reserved);
		this.required = builder.required.stream()
			.map((text) -> RequiredValue.parse("signature.require", text))
			.toList();
		this.values = builder.values;
		this.wrapped = builder.wrapped;
		checkConfigured();
	}

	private SignatureRecipe(SignatureRecipe other, String format, String algorithm, SignatureEncoding encoding) {
		this.format = format;
		this.algorithm = algorithm;
		this.encoding = encoding;
		this.locations = other.locations;
		this.contents = other.contents;
		this.timestamps = other.timestamps;
		this.timestampUnit = other.timestampUnit;
		this.tolerance = other.tolerance;
		this.ids = other.ids;
		this.bodyHash = other.bodyHash;
		this.each = other.each;
		this.documents = other.documents;
		this.reserved = other.reserved;
		this.required = other.required;
		this.values = other.values;
		this.wrapped = other.wrapped;
	}

	private void checkConfigured() {
		for (Template content : this.contents) {
			for (String name : content.configured()) {
				if (this.values.get(name) == null) {
					throw new InvalidSettingException("signature.content", content,
							"It has a {value:%s}: set 'values.%s'.".formatted(name, name));
				}
			}
		}
	}

	/**
	 * Copies this recipe for signatures that are computed and written in another way.
	 */
	SignatureRecipe written(String format, String algorithm, SignatureEncoding encoding) {
		return new SignatureRecipe(this, format, algorithm, encoding);
	}

	/**
	 * Starts building a recipe.
	 * @return a builder
	 */
	public static SignatureRecipeBuilder builder() {
		return new SignatureRecipeBuilder();
	}

	List<SignatureLocation> locations() {
		return this.locations;
	}

	/**
	 * How to read what is at the location of the signature.
	 * @return the format
	 */
	public String format() {
		return this.format;
	}

	HeaderFormat headerFormat() {
		return HeaderFormat.parse("signature.format", this.format);
	}

	/**
	 * The hash function or algorithm.
	 * @return the name in lower case
	 */
	public String algorithm() {
		return this.algorithm;
	}

	/**
	 * How the signature is written.
	 * @return the encoding
	 */
	public SignatureEncoding signatureEncoding() {
		return this.encoding;
	}

	/**
	 * Signed content.
	 * @return the templates, of which one has to fit
	 */
	public List<Template> contents() {
		return this.contents;
	}

	/**
	 * Where the time of signing is, if not in the format.
	 * @return the templates, of which the first that is there counts
	 */
	public List<Template> timestamps() {
		return this.timestamps;
	}

	/**
	 * How the time is written.
	 * @return the unit
	 */
	public TimestampUnit timestampUnit() {
		return this.timestampUnit;
	}

	/**
	 * How far the time may be from now, in both directions.
	 * @return the tolerance
	 */
	public Duration tolerance() {
		return this.tolerance;
	}

	/**
	 * Where the id is that the content refers to.
	 * @return the templates, of which the first that is there counts
	 */
	public List<Template> ids() {
		return this.ids;
	}

	@Nullable SignedBodyHash bodyHash() {
		return this.bodyHash;
	}

	public @Nullable String each() {
		return this.each;
	}

	/**
	 * Refuses a recipe for single items, which not every scheme can heed.
	 * @param scheme the name of the scheme
	 * @return this recipe, which is for requests as a whole
	 * @throws InvalidSettingException if it is for each item of an array
	 */
	public SignatureRecipe whole(String scheme) {
		if (this.each != null) {
			throw new InvalidSettingException("signature.each", this.each, "The scheme '" + scheme
					+ "' verifies a request as a whole: remove it, or leave it empty where a preset sets it.");
		}
		return this;
	}

	/**
	 * Finds the JSON document in a request.
	 * @return the reader
	 */
	public DocumentReader documents() {
		return this.documents;
	}

	/**
	 * Values that the signed content has besides the request and the secret.
	 * @return the values
	 */
	public ConfiguredValues values() {
		return this.values;
	}

	/**
	 * Whether what is signed is the whole of an event, of which nothing else is read.
	 * @return whether the document is taken out of a token
	 */
	@Internal
	public boolean isWrapped() {
		return this.wrapped;
	}

	List<Pattern> reserved() {
		return this.reserved;
	}

	List<RequiredValue> required() {
		return this.required;
	}

	/**
	 * The JSON fields that are needed to verify a request.
	 * @return the JSON pointers
	 */
	public List<String> pointers() {
		List<String> pointers = new ArrayList<>();
		List.of(this.contents, this.timestamps, this.ids)
			.forEach((templates) -> templates.forEach((template) -> pointers.addAll(template.pointers())));
		this.locations.forEach((location) -> pointers.addAll(location.locator().pointers()));
		return pointers;
	}

	/**
	 * Prepares what reads requests for this recipe.
	 * @return the parser
	 */
	@Internal
	public RequestParser parser() {
		return RequestParser.of(this.documents, pointers()).knowing(this.values);
	}

}
