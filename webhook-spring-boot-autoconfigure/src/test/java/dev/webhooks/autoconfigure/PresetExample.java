package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A request as a provider's documentation shows it, and the events in it: the file
 * {@code presets/<name>.yml} among the test resources.
 *
 * @param preset the preset that it belongs to
 * @param file what the file holds
 */
record PresetExample(PresetFile preset, Map<String, Object> file) {

	private static final String SECRET = "It's a Secret to Everybody";

	private static final String OTHER_SECRET = "Another one that nobody knows";

	static List<PresetExample> all() {
		try {
			List<PresetExample> examples = new ArrayList<>();
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath:presets/*.yml")) {
				String name = String.valueOf(resource.getFilename()).replace(".yml", "");
				try (InputStream input = resource.getInputStream()) {
					examples.add(new PresetExample(PresetFile.of(name),
							new Yaml(new SafeConstructor(new LoaderOptions())).load(input)));
				}
			}
			return examples;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String name() {
		return this.preset.name();
	}

	/**
	 * What is set besides the secret.
	 */
	Map<String, String> properties() {
		return map("properties");
	}

	/** What the receiver is configured with. */
	String secret() {
		return text("secret", encoded(SECRET));
	}

	/** What the sender signs with: the same, but for public keys. */
	String signingSecret() {
		return text("signing-secret", secret());
	}

	String otherSecret() {
		return text("other-secret", encoded(OTHER_SECRET));
	}

	private String encoded(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		SignatureSettings signature = this.preset.settings().signature();
		String text = signature.scheme().equals("basic") ? "user:" + secret : secret;
		return switch (signature.secretEncoding().get(0)) {
			case BASE64 -> Base64.getEncoder().encodeToString(bytes);
			case WHSEC -> "whsec_" + Base64.getEncoder().encodeToString(bytes);
			case HEX -> HexFormat.of().formatHex(bytes);
			default -> text;
		};
	}

	/** Whether the request is signed as it stands, because it cannot be signed here. */
	boolean signed() {
		return Boolean.parseBoolean(text("signed", "false"));
	}

	Instant now() {
		return Instant.parse(text("now", "2023-11-14T22:13:20Z"));
	}

	WebhookRequest request() {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		map("headers").forEach(headers::add);
		String url = text("url", "https://hooks.example.com/in/" + name());
		return new WebhookRequest(WebhookRequestHead.builder(text("method", "POST"), url)
			.from("127.0.0.1", true)
			.headers(headers.build())
			.build(), text("body", ""));
	}

	/**
	 * The request with one bit of its body changed.
	 */
	static WebhookRequest tampered(WebhookRequest request, @Nullable String where) {
		byte[] body = request.body();
		String text = new String(body, StandardCharsets.ISO_8859_1);
		int index = (where != null) ? text.indexOf(where) : body.length / 2;
		byte[] changed = Arrays.copyOf(body, body.length);
		changed[index] ^= 1;
		return new WebhookRequest(request.head(), changed);
	}

	/** What in the body is changed; anything by default. */
	@Nullable String tamper() {
		return this.file.containsKey("tamper") ? text("tamper", "") : null;
	}

	@SuppressWarnings("unchecked")
	List<Event> events() {
		return ((List<Map<String, Object>>) this.file.getOrDefault("events", List.of())).stream()
			.map((event) -> new Event((List<String>) event.get("types"), (String) event.get("id"),
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
		return name();
	}

	/**
	 * An event that the request carries.
	 *
	 * @param types the names of its type
	 * @param id the id, {@code body-hash}, or {@code unique} if each request has its own;
	 * not compared if there is none
	 * @param hashOf the text whose hash is the id
	 * @param occurredAt the time
	 */
	record Event(List<String> types, @Nullable String id, @Nullable String hashOf, @Nullable String occurredAt) {

		static final String BODY_HASH = "body-hash";

		static final String UNIQUE = "unique";

	}

}
