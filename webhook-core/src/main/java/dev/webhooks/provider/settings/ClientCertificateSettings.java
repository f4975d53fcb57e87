package dev.webhooks.provider.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The certificate that a client has to present: the keys below
 * {@code client-certificate}. Immutable.
 *
 * @param subject subjects of which the certificate has to have one: common names, or
 * whole distinguished names; empty for any
 * @param san DNS names of which it has to have one as an alternative name; empty for any
 * @param bundle the SSL bundle whose trust store says who may have issued it, or
 * {@code null} for whomever the server trusts
 */
public record ClientCertificateSettings(List<String> subject, List<String> san, @Nullable String bundle) {

	static final ClientCertificateSettings NONE = new ClientCertificateSettings(null, null, null);

	public ClientCertificateSettings(@Nullable List<String> subject, @Nullable List<String> san,
			@Nullable String bundle) {
		this.subject = Unset.orEmpty(subject);
		this.san = Unset.orEmpty(san);
		this.bundle = bundle;
	}

	static ClientCertificateSettings read(SettingsReader reader) {
		return new ClientCertificateSettings(reader.wholeTexts("subject"), reader.texts("san"), reader.text("bundle"));
	}

	/**
	 * Tells whether clients need no certificate.
	 * @return whether nothing is configured
	 */
	public boolean isEmpty() {
		return this.subject.isEmpty() && this.san.isEmpty() && this.bundle == null;
	}

}
