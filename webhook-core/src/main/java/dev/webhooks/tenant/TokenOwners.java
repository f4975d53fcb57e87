package dev.webhooks.tenant;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.Digests;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.secret.WebhookTokenResolver;

/**
 * Tenants who are known by the token that comes with their requests, which is the secret
 * as well. Tokens are remembered by their hash. Safe for use by several threads.
 */
@Internal
public final class TokenOwners implements Tenancy, SecretSource {

	/** No token is longer: strangers decide what is asked for. */
	private static final int MAX_LENGTH = 4096;

	private final String provider;

	private final WebhookTokenResolver resolver;

	private final Function<WebhookRequest, String> tokens;

	private final ResolverMemory<Owner> memory;

	/**
	 * Creates an instance.
	 * @param provider the name of the provider
	 * @param resolver knows whose tokens are
	 * @param tokens finds the token of a request, and throws a
	 * {@link WebhookRejectedException} if there is not exactly one
	 * @param limits how much is remembered, and for how long
	 */
	public TokenOwners(String provider, WebhookTokenResolver resolver, Function<WebhookRequest, String> tokens,
			ResolverLimits limits) {
		this.provider = provider;
		this.resolver = resolver;
		this.tokens = tokens;
		this.memory = new ResolverMemory<>(limits);
	}

	@Override
	public void identify(ParsedRequest request) {
		Owner owner = ownerOf(request.request());
		request.identify((owner != null) ? owner.tenant() : "");
	}

	@Override
	public List<Secret> secrets(WebhookRequest request) {
		Owner owner = ownerOf(request);
		return (owner != null) ? List.of(owner.token()) : List.of();
	}

	private @Nullable Owner ownerOf(WebhookRequest request) {
		String token = tokenOf(request);
		if (token == null || token.isEmpty() || token.length() > MAX_LENGTH) {
			return null;
		}
		String hash = HexFormat.of().formatHex(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
		return this.memory.get(hash, request.head().remoteAddress(), () -> resolve(token));
	}

	/** Whether there has to be one is for the scheme to say. */
	private @Nullable String tokenOf(WebhookRequest request) {
		try {
			return this.tokens.apply(request);
		}
		catch (WebhookRejectedException ex) {
			return null;
		}
	}

	private @Nullable Owner resolve(String token) {
		String tenant = this.resolver.tenant(this.provider, token);
		return (tenant != null && !tenant.isBlank()) ? new Owner(tenant, Secret.of(token)) : null;
	}

	@Override
	public void reload() {
		this.memory.forget();
	}

	private record Owner(String tenant, Secret token) {

	}

}
