package dev.webhooks.signature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.DocumentReader;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SignatureRecipe} of configured texts. Not safe for use by several
 * threads.
 */
public final class SignatureRecipeBuilder {

	final List<SignatureLocation> locations = new ArrayList<>();

	String format = "{signature}";

	String algorithm = "sha256";

	SignatureEncoding encoding = SignatureEncoding.HEX;

	List<String> contents = List.of("{body}");

	List<String> timestamps = List.of();

	TimestampUnit timestampUnit = TimestampUnit.SECONDS;

	Duration tolerance = Duration.ofMinutes(5);

	List<String> ids = List.of();

	@Nullable String bodyHash;

	@Nullable String each;

	DocumentReader documents = DocumentReader.AUTO;

	List<Pattern> reserved = List.of();

	List<String> required = List.of();

	ConfiguredValues values = ConfiguredValues.NONE;

	boolean wrapped;

	SignatureRecipeBuilder() {
	}

	/**
	 * Adds headers that may carry the signature.
	 * @param names the names; one with {@code *} at its end stands for all headers that
	 * begin so
	 * @return this builder
	 */
	public SignatureRecipeBuilder headers(List<String> names) {
		names.forEach((name) -> this.locations.add(SignatureLocation.header(name)));
		return this;
	}

	/**
	 * Adds other places that may carry the signature.
	 * @param locators the locators
	 * @return this builder
	 * @throws InvalidSettingException if one of them is no locator
	 */
	public SignatureRecipeBuilder locations(List<String> locators) {
		locators.forEach((locator) -> this.locations.add(SignatureLocation.of(locator)));
		return this;
	}

	/**
	 * Sets how to read what is at these places, and how the signature is written.
	 * @param format the format, or {@code null} for the signature alone
	 * @param encoding the encoding, or {@code null} for {@code hex}
	 * @return this builder
	 */
	public SignatureRecipeBuilder format(@Nullable String format, @Nullable SignatureEncoding encoding) {
		this.format = (format != null) ? format : this.format;
		this.encoding = (encoding != null) ? encoding : this.encoding;
		return this;
	}

	/**
	 * Sets the hash function or algorithm.
	 * @param algorithm the name, or {@code null} for {@code sha256}
	 * @return this builder
	 */
	public SignatureRecipeBuilder algorithm(@Nullable String algorithm) {
		this.algorithm = (algorithm != null) ? algorithm.toLowerCase(Locale.ROOT) : this.algorithm;
		return this;
	}

	/**
	 * Sets what is signed.
	 * @param contents the templates, of which one has to fit; at least one
	 * @return this builder
	 */
	public SignatureRecipeBuilder contents(List<String> contents) {
		this.contents = contents;
		return this;
	}

	/**
	 * Sets what is signed.
	 * @param content the template, or {@code null} for the body
	 * @param alternatives other templates, of which one may fit in its place
	 * @return this builder
	 */
	public SignatureRecipeBuilder contents(@Nullable String content, List<String> alternatives) {
		List<String> all = new ArrayList<>();
		all.add((content != null) ? content : this.contents.get(0));
		all.addAll(alternatives);
		return contents(all);
	}

	/**
	 * Sets where the time of signing is, if not in the format.
	 * @param locators the locators, of which the first that is there counts
	 * @param unit how the time is written, or {@code null} for seconds since 1970
	 * @param tolerance how far it may be from now, in both directions, or {@code null}
	 * for five minutes
	 * @return this builder
	 */
	public SignatureRecipeBuilder timestamps(List<String> locators, @Nullable TimestampUnit unit,
			@Nullable Duration tolerance) {
		this.timestamps = locators;
		this.timestampUnit = (unit != null) ? unit : this.timestampUnit;
		this.tolerance = (tolerance != null) ? tolerance : this.tolerance;
		return this;
	}

	/**
	 * Sets where the id is that the content refers to.
	 * @param locators the locators, of which the first that is there counts
	 * @return this builder
	 */
	public SignatureRecipeBuilder ids(List<String> locators) {
		this.ids = locators;
		return this;
	}

	/**
	 * Sets where the hash of a body is that the content does not cover itself.
	 * @param locator the locator or {@code null} if there is none
	 * @return this builder
	 */
	public SignatureRecipeBuilder bodyHash(@Nullable String locator) {
		this.bodyHash = locator;
		return this;
	}

	/**
	 * Sets that each item of an array is signed by itself.
	 * @param pointer JSON pointer to the array, or {@code null} if the request is signed
	 * as a whole
	 * @return this builder
	 */
	public SignatureRecipeBuilder each(@Nullable String pointer) {
		this.each = pointer;
		return this;
	}

	/**
	 * Sets how the JSON document in a request is found.
	 * @param documents the reader
	 * @return this builder
	 */
	public SignatureRecipeBuilder documents(DocumentReader documents) {
		this.documents = documents;
		return this;
	}

	/**
	 * Sets what a handshake may have had signed, and so is no signed content.
	 * @param reserved patterns of such contents
	 * @return this builder
	 */
	public SignatureRecipeBuilder reserved(List<Pattern> reserved) {
		this.reserved = reserved;
		return this;
	}

	/**
	 * Sets what has to be in a request for the scheme to be the one that is known.
	 * @param required locators with their values, such as
	 * {@code header:X-Signature-Version=1}; a {@code ?} before the {@code =} says that
	 * the value may be missing
	 * @return this builder
	 */
	public SignatureRecipeBuilder required(List<String> required) {
		this.required = required;
		return this;
	}

	/**
	 * Sets what the signed content has besides the request and the secret.
	 * @param values the values
	 * @return this builder
	 */
	public SignatureRecipeBuilder values(ConfiguredValues values) {
		this.values = values;
		return this;
	}

	/**
	 * Sets whether what is signed is the whole of an event, of which nothing else is
	 * read.
	 * @param wrapped whether the document is taken out of a token
	 * @return this builder
	 */
	@Internal
	public SignatureRecipeBuilder wrapped(boolean wrapped) {
		this.wrapped = wrapped;
		return this;
	}

	/**
	 * Builds the recipe.
	 * @return the recipe
	 * @throws InvalidSettingException if a text cannot be understood
	 */
	public SignatureRecipe build() {
		return new SignatureRecipe(this);
	}

}
