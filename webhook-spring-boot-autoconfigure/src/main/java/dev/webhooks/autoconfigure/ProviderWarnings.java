package dev.webhooks.autoconfigure;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.provider.settings.FailureAnswer;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;

/**
 * Tells in the log what of a provider's configuration is valid, but weak.
 */
final class ProviderWarnings {

	private static final Logger logger = LoggerFactory.getLogger(ProviderWarnings.class);

	private static final int SHORT_SECRET = 16;

	private final ProviderBinder binder;

	ProviderWarnings(ProviderBinder binder) {
		this.binder = binder;
	}

	void of(ProviderEntry entry, ProviderSettings settings) {
		if (settings.signature().isUnverified()) {
			logger.warn("Requests to provider '{}' are not verified: anybody can send them ('{}' is 'none')",
					entry.name(), entry.property("signature.scheme"));
		}
		if (settings.bodyUnsigned()) {
			logger.info("The signature of provider '{}' covers nothing of the body: anybody who knows one signed "
					+ "request can send another body with it", entry.name());
		}
		if (settings.signature().isTimeless()) {
			logger.warn(
					"Tokens of provider '{}' need no time ('{}' is empty): anybody who has seen a request can send it "
							+ "again at any time",
					entry.name(), entry.property("signature.jwt.required"));
		}
		ofAnswers(entry, settings);
		if (settings.signature().isHashBroken()) {
			logger.warn(
					"Signatures of provider '{}' are made with a hash function that is broken ('{}' is '{}'): "
							+ "change it if the provider offers another",
					entry.name(), entry.property("signature.algorithm"), settings.signature().algorithm());
		}
		ofEmptyGuards(entry);
	}

	private static void ofAnswers(ProviderEntry entry, ProviderSettings settings) {
		if (settings.refusal().isSuccess()) {
			logger.warn(
					"A request of provider '{}' that is not authentic is answered {}, as if it were accepted ('{}')",
					entry.name(), settings.refusal().status(), entry.property("refusal.status"));
		}
		if (settings.processing().onFailure() == FailureAnswer.ACCEPT
				&& settings.processing().mode() == ProcessingMode.DURABLE) {
			logger.warn("'{}' has no effect: the listeners of provider '{}' run after the answer, and what fails is "
					+ "tried again", entry.property("on-failure"), entry.name());
		}
	}

	/** A variable of the environment may be empty that should not be. */
	private void ofEmptyGuards(ProviderEntry entry) {
		for (String key : List.of("ip-allowlist", "ip-allowlist-url", "client-certificate.subject",
				"client-certificate.san")) {
			String value = this.binder.bind(entry, key, String.class);
			if (value != null && value.isBlank()) {
				logger.warn("'{}' is empty: it keeps nobody away from provider '{}'", entry.property(key),
						entry.name());
			}
		}
	}

	void ofSecrets(ProviderEntry entry, ProviderSettings settings, RequestVerifier verifier) {
		if (TenantSignature.isMissing(settings, verifier)) {
			logger.warn(
					"Requests of all tenants of provider '{}' are verified alike, and the tenant is not signed ('{}'): "
							+ "who has seen one request can send it in the name of another tenant. A "
							+ "WebhookSecretResolver gives each tenant a secret of its own",
					entry.name(), entry.property("tenant"));
		}
		// Who can guess it has only said whose the request is: the provider decides
		boolean asked = !settings.signature().callback().isUnset();
		if (asked || !settings.secrets().areConfigured() || !verifier.scheme().needsSecret()) {
			return;
		}
		List<Secret> secrets = verifier.secrets().configured();
		for (int i = 0; i < secrets.size(); i++) {
			if (secrets.get(i).shortestLength() < SHORT_SECRET) {
				String key = (settings.secrets().secret() != null) ? "secret" : "secrets[" + i + "].value";
				logger.warn("The secret in '{}' has fewer than {} bytes: a short secret can be guessed",
						entry.property(key), SHORT_SECRET);
			}
		}
	}

}
