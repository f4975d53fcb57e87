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
 * @param methods the HTTP methods of requests that carry events, {@code POST} by default
 */
public record EndpointSettings(@Nullable String path, @Nullable String publicUrl, List<String> methods) {

	/**
	 * Settings where nothing is configured.
	 */
	public static final EndpointSettings DEFAULT = new EndpointSettings(null, null, null);

	/**
	 * Prefix of the path of a provider without a path of its own.
	 */
	public static final String BASE_PATH = "/webhooks";

	public EndpointSettings(@Nullable String path, @Nullable String publicUrl, @Nullable List<String> methods) {
		this.path = path;
		this.publicUrl = publicUrl;
		this.methods = (methods != null) ? methods.stream().map((method) -> method.toUpperCase(Locale.ROOT)).toList()
				: List.of("POST");
	}

	static EndpointSettings read(SettingsReader reader) {
		return new EndpointSettings(reader.text("path"), reader.text("public-url"), reader.texts("methods"));
	}

}
