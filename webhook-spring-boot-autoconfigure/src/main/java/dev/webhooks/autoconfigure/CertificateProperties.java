package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

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
	private List<String> hosts = new ArrayList<>();

	/**
	 * What the path of the URL has to begin with.
	 */
	private @Nullable String path;

	/**
	 * Names of which the certificate has to have one. A '*' stands for any characters of
	 * one label.
	 */
	private List<String> subject = new ArrayList<>();

	/**
	 * Who may have issued the certificate: 'platform' for whom the Java platform trusts,
	 * 'host' for whatever the host serves, the name of an SSL bundle with a trust store,
	 * or the location of PEM certificates.
	 */
	private String trust = "platform";

	/**
	 * What else has to be in the request, as 'locator=value'.
	 */
	private List<String> require = new ArrayList<>();

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public List<String> getHosts() {
		return this.hosts;
	}

	public void setHosts(List<String> hosts) {
		this.hosts = hosts;
	}

	public @Nullable String getPath() {
		return this.path;
	}

	public void setPath(@Nullable String path) {
		this.path = path;
	}

	public List<String> getSubject() {
		return this.subject;
	}

	public void setSubject(List<String> subject) {
		this.subject = subject;
	}

	public String getTrust() {
		return this.trust;
	}

	public void setTrust(String trust) {
		this.trust = trust;
	}

	public List<String> getRequire() {
		return this.require;
	}

	public void setRequire(List<String> require) {
		this.require = require;
	}

}
