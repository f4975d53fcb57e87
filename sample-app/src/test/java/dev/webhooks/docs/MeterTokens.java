package dev.webhooks.docs;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.webhooks.secret.WebhookTokenResolver;

@Component
class MeterTokens implements WebhookTokenResolver {

	private final JdbcClient jdbc;

	MeterTokens(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public @Nullable String tenant(String provider, String token) {
		return this.jdbc.sql("SELECT tenant FROM meter_token WHERE token = ?")
			.param(token)
			.query(String.class)
			.optional()
			.orElse(null);
	}

}
