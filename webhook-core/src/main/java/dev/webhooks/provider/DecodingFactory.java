package dev.webhooks.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.decoding.PayloadDecoders;
import dev.webhooks.decoding.PayloadDecoding;
import dev.webhooks.decoding.StoredParts;
import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.provider.settings.StoredPayload;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.secret.LiveSecrets;

/**
 * Makes what decodes the documents of a provider of its settings.
 */
final class DecodingFactory {

	private final PayloadDecoders decoders;

	DecodingFactory(PayloadDecoders decoders) {
		this.decoders = decoders;
	}

	/**
	 * Makes what decodes documents.
	 * @param secrets the secrets of the provider
	 * @return the decoding, or {@code null} if nothing is decoded
	 */
	@Nullable PayloadDecoding create(ProviderSettings settings, LiveSecrets secrets) {
		EventSettings event = settings.event();
		String name = event.decoderName();
		if (name == null) {
			return null;
		}
		if (event.store() == StoredPayload.RECEIVED && event.split() != null) {
			throw new InvalidSettingException("event.store", event.store(),
					"Items of a batch are stored one by one, which only what is decoded can be. Use decoded.");
		}
		boolean token = name.equals(PayloadDecoders.JWT);
		List<String> encoded = token ? token(settings) : event.encoded();
		PayloadDecoding decoding = this.decoders.create(name, encoded, event.decoding(),
				new ConfiguredValues(settings.secrets().values()), event.documents(),
				(int) settings.admission().maxBodySize().toBytes());
		checkVerified(settings, name, decoding);
		if (event.store() == StoredPayload.RECEIVED) {
			StoredParts.of(encoded, event.decoding(), decoding.isKeyed()).check(secrets.isConfiguredOnly());
		}
		return decoding;
	}

	/**
	 * A sender that may have anything decrypted learns by the answers what it was, unless
	 * the cipher tells what is genuine.
	 */
	private static void checkVerified(ProviderSettings settings, String name, PayloadDecoding decoding) {
		boolean verified = !settings.signature().scheme().equals("none")
				|| !settings.admission().clientCertificate().isEmpty();
		if (decoding.isKeyed() && !verified && !name.equals(PayloadDecoders.AES_GCM)) {
			throw new InvalidSettingException("event.decoder", name,
					"It decrypts nothing that was not verified, and 'signature.scheme: none' verifies nothing. Set the "
							+ "scheme by which the provider signs, or 'client-certificate'.");
		}
	}

	/**
	 * Only what the scheme has verified is taken out of a token.
	 */
	private static List<String> token(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		List<String> payload = settings.event().encoded();
		boolean verified = signature.scheme().equals(PayloadDecoders.JWT) && signature.location().size() == 1
				&& signature.header().isEmpty() && (payload.isEmpty() || payload.equals(signature.location()));
		if (!verified) {
			throw new InvalidSettingException("event.decoder", PayloadDecoders.JWT,
					"It takes the document out of the token that was verified: use 'signature.scheme: jwt', name the one "
							+ "place of the token by 'signature.location', and leave 'event.payload' out.");
		}
		return signature.location();
	}

}
