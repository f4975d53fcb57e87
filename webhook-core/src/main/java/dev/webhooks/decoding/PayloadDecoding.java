package dev.webhooks.decoding;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.ConfiguredValues;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;

/**
 * The stage of a request between its verification and all that reads its document. What
 * cannot be decoded is refused in one way, so that nobody learns by trying what is wrong
 * with it. Immutable and safe for use by several threads.
 */
@Internal
public final class PayloadDecoding {

	private static final String REFUSED = "The payload cannot be decoded";

	private final Decoder decoder;

	private final List<String> pointers;

	private final DocumentReader documents;

	private final ConfiguredValues values;

	private final int maxSize;

	private final boolean keyed;

	PayloadDecoding(Decoder decoder, boolean keyed, List<String> pointers, DocumentReader documents,
			ConfiguredValues values, int maxSize) {
		this.keyed = keyed;
		this.decoder = decoder;
		this.pointers = List.copyOf(pointers);
		this.documents = documents;
		this.values = values;
		this.maxSize = maxSize;
	}

	/**
	 * Prepares a parser for what is decoded of requests.
	 * @param parser a parser of the same requests
	 * @return the new parser
	 */
	public RequestParser prepare(RequestParser parser) {
		return parser.with(this.documents, this.pointers).knowing(this.values);
	}

	/**
	 * Tells whether only who has the key can have made what is decoded. Nothing else is
	 * decoded that was not verified.
	 * @return whether there is a key
	 */
	public boolean isKeyed() {
		return this.keyed;
	}

	/**
	 * Decodes a request.
	 * @param received the request
	 * @param secret the secret that it was verified with, or {@code null}
	 * @return the request with the decoded document
	 * @throws WebhookRejectedException if it cannot be decoded
	 */
	public ParsedRequest decode(ParsedRequest received, @Nullable Secret secret) {
		return received.decoded(this.documents.decoded(bytes(received, secret)));
	}

	/**
	 * Decodes a request with whichever secret does it.
	 * @param received the request
	 * @param secrets the secrets, newest first; none if a decoder has no use for one
	 * @return the request with the decoded document
	 * @throws WebhookRejectedException if none does
	 */
	public ParsedRequest decodeWithAny(ParsedRequest received, List<Secret> secrets) {
		ParsedRequest unreadable = null;
		for (Secret secret : secrets) {
			try {
				ParsedRequest decoded = decode(received, secret);
				if (isWellFormed(decoded)) {
					return decoded;
				}
				unreadable = (unreadable != null) ? unreadable : decoded;
			}
			catch (WebhookRejectedException ex) {
				// Another may be the one
			}
		}
		return (unreadable != null) ? unreadable : decode(received, null);
	}

	/** One in some hundred wrong keys leaves something that looks decrypted. */
	private static boolean isWellFormed(ParsedRequest decoded) {
		try {
			decoded.checkWellFormed();
			return true;
		}
		catch (WebhookRejectedException ex) {
			return false;
		}
	}

	private byte[] bytes(ParsedRequest received, @Nullable Secret secret) {
		RequestValues values = new RequestValues(received);
		if (secret != null) {
			values.name("secret", secret.text());
		}
		byte[] decoded;
		try {
			decoded = this.decoder.decode(values);
		}
		catch (WebhookRejectedException ex) {
			throw (ex.reason() == RejectionReason.VERDICT_UNKNOWN) ? ex : refused(ex);
		}
		catch (Throwable ex) {
			// A stranger has chosen what it decodes
			throw refused(ex);
		}
		if (decoded == null || decoded.length == 0 || decoded.length > this.maxSize) {
			throw new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, REFUSED + ": nothing, or too much");
		}
		return decoded;
	}

	/**
	 * Names to the log alone what was thrown, without its message: that may have a part
	 * of what was decrypted.
	 */
	private static WebhookRejectedException refused(Throwable ex) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD,
				REFUSED + ": " + ex.getClass().getSimpleName());
	}

	/**
	 * Decodes what a request holds.
	 */
	@FunctionalInterface
	interface Decoder {

		byte @Nullable [] decode(RequestValues values) throws Exception;

	}

}
