package dev.webhooks.decoding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request the parts of an encoded document are. What is missing there is an
 * {@link IllegalArgumentException}. Immutable.
 */
final class EncodedParts {

	private static final String KEY = "event.decoding.key";

	private final List<Template> payload;

	private final Template key;

	private final @Nullable Template nonce;

	private final @Nullable Template associatedData;

	private final @Nullable Template receiver;

	private final ConfiguredValues values;

	EncodedParts(List<String> payload, DecodingSettings settings, ConfiguredValues values) {
		if (payload.isEmpty()) {
			throw new InvalidSettingException("event.payload", null,
					"It must say what is decoded, such as body:/encrypt.");
		}
		this.payload = payload.stream().map((text) -> Template.parseLocator("event.payload", text)).toList();
		this.key = Template.parseLocator(KEY, settings.key());
		this.nonce = template("event.decoding.nonce", settings.nonce());
		this.associatedData = template("event.decoding.associated-data", settings.associatedData());
		this.receiver = template("event.decoding.receiver", settings.receiver());
		this.values = values;
		if (!this.key.uses("secret") && this.key.configured().isEmpty()) {
			throw new InvalidSettingException(KEY, settings.key(),
					"A request must not bring its own key. Use secret, or value:name.");
		}
		checkConfigured(KEY, this.key);
		if (this.receiver != null) {
			checkConfigured("event.decoding.receiver", this.receiver);
		}
	}

	private static @Nullable Template template(String key, @Nullable String text) {
		return (text != null) ? Template.parseLocator(key, text) : null;
	}

	private void checkConfigured(String key, Template template) {
		for (String name : template.configured()) {
			if (this.values.get(name) == null) {
				throw new InvalidSettingException(key, template, "Set 'values.%s'.".formatted(name));
			}
		}
	}

	/**
	 * Checks the key at start-up, where it is configured apart from the secret.
	 * @param check throws an {@link IllegalArgumentException} that does not show the key
	 */
	void checkKey(Consumer<String> check) {
		String name = (this.key.configured().size() == 1) ? this.key.configured().get(0) : null;
		String value = (name != null) ? this.values.get(name) : null;
		try {
			if (value != null) {
				check.accept(value);
			}
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of("values." + name, "The key cannot be used: " + ex.getMessage(),
					"Copy the key as the provider shows it.");
		}
	}

	void requireNonce() {
		if (this.nonce == null) {
			throw new InvalidSettingException("event.decoding.nonce", null,
					"It must say where the nonce is, such as body:/resource/nonce.");
		}
	}

	List<String> pointers() {
		List<String> pointers = new ArrayList<>(this.key.pointers());
		this.payload.forEach((template) -> pointers.addAll(template.pointers()));
		for (Template template : new @Nullable Template[] { this.nonce, this.associatedData, this.receiver }) {
			pointers.addAll((template != null) ? template.pointers() : List.of());
		}
		return pointers;
	}

	String payload(RequestValues values) {
		return found(Template.firstOf(this.payload, values));
	}

	byte[] payloadBytes(RequestValues values) {
		return payload(values).getBytes(StandardCharsets.UTF_8);
	}

	String key(RequestValues values) {
		return found(this.key.expand(values));
	}

	byte[] nonce(RequestValues values) {
		return bytes(this.nonce, values);
	}

	byte[] associatedData(RequestValues values) {
		return bytes(this.associatedData, values);
	}

	/**
	 * Whom a message has to be for.
	 * @return the receiver, or {@code null} if anybody will do
	 */
	@Nullable String receiver(RequestValues values) {
		return (this.receiver != null) ? found(this.receiver.expand(values)) : null;
	}

	private static byte[] bytes(@Nullable Template template, RequestValues values) {
		return (template != null) ? found(template.expand(values)).getBytes(StandardCharsets.UTF_8) : new byte[0];
	}

	private static String found(@Nullable String value) {
		if (value == null) {
			throw new IllegalArgumentException("A part of the payload is missing");
		}
		return value;
	}

}
