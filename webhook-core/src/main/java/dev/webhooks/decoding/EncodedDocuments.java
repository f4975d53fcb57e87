package dev.webhooks.decoding;

import java.util.List;
import java.util.Set;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.VerifiedWebhookRequest;
import org.jspecify.annotations.Nullable;

/**
 * The documents that the requests of a provider carry encrypted, signed or wrapped, where
 * they are not documents themselves. Safe for use by several threads.
 */
@Internal
public final class EncodedDocuments {

	private final @Nullable PayloadDecoding decoding;

	private final boolean storedAsReceived;

	private final RequestVerifier verifier;

	private final Set<String> methods;

	/**
	 * Creates documents.
	 * @param decoding decodes them, or {@code null} if requests are documents themselves
	 * @param storedAsReceived whether requests are stored as they came
	 * @param verifier knows the secrets
	 * @param methods the HTTP methods of requests that carry events
	 */
	public EncodedDocuments(@Nullable PayloadDecoding decoding, boolean storedAsReceived, RequestVerifier verifier,
			Set<String> methods) {
		this.decoding = decoding;
		this.storedAsReceived = storedAsReceived;
		this.verifier = verifier;
		this.methods = Set.copyOf(methods);
	}

	/**
	 * Tells whether there are any.
	 * @return whether requests are decoded
	 */
	public boolean areThere() {
		return this.decoding != null;
	}

	/**
	 * Decodes the document of a verified request.
	 * @param verified the request
	 * @param parsed the same request
	 * @return the request with its document
	 * @throws WebhookRejectedException if it cannot be decoded
	 */
	public ParsedRequest decode(VerifiedWebhookRequest verified, ParsedRequest parsed) {
		boolean mayBeEvent = this.methods.contains(parsed.request().head().method());
		return (this.decoding != null && mayBeEvent) ? this.decoding.decode(parsed, verified.secret()) : parsed;
	}

	/**
	 * Tells whether requests are stored as they came, and decoded again at each delivery.
	 * @return whether they are
	 */
	public boolean areStoredAsReceived() {
		return this.decoding != null && this.storedAsReceived;
	}

	/**
	 * Decodes the document of a request that was stored as it came, by any of the secrets
	 * that are configured.
	 * @param request the request, without what is not stored: its URL, where it came
	 * from, and credentials in its headers
	 * @return the document
	 * @throws WebhookRejectedException if it cannot be decoded
	 */
	public byte[] decodeStored(WebhookRequest request) {
		if (this.decoding == null) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, "There is no decoder any more");
		}
		List<Secret> secrets = this.verifier.secrets().configured();
		ParsedRequest parsed = this.decoding.prepare(RequestParser.NONE).parse(request);
		byte[] document = this.decoding.decodeWithAny(parsed, secrets).document();
		return (document != null) ? document : new byte[0];
	}

}
