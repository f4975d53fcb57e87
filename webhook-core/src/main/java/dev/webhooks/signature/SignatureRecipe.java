package dev.webhooks.signature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.webhooks.InvalidRecipeException;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.Locator;
import dev.webhooks.request.Template;
import org.jspecify.annotations.Nullable;

/**
 * How a provider signs, as it is configured below {@code signature}. Immutable.
 */
public final class SignatureRecipe {

	private final List<SignatureLocation> locations;

	private final String format;

	private final String algorithm;

	private final String encoding;

	private final List<Template> contents;

	private final List<Template> timestamps;

	private final TimestampUnit timestampUnit;

	private final Duration tolerance;

	private final List<Template> ids;

	private final @Nullable Locator bodyHash;

	private final @Nullable String each;

	private final DocumentReader documents;

	private final List<Pattern> reserved;

	private final List<RequiredValue> required;

	private SignatureRecipe(Builder builder) {
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
		this.bodyHash = (builder.bodyHash != null) ? SignatureLocation.of(builder.bodyHash).locator() : null;
		this.each = builder.each;
		this.documents = builder.documents;
		this.reserved = List.copyOf(builder.reserved);
		this.required = builder.required.stream()
			.map((text) -> RequiredValue.parse("signature.require", text))
			.toList();
	}

	/**
	 * Starts building a recipe.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
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

	public SignatureEncoding signatureEncoding() {
		try {
			return SignatureEncoding.valueOf(this.encoding.toUpperCase(Locale.ROOT).replace('-', '_'));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRecipeException("signature.encoding", this.encoding,
					"Use hex, hex-upper, base64 or base64url.");
		}
	}

	/**
	 * What is signed.
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

	@Nullable Locator bodyHash() {
		return this.bodyHash;
	}

	public @Nullable String each() {
		return this.each;
	}

	/**
	 * Refuses a recipe for single items, which not every scheme can heed.
	 * @param scheme the name of the scheme
	 * @return this recipe, which is for requests as a whole
	 * @throws InvalidRecipeException if it is for each item of an array
	 */
	public SignatureRecipe whole(String scheme) {
		if (this.each != null) {
			throw new InvalidRecipeException("signature.each", this.each, "The scheme '" + scheme
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
	 * Builds a {@link SignatureRecipe} of configured texts. Not safe for use by several
	 * threads.
	 */
	public static final class Builder {

		private final List<SignatureLocation> locations = new ArrayList<>();

		private String format = "{signature}";

		private String algorithm = "sha256";

		private String encoding = "hex";

		private List<String> contents = List.of("{body}");

		private List<String> timestamps = List.of();

		private TimestampUnit timestampUnit = TimestampUnit.SECONDS;

		private Duration tolerance = Duration.ofMinutes(5);

		private List<String> ids = List.of();

		private @Nullable String bodyHash;

		private @Nullable String each;

		private DocumentReader documents = DocumentReader.AUTO;

		private List<Pattern> reserved = List.of();

		private List<String> required = List.of();

		private Builder() {
		}

		/**
		 * Adds headers that may carry the signature.
		 * @param names the names; one with {@code *} at its end stands for all headers
		 * that begin so
		 * @return this builder
		 */
		public Builder headers(List<String> names) {
			names.forEach((name) -> this.locations.add(SignatureLocation.header(name)));
			return this;
		}

		/**
		 * Adds other places that may carry the signature.
		 * @param locators the locators
		 * @return this builder
		 * @throws InvalidRecipeException if one of them is no locator
		 */
		public Builder locations(List<String> locators) {
			locators.forEach((locator) -> this.locations.add(SignatureLocation.of(locator)));
			return this;
		}

		/**
		 * Sets how to read what is at these places, and how the signature is written.
		 * @param format the format
		 * @param encoding the encoding
		 * @return this builder
		 */
		public Builder format(String format, String encoding) {
			this.format = format;
			this.encoding = encoding;
			return this;
		}

		/**
		 * Sets the hash function or algorithm.
		 * @param algorithm the name
		 * @return this builder
		 */
		public Builder algorithm(String algorithm) {
			this.algorithm = algorithm.toLowerCase(Locale.ROOT);
			return this;
		}

		/**
		 * Sets what is signed.
		 * @param contents the templates, of which one has to fit; at least one
		 * @return this builder
		 */
		public Builder contents(List<String> contents) {
			this.contents = contents;
			return this;
		}

		/**
		 * Sets where the time of signing is, if not in the format.
		 * @param locators the locators, of which the first that is there counts
		 * @param unit how the time is written
		 * @param tolerance how far it may be from now, in both directions
		 * @return this builder
		 */
		public Builder timestamps(List<String> locators, TimestampUnit unit, Duration tolerance) {
			this.timestamps = locators;
			this.timestampUnit = unit;
			this.tolerance = tolerance;
			return this;
		}

		/**
		 * Sets where the id is that the content refers to.
		 * @param locators the locators, of which the first that is there counts
		 * @return this builder
		 */
		public Builder ids(List<String> locators) {
			this.ids = locators;
			return this;
		}

		/**
		 * Sets where the hash of a body is that the content does not cover itself.
		 * @param locator the locator or {@code null} if there is none
		 * @return this builder
		 */
		public Builder bodyHash(@Nullable String locator) {
			this.bodyHash = locator;
			return this;
		}

		/**
		 * Sets that each item of an array is signed by itself.
		 * @param pointer JSON pointer to the array, or {@code null} if the request is
		 * signed as a whole
		 * @return this builder
		 */
		public Builder each(@Nullable String pointer) {
			this.each = pointer;
			return this;
		}

		/**
		 * Sets how the JSON document in a request is found.
		 * @param documents the reader
		 * @return this builder
		 */
		public Builder documents(DocumentReader documents) {
			this.documents = documents;
			return this;
		}

		/**
		 * Sets what a handshake may have had signed, and so is no signed content.
		 * @param reserved patterns of such contents
		 * @return this builder
		 */
		public Builder reserved(List<Pattern> reserved) {
			this.reserved = reserved;
			return this;
		}

		/**
		 * Sets what has to be in a request for the scheme to be the one that is known.
		 * @param required locators with their values, such as
		 * {@code header:X-Signature-Version=1}; a {@code ?} before the {@code =} says
		 * that the value may be missing
		 * @return this builder
		 */
		public Builder required(List<String> required) {
			this.required = required;
			return this;
		}

		/**
		 * Builds the recipe.
		 * @return the recipe
		 * @throws InvalidRecipeException if a text cannot be understood
		 */
		public SignatureRecipe build() {
			return new SignatureRecipe(this);
		}

	}

}
