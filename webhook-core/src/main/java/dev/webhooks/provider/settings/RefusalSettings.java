package dev.webhooks.provider.settings;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * The answer to a request that is not authentic: the keys below {@code refusal}. All
 * other refusals have answers of their own. Immutable.
 *
 * @param status the HTTP status, from 200 to 299 or from 400 to 499, 401 by default
 * @param contentType the media type of the body, or {@code null} for none
 * @param body the body as it is, empty for none, or {@code null} for problem details
 */
public record RefusalSettings(Integer status, @Nullable String contentType, @Nullable String body) {

	/**
	 * The usual answer: 401 with problem details.
	 */
	public static final RefusalSettings DEFAULT = new RefusalSettings(null, null, null);

	public RefusalSettings(@Nullable Integer status, @Nullable String contentType, @Nullable String body) {
		this.status = Unset.or(status, 401);
		this.contentType = contentType;
		this.body = body;
		if (!isSuccess() && this.status / 100 != 4) {
			throw InvalidSettingException.of("refusal.status", this.status + " does not end a request.",
					"Use a status from 400 to 499, or from 200 to 299 where the provider wants that.");
		}
		if (contentType != null && body == null) {
			throw InvalidSettingException.of("refusal.content-type", "There is no 'refusal.body'.",
					"Set 'refusal.body' too, or leave the content type out.");
		}
	}

	/**
	 * Tells whether the provider takes a refused request for an accepted one.
	 * @return whether the status is one of success
	 */
	public boolean isSuccess() {
		return this.status / 100 == 2;
	}

	static RefusalSettings read(SettingsReader reader) {
		return new RefusalSettings(reader.integer("status"), reader.text("content-type"), reader.text("body"));
	}

}
