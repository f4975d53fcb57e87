package dev.webhooks.provider.settings;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The endpoint of a provider. Immutable.
 *
 * @param path the path pattern within the application, or {@code null} for the base path
 * and the name of the provider
 * @param publicUrl the whole URL as the provider knows it, or {@code null} for the
 * container's
 * @param tenant where requests name the tenant that they are for, or {@code null} if only
 * a variable of the path does
 * @param methods the HTTP methods of requests that carry events, {@code POST} by default
 * @param mode whether requests are answered, as they are by default
 */
public record EndpointSettings(@Nullable String path, @Nullable String publicUrl, @Nullable String tenant,
		List<String> methods, EndpointMode mode) {

	/**
	 * Settings where nothing is configured.
	 */
	public static final EndpointSettings DEFAULT = new EndpointSettings(null, null, null, null, null);

	/**
	 * Prefix of the path of a provider without a path of its own.
	 */
	public static final String BASE_PATH = "/webhooks";

	/**
	 * Value of {@code tenant} where the token of a request says whose it is.
	 */
	public static final String TOKEN = "token";

	public EndpointSettings(@Nullable String path, @Nullable String publicUrl, @Nullable String tenant,
			@Nullable List<String> methods, @Nullable EndpointMode mode) {
		this.path = path;
		this.publicUrl = publicUrl;
		this.tenant = tenant;
		this.methods = (methods != null) ? methods.stream().map((method) -> method.toUpperCase(Locale.ROOT)).toList()
				: List.of("POST");
		this.mode = Unset.or(mode, EndpointMode.ACTIVE);
	}

	/**
	 * Tells whether the token of a request says whose it is.
	 */
	public boolean isTenantOfToken() {
		return TOKEN.equals(this.tenant);
	}

	/**
	 * Tells whether requests are for one of several tenants.
	 */
	public boolean hasTenants() {
		return this.tenant != null || hasTenantInPath();
	}

	public boolean hasTenantInPath() {
		return this.path != null && this.path.contains("{tenant}");
	}

	/**
	 * Tells whether the path has variables, of tenants or of anything else.
	 */
	public boolean hasVariables() {
		return this.path != null && this.path.contains("{");
	}

	static EndpointSettings read(SettingsReader reader) {
		return new EndpointSettings(reader.text("path"), reader.text("public-url"), reader.text("tenant"),
				reader.texts("methods"), reader.constant("mode", EndpointMode.class));
	}

}
