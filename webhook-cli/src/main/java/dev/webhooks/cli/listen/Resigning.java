package dev.webhooks.cli.listen;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookRequest;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.SchemeTraits;

/**
 * Signs requests that were signed before, with a fresh time.
 */
final class Resigning {

	private final WebhookProvider provider;

	private final @Nullable String secret;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param provider knows how
	 * @param secret the secret or private key, or {@code null} for the provider's own
	 * @param clock tells the time of signing
	 */
	Resigning(WebhookProvider provider, @Nullable String secret, Clock clock) {
		this.provider = provider;
		this.secret = secret;
		this.clock = clock;
	}

	/**
	 * Signs a request for the URL that it goes to.
	 * @param request the request with its old signature
	 * @return the request with a new one
	 */
	RecordedRequest sign(RecordedRequest request) {
		WebhookRequest unsigned = withoutSignature(request).toWebhookRequest(this.clock.instant());
		String known = this.provider.endpoint().publicUrl();
		if (known != null) {
			unsigned = new WebhookRequest(unsigned.head().mutate().url(known).build(), unsigned.body());
		}
		try {
			WebhookRequest signed = signer().sign(unsigned, this.clock.instant());
			RecordedRequest recorded = RecordedRequest.of(signed);
			String query = signed.head().query();
			return recorded.to((known == null) ? recorded.url() : withQuery(request.url(), query));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new CommandFailure(ExitCode.USAGE, "The request cannot be signed: %s.".formatted(ex.getMessage()),
					"Keep its signature, or name a secret that signs.", ex);
		}
	}

	private static String withQuery(String url, @Nullable String query) {
		String base = url.replaceFirst("\\?.*", "");
		return (query != null) ? base + "?" + query : base;
	}

	private RequestSigner signer() {
		Optional<RequestSigner> signer = (this.secret != null)
				? this.provider.signer(this.provider.traits().secret(this.secret, null)) : this.provider.signer();
		return signer.orElseThrow(() -> CommandFailure.usage(
				"Requests of '%s' cannot be signed with what verifies them.".formatted(this.provider.name()),
				"Name a private key or a secret, or keep the signatures as they are."));
	}

	private RecordedRequest withoutSignature(RecordedRequest request) {
		SchemeTraits traits = this.provider.verifier().scheme().traits();
		List<Map.Entry<String, String>> others = new ArrayList<>(request.headers());
		others.removeIf((header) -> traits.isHeader(header.getKey()));
		return new RecordedRequest(request.method(), request.url(), others, request.body());
	}

}
