package dev.webhooks.docs;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.webhooks.WebhookSecretsChangedEvent;
import dev.webhooks.secret.WebhookSecretResolver;

@Component
class TenantSecrets implements WebhookSecretResolver {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	TenantSecrets(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	@Override
	public List<String> secrets(String provider, @Nullable String tenant) {
		return this.jdbc.sql("SELECT secret FROM tenant_secret WHERE provider = ? AND tenant = ? ORDER BY id DESC")
			.params(provider, tenant)
			.query(String.class)
			.list();
	}

	void register(String provider, String tenant, String secret) {
		this.jdbc.sql("INSERT INTO tenant_secret (provider, tenant, secret) VALUES (?, ?, ?)")
			.params(provider, tenant, secret)
			.update();
		this.events.publishEvent(new WebhookSecretsChangedEvent(provider, tenant));
	}

}
