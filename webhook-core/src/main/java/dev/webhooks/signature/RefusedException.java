package dev.webhooks.signature;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.signature.Verification.Refused;

/**
 * A verdict that is passed on as an exception, with what it says beside its reason.
 */
final class RefusedException extends WebhookRejectedException {

	private final transient Refused refused;

	RefusedException(Refused refused) {
		super(refused.reason(), refused.detail());
		this.refused = refused;
	}

	Refused refused() {
		return this.refused;
	}

}
