package dev.webhooks.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.decoding.PayloadDecoders;
import dev.webhooks.decoding.PayloadDecoding;
import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.provider.settings.StoredPayload;
import dev.webhooks.request.ConfiguredValues;

/**
 * Makes what decodes the documents of a provider of its settings.
 */
final class DecodingFactory {

	private final PayloadDecoders decoders;

	DecodingFactory(PayloadDecoders decoders) {
		this.decoders = decoders;
	}

	@Nullable PayloadDecoding create(ProviderSettings settings, int maxSize) {
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
		return this.decoders.create(name, token ? token(settings) : event.encoded(), event.decoding(),
				new ConfiguredValues(settings.secrets().values()), event.documents(), maxSize);
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
