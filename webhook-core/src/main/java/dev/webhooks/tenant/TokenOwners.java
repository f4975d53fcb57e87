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

	private final ResolverMemory<String> memory;

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
		String token = tokenOf(request.request());
		String owner = (token != null) ? ownerOf(token, request.request()) : null;
		request.identify((owner != null) ? owner : "");
	}

	/** The tenant that was identified has to be the owner still. */
	@Override
	public List<Secret> secrets(WebhookRequest request) {
		String token = tokenOf(request);
		String tenant = request.head().tenant();
		if (token == null || tenant == null || !tenant.equals(ownerOf(token, request))) {
			return List.of();
		}
		return List.of(Secret.of(token));
	}

	private @Nullable String ownerOf(String token, WebhookRequest request) {
		String hash = HexFormat.of().formatHex(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
		return this.memory.get(hash, request.head().remoteAddress(), () -> resolve(token));
	}

	/** Whether there has to be one is for the scheme to say. */
	private @Nullable String tokenOf(WebhookRequest request) {
		try {
			String token = this.tokens.apply(request);
			return (token.isEmpty() || token.length() > MAX_LENGTH) ? null : token;
		}
		catch (WebhookRejectedException ex) {
			return null;
		}
	}

	private @Nullable String resolve(String token) {
		String tenant = this.resolver.tenant(this.provider, token);
		return (tenant != null && TenantNames.isUsable(tenant)) ? tenant : null;
	}

	@Override
	public boolean isOfTenants() {
		return true;
	}

	@Override
	public void checkRefusal(WebhookRequest request) {
		this.memory.checkRefusal(request.head().remoteAddress());
	}

	@Override
	public void verified(WebhookRequest request) {
		this.memory.verified(request.head().remoteAddress());
	}

	@Override
	public void reload() {
		this.memory.forget();
	}

}
