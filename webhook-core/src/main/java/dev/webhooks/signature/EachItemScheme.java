package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.BatchSplitter;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.Placement;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;

/**
 * Verifies requests in which each item of an array carries a signature of its own: one
 * item that is not authentic makes the request so.
 */
final class EachItemScheme extends ParsingScheme {

	private final RecipeScheme items;

	private final BatchSplitter splitter;

	private final String pointer;

	EachItemScheme(RecipeScheme items, String pointer) {
		this(items, pointer, new BatchSplitter(pointer));
	}

	private EachItemScheme(RecipeScheme items, String pointer, BatchSplitter splitter) {
		super(items.parser().splitting(splitter));
		this.items = items;
		this.pointer = pointer;
		this.splitter = splitter;
	}

	@Override
	public void check(Secret secret) {
		this.items.check(secret);
	}

	@Override
	public Verification verify(ParsedRequest request, List<Secret> secrets, Instant now) {
		Verification verification = new Refused(RejectionReason.SIGNATURE_MISSING, "There is nothing that is signed");
		try {
			List<ParsedRequest> items = (request.document() != null) ? request.items(this.splitter) : List.of();
			for (ParsedRequest item : items) {
				verification = this.items.verify(item, secrets, now);
				if (!(verification instanceof Verified)) {
					return verification;
				}
			}
			return verification;
		}
		catch (WebhookRejectedException ex) {
			return new Refused(RejectionReason.SIGNATURE_MALFORMED, String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return this.items.signer(secret)
			.map((signer) -> (request, now) -> Placement.replaceItems(request, this.pointer,
					(item) -> signer.sign(new WebhookRequest(request.head(), item), now).body()));
	}

	@Override
	public SchemeTraits traits() {
		return this.items.traits();
	}

	@Override
	public boolean isSymmetric() {
		return this.items.isSymmetric();
	}

}
