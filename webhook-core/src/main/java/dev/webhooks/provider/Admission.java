package dev.webhooks.provider;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.MimeType;

import dev.webhooks.fetch.AddressAllowlist;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.provider.settings.AdmissionSettings;

/**
 * Conditions for reading the body of a request. Immutable.
 *
 * @param requireHttps whether a request in the clear from a public address is refused
 * @param allowlist the addresses that requests may come from; empty for all
 * @param clientCertificate the certificate that clients have to present, or {@code null}
 * if they need none
 * @param contentTypes the content types that the provider sends
 * @param maxBodySize the largest body, in bytes
 * @param bodyTimeout the time in which the whole body has to be there
 */
public record Admission(boolean requireHttps, AddressAllowlist allowlist,
		@Nullable RequiredCertificate clientCertificate, ContentTypes contentTypes, int maxBodySize,
		Duration bodyTimeout) {

	/**
	 * Conditions where nothing is configured.
	 */
	static final Admission DEFAULT = of(AdmissionSettings.DEFAULT);

	public Admission {
		Assert.isTrue(maxBodySize > 0, "'maxBodySize' must be positive");
		Assert.isTrue(bodyTimeout.toNanos() > 0, "'bodyTimeout' must be positive");
	}

	/**
	 * Creates an admission that needs no client certificate, and the body within the
	 * usual time.
	 * @param requireHttps whether a request in the clear from a public address is refused
	 * @param allowlist the addresses that requests may come from; empty for all
	 * @param contentTypes the content types that the provider sends; empty for all
	 * @param maxBodySize the largest body, in bytes
	 */
	public Admission(boolean requireHttps, AddressRanges allowlist, List<MimeType> contentTypes, int maxBodySize) {
		this(requireHttps, new AddressAllowlist(allowlist, List.of()), null,
				contentTypes.isEmpty() ? ContentTypes.ALL : new ContentTypes(contentTypes, false), maxBodySize,
				AdmissionSettings.DEFAULT.bodyTimeout());
	}

	private static Admission of(AdmissionSettings settings) {
		return new Admission(settings.requireHttps(), AddressRanges.parse(settings.ipAllowlist()), List.of(),
				Math.toIntExact(settings.maxBodySize().toBytes()));
	}

	/**
	 * Tells whether the provider sends a content type.
	 * @param contentType the content type of a request or {@code null}
	 * @return whether it does
	 */
	public boolean accepts(@Nullable String contentType) {
		return this.contentTypes.accepts(contentType);
	}

}
