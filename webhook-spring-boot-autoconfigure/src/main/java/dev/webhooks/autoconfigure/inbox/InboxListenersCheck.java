package dev.webhooks.autoconfigure.inbox;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.StartCheck;
import dev.webhooks.inbox.ListenerTreatment;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingMode;

/**
 * Keeps the application from starting with listeners that cannot work with its inbox, and
 * warns of answers that nobody receives.
 */
final class InboxListenersCheck extends StartCheck {

	private static final Logger logger = LoggerFactory.getLogger(InboxListenersCheck.class);

	private static final Set<String> WITHOUT_ANSWER = Set.of("void", "java.lang.Void", "kotlin.Unit");

	/** Scopes that end with the request. */
	private static final Set<String> WEB_SCOPES = Set.of("request", "session");

	private final WebhookListenerRegistry registry;

	private final WebhookProviders providers;

	private final @Nullable WebhookInbox inbox;

	private final ListenerTreatment treatment;

	InboxListenersCheck(WebhookListenerRegistry registry, WebhookProviders providers, @Nullable WebhookInbox inbox,
			ListenerTreatment treatment) {
		this.registry = registry;
		this.providers = providers;
		this.inbox = inbox;
		this.treatment = treatment;
	}

	@Override
	protected void check() {
		List<WebhookListenerMethod> listeners = this.registry.listeners();
		this.treatment.check();
		listeners.stream().filter(this.treatment::isOfTheInbox).forEach(this::warnOfInline);
		listeners.stream().filter(WebhookListenerMethod::isTransactional).findFirst().ifPresent(this::checkTransaction);
		if (this.inbox != null) {
			listeners.stream()
				.filter((listener) -> WEB_SCOPES.contains(listener.scope()))
				.forEach(this::checkNotDurable);
			listeners.stream().filter(InboxListenersCheck::hasAnswer).forEach(this::warnOfAnswer);
			checkDistinct(this.inbox, listeners.stream().map(WebhookListenerMethod::id).toList());
		}
	}

	private static boolean hasAnswer(WebhookListenerMethod listener) {
		return !WITHOUT_ANSWER.contains(listener.method().getReturnType().getName());
	}

	private void warnOfAnswer(WebhookListenerMethod listener) {
		for (WebhookProvider provider : this.providers.all()) {
			if (listener.providers().matches(provider.name()) && isNeverAwaited(provider)) {
				logger.warn(
						"Provider '{}' is answered before webhook listener {} runs, and never with what it returns. "
								+ "If the provider waits for that, set 'webhooks.providers.{}.processing' to 'inline'.",
						provider.name(), listener, provider.name());
			}
		}
	}

	private void warnOfInline(WebhookListenerMethod listener) {
		boolean durable = this.inbox != null && this.providers.all()
			.stream()
			.anyMatch((provider) -> provider.processing().mode() != ProcessingMode.INLINE
					&& listener.providers().matches(provider.name()));
		if (!durable) {
			logger.warn("Webhook listener {} only runs before the answer, where its timeout, concurrency and retries "
					+ "change nothing: the provider delivers again what failed", listener);
		}
	}

	private static boolean isNeverAwaited(WebhookProvider provider) {
		ProcessingMode mode = provider.processing().mode();
		return mode == ProcessingMode.DURABLE || (mode == ProcessingMode.AUTO && !provider.processing().awaitsSome());
	}

	private void checkTransaction(WebhookListenerMethod listener) {
		if (this.inbox == null || !this.inbox.storage().store().isTransactional()) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.type",
					"Webhook listener %s is transactional, but there is no inbox in a database with one transaction "
						.formatted(listener) + "manager for the same DataSource.",
					"Use an inbox of type 'jdbc' and the transaction manager that Spring Boot configures, or name one of "
							+ "several in '" + InboxBeans.TRANSACTION_MANAGER + "', or remove 'transactional = true'.");
		}
	}

	private void checkNotDurable(WebhookListenerMethod listener) {
		for (WebhookProvider provider : this.providers.all()) {
			if (provider.processing().mode() != ProcessingMode.INLINE
					&& listener.providers().matches(provider.name())) {
				throw new InvalidWebhookConfigurationException("webhooks.providers." + provider.name() + ".processing",
						"Webhook listener %s is a bean of the scope '%s', but runs from the inbox, where there is no request."
							.formatted(listener, listener.scope()),
						"Give the bean another scope, or set the property to 'inline' or 'webhooks.inbox.type' to "
								+ "'none'.");
			}
		}
	}

	private static void checkDistinct(WebhookInbox inbox, List<String> ids) {
		if (!inbox.storage().store().tellsApart(ids)) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.type",
					"The database of the inbox takes some of the listeners' ids for the same: " + String.join(", ", ids)
							+ ".",
					"Give the listeners ids that differ in more than case, accents and blanks, or use a database "
							+ "without IGNORECASE and COLLATION.");
		}
	}

}
