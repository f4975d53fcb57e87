package dev.webhooks.autoconfigure.provider;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RequestMethod;

import dev.webhooks.provider.settings.AdmissionSettings;
import dev.webhooks.provider.settings.EndpointMode;
import dev.webhooks.provider.settings.EndpointSettings;

/**
 * Properties of where the requests of one provider arrive, and of which are let in.
 */
public abstract class EndpointProperties {

	/**
	 * Path of the endpoint, which may have {variables}. The base path and the name of the
	 * provider by default.
	 */
	private @Nullable String path;

	/**
	 * Whole URL of the endpoint as the provider knows it, with the variables of the path,
	 * for schemes that sign it. The URL of the container by default.
	 */
	private @Nullable String publicUrl;

	/**
	 * Where requests name the tenant that they are for: 'header:NAME', 'query:name',
	 * 'form:name', 'path:variable' or 'body:/json/pointer', with '?' at its end where
	 * there may be none; or 'token', whose owner a WebhookTokenResolver knows. The
	 * variable 'tenant' of the path by default.
	 */
	private @Nullable String tenant;

	/**
	 * Whether requests are answered, or only verified and told of before they go on to
	 * what the application itself maps to the path.
	 */
	private @Nullable EndpointMode mode;

	/**
	 * HTTP methods of requests that carry events.
	 */
	private @Nullable List<RequestMethod> methods;

	/**
	 * Whether a request in the clear from a public address is refused.
	 */
	private @Nullable Boolean requireHttps;

	/**
	 * Addresses and CIDR ranges that requests may come from. All by default.
	 */
	private @Nullable List<String> ipAllowlist;

	/**
	 * URLs of lists of addresses that the provider publishes, by https. What follows a
	 * '#' is the JSON pointer to the list, or with '*' in it to each address; without it
	 * the document is the list, in JSON or with an address on each line. They add to
	 * 'ip-allowlist'.
	 */
	private @Nullable List<String> ipAllowlistUrl;

	/**
	 * How often the lists of 'ip-allowlist-url' are fetched again.
	 */
	private @Nullable Duration ipAllowlistRefresh;

	/**
	 * Certificate that clients have to present. None by default.
	 */
	@NestedConfigurationProperty
	private final ClientCertificateProperties clientCertificate = new ClientCertificateProperties();

	/**
	 * Content types that the provider sends, 'none' among them where there may be none.
	 * All by default.
	 */
	private @Nullable List<String> contentTypes;

	/**
	 * Largest body that is read. A larger one is answered 413.
	 */
	private @Nullable DataSize maxBodySize;

	/**
	 * Time in which the whole body has to be there. A later one is answered 408.
	 */
	private @Nullable Duration bodyTimeout;

	public @Nullable String getPath() {
		return this.path;
	}

	public void setPath(@Nullable String path) {
		this.path = path;
	}

	public @Nullable String getPublicUrl() {
		return this.publicUrl;
	}

	public void setPublicUrl(@Nullable String publicUrl) {
		this.publicUrl = publicUrl;
	}

	public @Nullable String getTenant() {
		return this.tenant;
	}

	public void setTenant(@Nullable String tenant) {
		this.tenant = tenant;
	}

	public @Nullable EndpointMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable EndpointMode mode) {
		this.mode = mode;
	}

	public @Nullable List<RequestMethod> getMethods() {
		return this.methods;
	}

	public void setMethods(@Nullable List<RequestMethod> methods) {
		this.methods = methods;
	}

	public @Nullable Boolean getRequireHttps() {
		return this.requireHttps;
	}

	public void setRequireHttps(@Nullable Boolean requireHttps) {
		this.requireHttps = requireHttps;
	}

	public @Nullable List<String> getIpAllowlist() {
		return this.ipAllowlist;
	}

	public void setIpAllowlist(@Nullable List<String> ipAllowlist) {
		this.ipAllowlist = ipAllowlist;
	}

	public @Nullable List<String> getIpAllowlistUrl() {
		return this.ipAllowlistUrl;
	}

	public void setIpAllowlistUrl(@Nullable List<String> ipAllowlistUrl) {
		this.ipAllowlistUrl = ipAllowlistUrl;
	}

	public @Nullable Duration getIpAllowlistRefresh() {
		return this.ipAllowlistRefresh;
	}

	public void setIpAllowlistRefresh(@Nullable Duration ipAllowlistRefresh) {
		this.ipAllowlistRefresh = ipAllowlistRefresh;
	}

	public ClientCertificateProperties getClientCertificate() {
		return this.clientCertificate;
	}

	public @Nullable List<String> getContentTypes() {
		return this.contentTypes;
	}

	public void setContentTypes(@Nullable List<String> contentTypes) {
		this.contentTypes = contentTypes;
	}

	public @Nullable DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(@Nullable DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public @Nullable Duration getBodyTimeout() {
		return this.bodyTimeout;
	}

	public void setBodyTimeout(@Nullable Duration bodyTimeout) {
		this.bodyTimeout = bodyTimeout;
	}

	EndpointSettings endpointSettings() {
		return new EndpointSettings(this.path, this.publicUrl, this.tenant,
				(this.methods != null) ? this.methods.stream().map(RequestMethod::name).toList() : null, this.mode);
	}

	AdmissionSettings admissionSettings() {
		return new AdmissionSettings(this.requireHttps, this.ipAllowlist, this.ipAllowlistUrl, this.ipAllowlistRefresh,
				this.clientCertificate.toSettings(), this.contentTypes, this.maxBodySize, this.bodyTimeout);
	}

}
