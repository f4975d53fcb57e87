package dev.webhooks.guard;

import java.security.cert.CertificateException;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.RequiredCertificate;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses requests without the client certificate that the provider has to present.
 */
@Internal
public final class ClientCertificateGuard implements WebhookGuard {

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		RequiredCertificate required = provider.admission().clientCertificate();
		if (required == null) {
			return;
		}
		if (head.clientCertificates().isEmpty()) {
			throw new WebhookRejectedException(RejectionReason.CLIENT_CERTIFICATE_MISSING,
					"The request came without client certificate");
		}
		try {
			required.check(head.clientCertificates());
		}
		catch (CertificateException ex) {
			throw new WebhookRejectedException(RejectionReason.CLIENT_CERTIFICATE_REFUSED,
					String.valueOf(ex.getMessage()), null, ex);
		}
	}

}
