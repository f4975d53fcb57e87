package dev.webhooks.signature;

import java.time.Instant;
import java.util.List;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.secret.Secret;

/**
 * A scheme that verifies a request as it parses it.
 */
abstract class ParsingScheme implements SignatureScheme {

	private final RequestParser parser;

	ParsingScheme(RequestParser parser) {
		this.parser = parser;
	}

	@Override
	public final RequestParser parser() {
		return this.parser;
	}

	@Override
	public final Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		return verify(this.parser.parse(request), secrets, now);
	}

}
