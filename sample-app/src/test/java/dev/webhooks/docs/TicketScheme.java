package dev.webhooks.docs;

import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification;

class TicketScheme implements SignatureScheme {

	private final Tickets tickets;

	TicketScheme(Tickets tickets) {
		this.tickets = tickets;
	}

	@Override
	public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		String ticket = request.headers().first("X-Ticket");
		if (ticket == null) {
			return new Verification.Refused(RejectionReason.SIGNATURE_MISSING, "There is no ticket");
		}
		return this.tickets.isIssued(ticket) ? new Verification.Verified(null)
				: new Verification.Refused(RejectionReason.SIGNATURE_MISMATCH, "There was no such ticket");
	}

	@Override
	public boolean needsSecret() {
		return false;
	}

}

@Component("ticket")
class TicketSchemeFactory implements SignatureSchemeFactory {

	private final Tickets tickets;

	TicketSchemeFactory(Tickets tickets) {
		this.tickets = tickets;
	}

	@Override
	public SignatureScheme create(SignatureRecipe recipe) {
		return new TicketScheme(this.tickets);
	}

}
