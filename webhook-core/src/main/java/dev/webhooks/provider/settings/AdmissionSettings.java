package dev.webhooks.provider.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import dev.webhooks.DurationText;
import dev.webhooks.InvalidSettingException;

/**
 * Conditions for reading the body of a request. Immutable.
 *
 * @param requireHttps whether a request in the clear from a public address is refused,
 * {@code true} by default
 * @param ipAllowlist addresses and CIDR ranges that requests may come from; empty for all
 * @param ipAllowlistUrl https URLs of lists of addresses that the provider publishes,
 * which add to {@code ipAllowlist}
 * @param ipAllowlistRefresh how often these lists are fetched again, from a minute; an
 * hour by default
 * @param clientCertificate the certificate that clients have to present
 * @param contentTypes the content types that the provider sends; empty for all
 * @param maxBodySize the largest body that is read, from 1 byte to 2047 MB; 1 MB by
 * default
 * @param bodyTimeout the time in which the whole body has to be there, up to an hour; 20
 * seconds by default
 */
public record AdmissionSettings(Boolean requireHttps, List<String> ipAllowlist, List<String> ipAllowlistUrl,
		Duration ipAllowlistRefresh, ClientCertificateSettings clientCertificate, List<String> contentTypes,
		DataSize maxBodySize, Duration bodyTimeout) {

	private static final Duration SHORTEST_REFRESH = Duration.ofMinutes(1);

	private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

	private static final long LARGEST_BODY = Integer.MAX_VALUE - 8;

	/**
	 * Settings where nothing is configured.
	 */
	public static final AdmissionSettings DEFAULT = new AdmissionSettings(null, null, null, null,
			ClientCertificateSettings.NONE, null, null, null);

	public AdmissionSettings(@Nullable Boolean requireHttps, @Nullable List<String> ipAllowlist,
			@Nullable List<String> ipAllowlistUrl, @Nullable Duration ipAllowlistRefresh,
			ClientCertificateSettings clientCertificate, @Nullable List<String> contentTypes,
			@Nullable DataSize maxBodySize, @Nullable Duration bodyTimeout) {
		this.requireHttps = Unset.or(requireHttps, true);
		this.ipAllowlist = Unset.orEmpty(ipAllowlist);
		this.ipAllowlistUrl = Unset.orEmpty(ipAllowlistUrl);
		this.ipAllowlistRefresh = Unset.or(ipAllowlistRefresh, Duration.ofHours(1));
		this.clientCertificate = clientCertificate;
		this.contentTypes = Unset.orEmpty(contentTypes);
		this.maxBodySize = Unset.or(maxBodySize, DataSize.ofMegabytes(1));
		this.bodyTimeout = Unset.or(bodyTimeout, Duration.ofSeconds(20));
		checkLimits(this.maxBodySize, this.bodyTimeout);
		if (this.ipAllowlistRefresh.compareTo(SHORTEST_REFRESH) < 0) {
			throw InvalidSettingException.of("ip-allowlist-refresh",
					DurationText.of(this.ipAllowlistRefresh) + " is too short.", "Use a duration from 1m, such as 1h.");
		}
	}

	private static void checkLimits(DataSize maxBodySize, Duration bodyTimeout) {
		if (maxBodySize.toBytes() < 1 || maxBodySize.toBytes() > LARGEST_BODY) {
			throw InvalidSettingException.of("max-body-size", maxBodySize + " is out of range.",
					"Use a size from 1B to 2047MB.");
		}
		if (bodyTimeout.isZero() || bodyTimeout.isNegative() || bodyTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
			throw InvalidSettingException.of("body-timeout", DurationText.of(bodyTimeout) + " is out of range.",
					"Use a duration of no more than 1h, such as 20s.");
		}
	}

	static AdmissionSettings read(SettingsReader reader) {
		return new AdmissionSettings(reader.flag("require-https"), reader.texts("ip-allowlist"),
				reader.texts("ip-allowlist-url"), reader.duration("ip-allowlist-refresh"),
				reader.group("client-certificate", ClientCertificateSettings::read), reader.texts("content-types"),
				reader.size("max-body-size"), reader.duration("body-timeout"));
	}

}
