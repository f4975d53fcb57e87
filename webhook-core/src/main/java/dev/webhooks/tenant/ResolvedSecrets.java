package dev.webhooks.tenant;

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;
import dev.webhooks.request.LogText;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.secret.SecretWrapping;
import dev.webhooks.secret.WebhookSecretResolver;

/**
 * The secrets of one provider that a {@link WebhookSecretResolver} knows, remembered in
 * bounded memory. Safe for use by several threads.
 */
@Internal
public final class ResolvedSecrets implements SecretSource {

	private static final Logger logger = LoggerFactory.getLogger(ResolvedSecrets.class);

	/** No tenant is called that: the secrets of a provider without tenants. */
	private static final String NOBODY = "";

	private final String provider;

	private final WebhookSecretResolver resolver;

	private final SecretFormat format;

	private final boolean ofTenants;

	private final ResolverMemory<List<Secret>> memory;

	private final Cache<String, String> warned;

	/**
	 * Creates a source.
	 * @param provider the name of the provider
	 * @param resolver knows the secrets
	 * @param format how the key is written in a secret
	 * @param ofTenants whether each tenant has its own, so that nobody is asked for what
	 * names none
	 * @param limits how much is remembered, and for how long
	 */
	public ResolvedSecrets(String provider, WebhookSecretResolver resolver, SecretFormat format, boolean ofTenants,
			ResolverLimits limits) {
		this.provider = provider;
		this.resolver = resolver;
		this.format = format;
		this.ofTenants = ofTenants;
		this.memory = new ResolverMemory<>(limits);
		this.warned = Caffeine.newBuilder().maximumSize(limits.cacheSize()).build();
	}

	@Override
	public List<Secret> secrets(WebhookRequest request) {
		String tenant = this.ofTenants ? request.head().tenant() : NOBODY;
		if (tenant == null || (this.ofTenants && !TenantNames.isUsable(tenant))) {
			return List.of();
		}
		List<Secret> secrets = this.memory.get(tenant, request.head().remoteAddress(), () -> resolve(tenant));
		return (secrets != null) ? secrets : List.of();
	}

	private @Nullable List<Secret> resolve(String tenant) {
		List<String> texts = this.resolver.secrets(this.provider, this.ofTenants ? tenant : null);
		texts.forEach((text) -> warnOfWrapping(text, tenant));
		return texts.isEmpty() ? null : texts.stream().map((text) -> this.format.read(text, null, null)).toList();
	}

	/**
	 * Nobody could mend it in the middle of the night, and it may be meant: so it is
	 * warned of, once for each tenant.
	 */
	private void warnOfWrapping(String text, String tenant) {
		String wrapping = SecretWrapping.of(text);
		if (wrapping != null && this.warned.asMap().putIfAbsent(tenant, wrapping) == null) {
			logger.warn(
					"A secret that the WebhookSecretResolver has for provider '{}'{} is taken as it is: {} "
							+ "Unless the provider's is so, too, no request of it is accepted",
					this.provider, this.ofTenants ? " and tenant '" + LogText.of(tenant) + "'" : "", wrapping);
		}
	}

	@Override
	public int readings() {
		return this.format.encodings().size();
	}

	@Override
	public boolean isOfTenants() {
		return this.ofTenants;
	}

	@Override
	public void checkRefusal(WebhookRequest request) {
		if (this.ofTenants) {
			this.memory.checkRefusal(request.head().remoteAddress());
		}
	}

	@Override
	public void verified(WebhookRequest request) {
		this.memory.verified(request.head().remoteAddress());
	}

	@Override
	public void reload() {
		this.memory.forget();
	}

	@Override
	public void reload(String tenant) {
		this.memory.forget(tenant);
	}

}
