package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.InvalidMimeTypeException;

import dev.webhooks.provider.AddressAllowlist;
import dev.webhooks.provider.AddressRanges;
import dev.webhooks.provider.Admission;
import dev.webhooks.provider.ContentTypes;
import dev.webhooks.provider.PublishedAddresses;
import dev.webhooks.fetch.ResourceFetcher;

/**
 * Makes of properties what a request has to be for its body to be read. Lists of
 * addresses that are published are fetched: without them there is no provider.
 */
final class AdmissionFactory {

	private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);

	private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

	private final ResourceFetcher fetcher;

	private final ClientCertificateFactory clientCertificates;

	AdmissionFactory(ResourceFetcher fetcher, ClientCertificateFactory clientCertificates) {
		this.fetcher = fetcher;
		this.clientCertificates = clientCertificates;
	}

	Admission create(String prefix, ProviderProperties properties) {
		long maxBodySize = properties.getMaxBodySize().toBytes();
		if (maxBodySize < 1 || maxBodySize > Integer.MAX_VALUE - 8) {
			throw new InvalidWebhookConfigurationException(prefix + "max-body-size",
					properties.getMaxBodySize() + " is out of range.", "Use a size from 1B to 2047MB.");
		}
		AddressRanges configured = configured(prefix, properties.getIpAllowlist());
		return new Admission(properties.isRequireHttps(),
				new AddressAllowlist(configured, published(prefix, properties)),
				this.clientCertificates.create(prefix, properties.getClientCertificate()),
				contentTypes(prefix, properties.getContentTypes()), (int) maxBodySize,
				bodyTimeout(prefix, properties.getBodyTimeout()));
	}

	private static Duration bodyTimeout(String prefix, Duration bodyTimeout) {
		if (bodyTimeout.isZero() || bodyTimeout.isNegative() || bodyTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
			throw new InvalidWebhookConfigurationException(prefix + "body-timeout", bodyTimeout + " is out of range.",
					"Use a duration of no more than 1h, such as 20s.");
		}
		return bodyTimeout;
	}

	private static AddressRanges configured(String prefix, List<String> texts) {
		try {
			return AddressRanges.parse(texts);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException(prefix + "ip-allowlist", ex.getMessage() + ".",
					"Use addresses such as 192.168.1.1 and ranges such as 10.0.0.0/24 or 2001:db8::/32.", ex);
		}
	}

	private List<PublishedAddresses> published(String prefix, ProviderProperties properties) {
		Duration interval = properties.getIpAllowlistRefresh();
		if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
			throw new InvalidWebhookConfigurationException(prefix + "ip-allowlist-refresh", interval + " is too short.",
					"Use a duration from 1m, such as 1h.");
		}
		List<PublishedAddresses> published = new ArrayList<>();
		for (String url : properties.getIpAllowlistUrl()) {
			published.add(fetched(prefix + "ip-allowlist-url", url, interval));
		}
		return published;
	}

	private PublishedAddresses fetched(String property, String url, Duration interval) {
		PublishedAddresses addresses = published(property, url, interval);
		try {
			addresses.fetch();
			return addresses;
		}
		catch (IOException ex) {
			throw new InvalidWebhookConfigurationException(property,
					"No list of addresses could be fetched from %s: %s.".formatted(addresses, ex.getMessage()),
					"See to it that the application can reach it (a ResourceFetcher bean may use a proxy), and that "
							+ "what follows the '#' is the JSON pointer to an array of addresses and CIDR ranges, or to "
							+ "each of them with * for any element or name, or write the addresses into 'ip-allowlist'.",
					ex);
		}
	}

	private PublishedAddresses published(String property, String url, Duration interval) {
		try {
			return new PublishedAddresses(url, interval, this.fetcher);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException(property,
					"It is not an https URL with a JSON pointer: %s.".formatted(ex.getMessage()),
					"Use a URL such as https://api.github.com/meta#/hooks.", ex);
		}
	}

	private static ContentTypes contentTypes(String prefix, List<String> texts) {
		try {
			return ContentTypes.of(texts);
		}
		catch (InvalidMimeTypeException ex) {
			throw new InvalidWebhookConfigurationException(prefix + "content-types", ex.getMessage() + ".",
					"Use media types such as application/json, and none where there may be no content type.", ex);
		}
	}

}
