package dev.webhooks.decoding;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookPayloadDecoder;
import dev.webhooks.decoding.PayloadDecoding.Decoder;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.DocumentReader;

/**
 * The decoders that a configuration can name: the built-in ones, and those of an
 * application. Immutable.
 */
@Internal
public final class PayloadDecoders {

	/**
	 * Name of the decoder of tokens, which takes what the scheme of that name has
	 * verified.
	 */
	public static final String JWT = "jwt";

	/**
	 * Name of the decoder whose cipher tells what is genuine.
	 */
	public static final String AES_GCM = "aes-gcm";

	private static final Map<String, Function<EncodedParts, Decoder>> BY_NAME = Map.of(//
			"text", (parts) -> parts::payloadBytes, //
			"base64", (parts) -> (values) -> Base64.getMimeDecoder().decode(parts.payload(values)), //
			AES_GCM, AesGcmDecoder::new, //
			"aes-cbc", AesCbcDecoder::new, //
			"aes-cbc-message", AesCbcMessageDecoder::new, //
			JWT, (parts) -> (values) -> TokenPayload.of(parts.payload(values)));

	private static final Set<String> KEYED = Set.of(AES_GCM, "aes-cbc", "aes-cbc-message");

	private final Map<String, WebhookPayloadDecoder> custom;

	/**
	 * Creates the decoders.
	 * @param custom the decoders of the application by name; they win over built-in ones,
	 * but for {@link #JWT}, which the scheme relies on
	 */
	public PayloadDecoders(Map<String, ? extends WebhookPayloadDecoder> custom) {
		this.custom = new TreeMap<>(custom);
	}

	/**
	 * Makes a decoding.
	 * @param name the name of the decoder
	 * @param payload locators of what is decoded; the first that is there counts
	 * @param settings where the other parts are
	 * @param values what is configured by name
	 * @param documents reads what was decoded
	 * @param maxSize how many bytes a document may have
	 * @return the decoding
	 * @throws InvalidSettingException if there is no such decoder, or it cannot use the
	 * settings
	 */
	public PayloadDecoding create(String name, List<String> payload, DecodingSettings settings, ConfiguredValues values,
			DocumentReader documents, int maxSize) {
		WebhookPayloadDecoder own = name.equals(JWT) ? null : this.custom.get(name);
		if (own != null) {
			return new PayloadDecoding((request) -> own.decode(request.request()), false, List.of(), documents, values,
					maxSize);
		}
		Function<EncodedParts, Decoder> factory = BY_NAME.get(name);
		if (factory == null) {
			Set<String> known = new TreeSet<>(this.custom.keySet());
			known.addAll(BY_NAME.keySet());
			throw new InvalidSettingException("event.decoder", name, "There is no such decoder. Known are "
					+ String.join(", ", known) + ". One of your own is a WebhookPayloadDecoder bean of that name.");
		}
		EncodedParts parts = new EncodedParts(payload, settings, values);
		return new PayloadDecoding(factory.apply(parts), KEYED.contains(name), parts.pointers(), documents, values,
				maxSize);
	}

}
