package dev.webhooks.sender.endpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.sender.filter.EndpointFilter;

/**
 * Settings of an endpoint, of which none is a secret. Immutable. They are checked when
 * they are made, with limits for what customers write; whether the address may be sent to
 * is not checked here.
 *
 * @param url the address, http or https, up to 2000 characters of ASCII
 * @param description a text for who looks after it, up to 500 characters, or {@code null}
 * @param events the types of messages that it wants, as up to 100 names or patterns with
 * {@code *}; an empty list stands for all types
 * @param filter a condition that messages have to meet, or {@code null} for none
 * @param signature how requests to it are signed
 * @param ratePerMinute how many requests it takes in a minute, or {@code null} for any
 * number; more wait
 * @param sslBundle name of the SSL bundle with the certificate to show to it, or
 * {@code null} for none
 * @param metadata texts of the application's own by name: up to 50, with names up to 100
 * visible characters of ASCII and texts up to 500 characters
 * @param ordered whether messages with the same order key are sent one after the other
 */
public record EndpointSettings(String url, @Nullable String description, List<String> events,
		@Nullable EndpointFilter filter, EndpointSignature signature, @Nullable Integer ratePerMinute,
		@Nullable String sslBundle, Map<String, String> metadata, boolean ordered) {

	private static final int MAX_DESCRIPTION_LENGTH = 500;

	private static final int MAX_BUNDLE_LENGTH = 100;

	private static final int MOST_METADATA = 50;

	private static final int MAX_METADATA_NAME_LENGTH = 100;

	private static final int MAX_METADATA_LENGTH = 500;

	private static final int HIGHEST_RATE = 1_000_000;

	/**
	 * Checks the settings.
	 * @throws InvalidSettingException if one of them cannot be used
	 */
	public EndpointSettings {
		EndpointUrls.check(url);
		TextRules.optional("description", description, MAX_DESCRIPTION_LENGTH);
		events = EventPatterns.check(events);
		if (ratePerMinute != null && (ratePerMinute < 1 || ratePerMinute > HIGHEST_RATE)) {
			throw TextRules.invalid("rate-per-minute", "It is not between 1 and " + HIGHEST_RATE + ".",
					"Correct it, or leave it out for no limit.");
		}
		if (sslBundle != null) {
			TextRules.token("ssl-bundle", sslBundle, MAX_BUNDLE_LENGTH);
		}
		metadata = metadata(metadata);
	}

	private static Map<String, String> metadata(Map<String, String> metadata) {
		TextRules.size("metadata", metadata, MOST_METADATA);
		metadata.forEach((name, text) -> {
			TextRules.token("metadata", name, MAX_METADATA_NAME_LENGTH);
			TextRules.optional("metadata." + name, text, MAX_METADATA_LENGTH);
		});
		return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
	}

	/**
	 * Starts with an address, to which messages of all types are sent, signed as Standard
	 * Webhooks are.
	 * @param url the address
	 * @return a builder
	 */
	public static Builder of(String url) {
		return new Builder(url);
	}

	/**
	 * Starts with these settings.
	 * @return a builder that has all of them
	 */
	public Builder mutate() {
		return new Builder(this.url).description(this.description)
			.events(this.events)
			.filter(this.filter)
			.signature(this.signature)
			.ratePerMinute(this.ratePerMinute)
			.sslBundle(this.sslBundle)
			.metadata(this.metadata)
			.ordered(this.ordered);
	}

	/**
	 * Builds settings. Not safe for use by several threads.
	 */
	public static final class Builder {

		private String url;

		private @Nullable String description;

		private Collection<String> events = List.of();

		private @Nullable EndpointFilter filter;

		private EndpointSignature signature = EndpointSignature.V1;

		private @Nullable Integer ratePerMinute;

		private @Nullable String sslBundle;

		private Map<String, String> metadata = Map.of();

		private boolean ordered;

		private Builder(String url) {
			this.url = url;
		}

		/**
		 * Sets the address.
		 * @param url the address
		 * @return this builder
		 */
		public Builder url(String url) {
			this.url = url;
			return this;
		}

		/**
		 * Sets a text for who looks after it.
		 * @param description the text, or {@code null} for none
		 * @return this builder
		 */
		public Builder description(@Nullable String description) {
			this.description = description;
			return this;
		}

		/**
		 * Sets the types of messages that it wants.
		 * @param patterns names, or patterns with {@code *}; none for all types
		 * @return this builder
		 */
		public Builder events(Collection<String> patterns) {
			this.events = patterns;
			return this;
		}

		/**
		 * Sets the types of messages that it wants.
		 * @param patterns names, or patterns with {@code *}; none for all types
		 * @return this builder
		 */
		public Builder events(String... patterns) {
			return events(List.of(patterns));
		}

		/**
		 * Sets the condition that messages have to meet.
		 * @param filter the condition, or {@code null} for none
		 * @return this builder
		 */
		public Builder filter(@Nullable EndpointFilter filter) {
			this.filter = filter;
			return this;
		}

		/**
		 * Sets how requests are signed.
		 * @param signature the way to sign
		 * @return this builder
		 */
		public Builder signature(EndpointSignature signature) {
			this.signature = signature;
			return this;
		}

		/**
		 * Sets how many requests it takes in a minute.
		 * @param ratePerMinute the number, or {@code null} for any number
		 * @return this builder
		 */
		public Builder ratePerMinute(@Nullable Integer ratePerMinute) {
			this.ratePerMinute = ratePerMinute;
			return this;
		}

		/**
		 * Sets the SSL bundle with the certificate to show to it.
		 * @param name the name of the bundle, or {@code null} for none
		 * @return this builder
		 */
		public Builder sslBundle(@Nullable String name) {
			this.sslBundle = name;
			return this;
		}

		/**
		 * Sets texts of the application's own.
		 * @param metadata the texts by name
		 * @return this builder
		 */
		public Builder metadata(Map<String, String> metadata) {
			this.metadata = metadata;
			return this;
		}

		/**
		 * Sets whether messages with the same order key are sent one after the other.
		 * @param ordered whether they are
		 * @return this builder
		 */
		public Builder ordered(boolean ordered) {
			this.ordered = ordered;
			return this;
		}

		/**
		 * Builds the settings.
		 * @return the settings
		 * @throws InvalidSettingException if one of them cannot be used
		 */
		public EndpointSettings build() {
			return new EndpointSettings(this.url, this.description, List.copyOf(this.events), this.filter,
					this.signature, this.ratePerMinute, this.sslBundle, this.metadata, this.ordered);
		}

	}

}
