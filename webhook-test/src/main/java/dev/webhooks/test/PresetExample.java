package dev.webhooks.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;

/**
 * A request as the provider's documentation shows it, and the events in it. There is one
 * for each preset whose requests can be signed or verified without fetching keys, in a
 * file of its name. Immutable and safe for use by several threads.
 */
public final class PresetExample {

	private static final String FILES = "dev/webhooks/test/presets/";

	private static final String SUFFIX = ".yml";

	private static final String SECRET = "It's a Secret to Everybody";

	private static final String OTHER_SECRET = "Another one that nobody knows";

	private final String name;

	private final ProviderSettings settings;

	private final Map<String, Object> file;

	private PresetExample(String name, Map<String, Object> file) {
		this.name = name;
		this.settings = WebhookProvider.ofPreset(name).settings();
		this.file = file;
	}

	/**
	 * Reads all examples.
	 * @return the examples by the name of the preset
	 */
	public static List<PresetExample> all() {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver(PresetExample.class.getClassLoader())
				.getResources("classpath:" + FILES + "*" + SUFFIX);
			return Stream.of(files)
				.map((file) -> String.valueOf(file.getFilename()).replace(SUFFIX, ""))
				.sorted(Comparator.naturalOrder())
				.map(PresetExample::of)
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The examples cannot be read", ex);
		}
	}

	/**
	 * Reads one example.
	 * @param preset the name of the preset, such as {@code stripe}
	 * @return the example
	 * @throws IllegalArgumentException if there is none
	 */
	public static PresetExample of(String preset) {
		PresetExample example = find(preset);
		if (example == null) {
			throw new IllegalArgumentException("There is no example of the preset '" + preset + "'");
		}
		return example;
	}

	/**
	 * Reads one example, or {@code null} if there is none.
	 */
	static @Nullable PresetExample find(String preset) {
		Resource file = new ClassPathResource(FILES + preset + SUFFIX, PresetExample.class.getClassLoader());
		if (!file.exists()) {
			return null;
		}
		try (InputStream input = file.getInputStream()) {
			return new PresetExample(preset, new Yaml(new SafeConstructor(new LoaderOptions())).load(input));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The example of '" + preset + "' cannot be read", ex);
		}
	}

	/**
	 * Name of the preset.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Settings of the preset.
	 * @return the settings, without a secret
	 */
	public ProviderSettings settings() {
		return this.settings;
	}

	/**
	 * Settings besides the secret, such as the URL of the endpoint.
	 * @return the values by their keys below the provider
	 */
	public Map<String, String> properties() {
		return map("properties");
	}

	/**
	 * Secret that the receiver is configured with.
	 * @return the secret, or the public key
	 */
	public String secret() {
		return text("secret", encoded(SECRET));
	}

	/**
	 * Key that the sender signs with.
	 * @return the same secret, or the private key
	 */
	public String signingSecret() {
		return text("signing-secret", secret());
	}

	/**
	 * A secret that does not verify the request.
	 * @return the other secret, or another public key
	 */
	public String otherSecret() {
		return text("other-secret", encoded(OTHER_SECRET));
	}

	private String encoded(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		SignatureSettings signature = this.settings.signature();
		String text = signature.scheme().equals("basic") ? "user:" + secret : secret;
		return switch (signature.secretEncoding().get(0)) {
			case BASE64 -> Base64.getEncoder().encodeToString(bytes);
			case WHSEC -> "whsec_" + Base64.getEncoder().encodeToString(bytes);
			case HEX -> HexFormat.of().formatHex(bytes);
			default -> text;
		};
	}

	/**
	 * Whether the request is signed as it stands, because it cannot be signed here.
	 * @return {@code false} where it has to be signed
	 */
	public boolean signed() {
		return Boolean.parseBoolean(text("signed", "false"));
	}

	/**
	 * When the request is signed and received.
	 * @return the time
	 */
	public Instant now() {
		return Instant.parse(text("now", "2023-11-14T22:13:20Z"));
	}

	/**
	 * The example as a request to the endpoint.
	 * @return the request, with a signature if it is {@link #signed()}
	 */
	public WebhookRequest request() {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		map("headers").forEach(headers::add);
		String url = text("url", "https://hooks.example.com/in/" + this.name);
		return new WebhookRequest(WebhookRequestHead.builder(text("method", "POST"), url)
			.from("127.0.0.1", true)
			.headers(headers.build())
			.build(), text("body", ""));
	}

	/**
	 * A request with one bit of its body changed, where that changes what is signed.
	 * @param request the request of this example
	 * @return the changed request
	 */
	public WebhookRequest tampered(WebhookRequest request) {
		byte[] body = request.body().clone();
		int index = this.file.containsKey("tamper")
				? new String(body, StandardCharsets.ISO_8859_1).indexOf(text("tamper", "")) : body.length / 2;
		body[index] ^= 1;
		return new WebhookRequest(request.head(), body);
	}

	/**
	 * The events in the request.
	 * @return the events in order
	 */
	@SuppressWarnings("unchecked")
	public List<Event> events() {
		return ((List<Map<String, Object>>) this.file.getOrDefault("events", List.of())).stream()
			.map((event) -> new Event((List<String>) event.getOrDefault("types", List.of()), (String) event.get("id"),
					(String) event.get("hash-of"), (String) event.get("occurred-at")))
			.toList();
	}

	private String text(String key, String other) {
		return String.valueOf(this.file.getOrDefault(key, other));
	}

	@SuppressWarnings("unchecked")
	private Map<String, String> map(String key) {
		Map<String, String> map = new LinkedHashMap<>();
		((Map<String, Object>) this.file.getOrDefault(key, Map.of()))
			.forEach((name, value) -> map.put(name, String.valueOf(value)));
		return map;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * An event that the request carries.
	 *
	 * @param types the names of its type
	 * @param id the id, {@code body-hash}, or {@code unique} if each request has its own;
	 * {@code null} where it does not matter
	 * @param hashOf the text whose hash is the id, or {@code null}
	 * @param occurredAt the time, or {@code null}
	 */
	public record Event(List<String> types, @Nullable String id, @Nullable String hashOf, @Nullable String occurredAt) {

		/** Id of an event that is recognised by the hash of its body. */
		public static final String BODY_HASH = "body-hash";

		/** Id of an event that is never recognised. */
		public static final String UNIQUE = "unique";

		/**
		 * Copies the types.
		 */
		public Event {
			types = List.copyOf(types);
		}

	}

}
