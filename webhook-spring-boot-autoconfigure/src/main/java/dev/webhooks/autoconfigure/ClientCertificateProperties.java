package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.Delimiter;

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
	private List<String> subject = new ArrayList<>();

	/**
	 * DNS names of which the certificate has to have one as an alternative name.
	 */
	private List<String> san = new ArrayList<>();

	/**
	 * SSL bundle whose trust store says who may have issued the certificate. Whomever the
	 * server trusts by default.
	 */
	private @Nullable String bundle;

	public List<String> getSubject() {
		return this.subject;
	}

	public void setSubject(List<String> subject) {
		this.subject = subject;
	}

	public List<String> getSan() {
		return this.san;
	}

	public void setSan(List<String> san) {
		this.san = san;
	}

	public @Nullable String getBundle() {
		return this.bundle;
	}

	public void setBundle(@Nullable String bundle) {
		this.bundle = bundle;
	}

}
