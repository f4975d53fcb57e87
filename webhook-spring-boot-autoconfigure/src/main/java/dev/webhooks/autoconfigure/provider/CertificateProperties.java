package dev.webhooks.autoconfigure.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.signature.certificate.CertificateSettings;

/**
 * Certificates that requests refer to: the keys below {@code signature.certificate}.
 */
public class CertificateProperties {

	/**
	 * Locator of the URL of the certificate.
	 */
	private @Nullable String url;

	/**
	 * Hosts that certificates may be fetched from. One label may be '*', or '{region}'
	 * for an AWS region.
	 */
	private @Nullable List<String> hosts;

	/**
	 * Prefix that the path of the URL has to have.
	 */
	private @Nullable String path;

	/**
	 * Names of which the certificate has to have one. A '*' stands for any characters of
	 * one label.
	 */
	private @Nullable List<String> subject;

	/**
	 * Issuers that are trusted: 'platform' for those that the Java platform trusts,
	 * 'host' for whatever the host serves, the name of an SSL bundle with a trust store,
	 * or the location of PEM certificates.
	 */
	private @Nullable String trust;

	/**
	 * Further conditions on the request, as 'locator=value'.
	 */
	private @Nullable List<String> require;

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable List<String> getHosts() {
		return this.hosts;
	}

	public void setHosts(@Nullable List<String> hosts) {
		this.hosts = hosts;
	}

	public @Nullable String getPath() {
		return this.path;
	}

	public void setPath(@Nullable String path) {
		this.path = path;
	}

	public @Nullable List<String> getSubject() {
		return this.subject;
	}

	public void setSubject(@Nullable List<String> subject) {
		this.subject = subject;
	}

	public @Nullable String getTrust() {
		return this.trust;
	}

	public void setTrust(@Nullable String trust) {
		this.trust = trust;
	}

	public @Nullable List<String> getRequire() {
		return this.require;
	}

	public void setRequire(@Nullable List<String> require) {
		this.require = require;
	}

	CertificateSettings toSettings() {
		return new CertificateSettings(this.url, this.hosts, this.path, this.subject, this.trust, this.require);
	}

}
