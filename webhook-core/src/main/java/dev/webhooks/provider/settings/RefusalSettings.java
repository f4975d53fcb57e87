package dev.webhooks.provider.settings;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * How requests are refused. Immutable.
 *
 * @param status the HTTP status for a request that is not authentic: the key
 * {@code refusal-status}, from 400 to 499, 401 by default
 * @param problemDetails whether refusals are answered with problem details, {@code true}
 * by default
 */
public record RefusalSettings(Integer status, Boolean problemDetails) {

	public RefusalSettings(@Nullable Integer status, @Nullable Boolean problemDetails) {
		this.status = Unset.or(status, 401);
		this.problemDetails = Unset.or(problemDetails, true);
		if (this.status < 400 || this.status > 499) {
			throw InvalidSettingException.of("refusal-status", this.status + " does not refuse a request.",
					"Use a status from 400 to 499, such as 401 or 403.");
		}
	}

	static RefusalSettings read(SettingsReader reader) {
		return new RefusalSettings(reader.integer("refusal-status"), reader.flag("problem-details"));
	}

}
