package dev.webhooks.autoconfigure.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import dev.webhooks.alert.AlertBody;
import dev.webhooks.alert.LogAlertSink;
import dev.webhooks.alert.UrlAlertSink;
import dev.webhooks.alert.WebhookAlertSink;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;

/**
 * Makes the sinks that are configured: the log always, and a URL and mails where they are
 * asked for.
 */
final class ConfiguredSinks {

	private static final String URL = "webhooks.alerts.url";

	private final WebhookAlertsProperties properties;

	private final String application;

	ConfiguredSinks(WebhookAlertsProperties properties, String application) {
		this.properties = properties;
		this.application = application;
	}

	/**
	 * Makes the sinks.
	 * @param mails makes that of mails, or is {@code null} if mails cannot be sent
	 */
	List<WebhookAlertSink> create(@Nullable MailSinkFactory mails) {
		List<WebhookAlertSink> sinks = new ArrayList<>();
		sinks.add(new LogAlertSink());
		String url = this.properties.getUrl();
		if (StringUtils.hasText(url)) {
			sinks.add(new UrlAlertSink(uri(url.strip()),
					new AlertBody(this.properties.getFormat() == AlertFormat.SLACK, this.application),
					UrlAlertSink.Patience.DEFAULT));
		}
		List<String> to = this.properties.getMail().getTo().stream().filter(StringUtils::hasText).toList();
		if (!to.isEmpty()) {
			WebhookAlertSink sink = (mails != null)
					? mails.create(to, this.properties.getMail().getFrom(), this.application) : null;
			if (sink == null) {
				throw new InvalidWebhookConfigurationException("webhooks.alerts.mail.to", "There is no JavaMailSender.",
						"Add spring-boot-starter-mail and set 'spring.mail.host', or remove the property.");
			}
			sinks.add(sink);
		}
		return sinks;
	}

	/** No message has the URL: it is all that is needed to post there. */
	private static URI uri(String text) {
		try {
			URI uri = new URI(text);
			if (uri.getHost() != null
					&& ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// Its message has the URL
		}
		throw new InvalidWebhookConfigurationException(URL, "It is no URL with https or http and a host.",
				"Use the URL as the service shows it.");
	}

	/**
	 * Makes sinks that send mails, where the library for that is there.
	 */
	interface MailSinkFactory {

		/**
		 * Makes a sink.
		 * @return the sink, or {@code null} if nothing sends mails
		 */
		@Nullable WebhookAlertSink create(List<String> to, @Nullable String from, String application);

	}

}
