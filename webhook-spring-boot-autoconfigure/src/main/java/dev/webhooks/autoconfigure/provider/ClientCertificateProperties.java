package dev.webhooks.autoconfigure.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.Delimiter;

import dev.webhooks.provider.settings.ClientCertificateSettings;

/**
 * The certificate that a client has to present: the keys below
 * {@code client-certificate}.
 */
public class ClientCertificateProperties {

	/**
	 * Subjects of which the certificate has to have one: a common name, or a whole
	 * distinguished name such as 'CN=hooks.example.com,O=Example'.
	 */
	@Delimiter(Delimiter.NONE)
	private @Nullable List<String> subject;

	/**
	 * DNS names of which the certificate has to have one as an alternative name.
	 */
	private @Nullable List<String> san;

	/**
	 * SSL bundle whose trust store says who may have issued the certificate. Whomever the
	 * server trusts by default.
	 */
	private @Nullable String bundle;

	public @Nullable List<String> getSubject() {
		return this.subject;
	}

	public void setSubject(@Nullable List<String> subject) {
		this.subject = subject;
	}

	public @Nullable List<String> getSan() {
		return this.san;
	}

	public void setSan(@Nullable List<String> san) {
		this.san = san;
	}

	public @Nullable String getBundle() {
		return this.bundle;
	}

	public void setBundle(@Nullable String bundle) {
		this.bundle = bundle;
	}

	ClientCertificateSettings toSettings() {
		return new ClientCertificateSettings(this.subject, this.san, this.bundle);
	}

}
