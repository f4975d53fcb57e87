package dev.webhooks.provider;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.InvalidMimeTypeException;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.AddressAllowlist;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.fetch.PublishedAddresses;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.provider.settings.AdmissionSettings;
import dev.webhooks.request.BodyFormat;

/**
 * Makes of settings what a request has to be for its body to be read. Lists of addresses
 * that are published are fetched: without them there is no provider.
 */
final class AdmissionFactory {

	private static final String FORM_IN_PARTS = "multipart/form-data";

	private static final String ALLOWLIST_URL = "ip-allowlist-url";

	private final ResourceFetcher fetcher;

	private final ClientCertificateFactory clientCertificates;

	AdmissionFactory(ResourceFetcher fetcher, ClientCertificateFactory clientCertificates) {
		this.fetcher = fetcher;
		this.clientCertificates = clientCertificates;
	}

	Admission create(AdmissionSettings settings, BodyFormat format) {
		AddressAllowlist allowlist = new AddressAllowlist(configured(settings.ipAllowlist()), published(settings));
		return new Admission(settings.requireHttps(), allowlist,
				this.clientCertificates.create(settings.clientCertificate()),
				contentTypes(settings.contentTypes(), format), (int) settings.maxBodySize().toBytes(),
				settings.bodyTimeout());
	}

	private static AddressRanges configured(List<String> texts) {
		try {
			return AddressRanges.parse(texts);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of("ip-allowlist", ex.getMessage() + ".",
					"Use addresses such as 192.168.1.1 and ranges such as 10.0.0.0/24 or 2001:db8::/32.", ex);
		}
	}

	private List<PublishedAddresses> published(AdmissionSettings settings) {
		List<PublishedAddresses> published = new ArrayList<>();
		for (String url : settings.ipAllowlistUrl()) {
			published.add(fetched(url, settings.ipAllowlistRefresh()));
		}
		return published;
	}

	private PublishedAddresses fetched(String url, Duration interval) {
		PublishedAddresses addresses = published(url, interval);
		try {
			addresses.fetch();
			return addresses;
		}
		catch (IOException ex) {
			throw InvalidSettingException.of(ALLOWLIST_URL,
					"No list of addresses could be fetched from %s: %s.".formatted(addresses, ex.getMessage()),
					"See to it that the application can reach it (a ResourceFetcher bean may use a proxy), and that "
							+ "what follows the '#' is the JSON pointer to an array of addresses and CIDR ranges, or to "
							+ "each of them with * for any element or name, or write the addresses into 'ip-allowlist'.",
					ex);
		}
	}

	private PublishedAddresses published(String url, Duration interval) {
		try {
			return new PublishedAddresses(url, interval, this.fetcher);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of(ALLOWLIST_URL,
					"It is not an https URL with a JSON pointer: %s.".formatted(ex.getMessage()),
					"Use a URL such as https://api.github.com/meta#/hooks.", ex);
		}
	}

	private static ContentTypes contentTypes(List<String> texts, BodyFormat format) {
		try {
			ContentTypes types = ContentTypes.of(texts);
			if (format == BodyFormat.MULTIPART && !types.accepts(FORM_IN_PARTS)) {
				throw InvalidSettingException.of("content-types",
						"No form with files would be accepted, and 'event.format' is multipart.",
						"Add %s to them.".formatted(FORM_IN_PARTS));
			}
			return types;
		}
		catch (InvalidMimeTypeException ex) {
			throw InvalidSettingException.of("content-types", ex.getMessage() + ".",
					"Use media types such as application/json, and none where there may be no content type.", ex);
		}
	}

}
