package dev.webhooks.autoconfigure.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of alerts.
 */
@ConfigurationProperties("webhooks.alerts")
public class WebhookAlertsProperties {

	/**
	 * Whether alerts are raised.
	 */
	private boolean enabled = true;

	/**
	 * How often it is looked whether there is something to raise an alert for. One ends
	 * when that was not so for three times as long and five seconds.
	 */
	private Duration interval = Duration.ofSeconds(15);

	/**
	 * After which time an alert that still stands is told again. Never, if that is zero.
	 */
	private Duration repeat = Duration.ofHours(24);

	/**
	 * URL that alerts are posted to. It is held like a secret.
	 */
	private @Nullable String url;

	/**
	 * Form in which alerts are posted.
	 */
	private AlertFormat format = AlertFormat.JSON;

	private final Mail mail = new Mail();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		this.interval = interval;
	}

	public Duration getRepeat() {
		return this.repeat;
	}

	public void setRepeat(Duration repeat) {
		this.repeat = repeat;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public AlertFormat getFormat() {
		return this.format;
	}

	public void setFormat(AlertFormat format) {
		this.format = format;
	}

	public Mail getMail() {
		return this.mail;
	}

	/**
	 * Mails about alerts.
	 */
	public static class Mail {

		/**
		 * Addresses that alerts are sent to.
		 */
		private List<String> to = new ArrayList<>();

		/**
		 * Address that alerts are sent from. That of the mail session by default.
		 */
		private @Nullable String from;

		public List<String> getTo() {
			return this.to;
		}

		public void setTo(List<String> to) {
			this.to = to;
		}

		public @Nullable String getFrom() {
			return this.from;
		}

		public void setFrom(@Nullable String from) {
			this.from = from;
		}

	}

}
