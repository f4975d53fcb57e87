package dev.webhooks.provider;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.EndpointSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.RegisteredSecrets;
import dev.webhooks.secret.SecretFormat;
import dev.webhooks.secret.SecretSource;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.secret.WebhookTokenResolver;
import dev.webhooks.signature.RecipeSchemes;
import dev.webhooks.signature.SignatureReader;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.tenant.LocatedTenant;
import dev.webhooks.tenant.ResolvedSecrets;
import dev.webhooks.tenant.ResolverLimits;
import dev.webhooks.tenant.Tenancy;
import dev.webhooks.tenant.TokenOwners;

/**
 * Where the secrets of providers come from, other than from the configuration. Immutable.
 *
 * @param registration keeps the secrets that providers make up, or {@code null}
 * @param resolver knows the secrets of tenants, or {@code null}
 * @param tokens knows whose tokens are, or {@code null}
 * @param limits how much is asked for, and remembered of the answers
 */
@Internal
public record SecretSources(@Nullable WebhookRegistration registration, @Nullable WebhookSecretResolver resolver,
		@Nullable WebhookTokenResolver tokens, ResolverLimits limits) {

	/**
	 * No secrets but those that are configured.
	 */
	public static final SecretSources CONFIGURED = new SecretSources(null, null, null, ResolverLimits.NONE);

	private static final String TENANT = "tenant";

	/**
	 * Finds out how the tenants of a provider are told apart.
	 */
	Tenancy tenancy(String name, ProviderSettings settings, SignatureRecipe recipe) {
		EndpointSettings endpoint = settings.endpoint();
		if (endpoint.tenant() == null) {
			return Tenancy.OF_HEAD;
		}
		if (endpoint.hasTenantInPath() && !endpoint.tenant().equals("path:tenant")) {
			throw new InvalidSettingException(TENANT, endpoint.tenant(),
					"The path has a variable 'tenant': leave 'tenant' out, or give the variable another name.");
		}
		return endpoint.isTenantOfToken() ? owners(name, settings, recipe) : located(endpoint.tenant(), settings);
	}

	private static LocatedTenant located(String tenant, ProviderSettings settings) {
		LocatedTenant located = LocatedTenant.of(tenant);
		String path = settings.endpoint().path();
		for (Locator locator : located.locators()) {
			String variable = locator.pathVariable();
			if (variable != null && (path == null || !path.contains("{" + variable + "}"))) {
				throw new InvalidSettingException(TENANT, tenant,
						"The path has no variable '%s'. Use a path such as /webhooks/{%s}/github.".formatted(variable,
								variable));
			}
			if (locator.readsBody() && !locator.toString().startsWith("envelope:")
					&& settings.event().decoderName() != null) {
				throw new InvalidSettingException(TENANT, tenant,
						"The document is decoded when the tenant is known. Use envelope:/json/pointer for what is "
								+ "beside it, or a place outside the body.");
			}
			if (locator.toString().startsWith("body:") && settings.event().split() != null) {
				throw new InvalidSettingException(TENANT, tenant,
						"The items of a batch are of one tenant. Use document:/json/pointer for what is beside them.");
			}
		}
		return located;
	}

	private TokenOwners owners(String name, ProviderSettings settings, SignatureRecipe recipe) {
		if (!settings.signature().scheme().equals(RecipeSchemes.TOKEN)) {
			throw new InvalidSettingException(TENANT, EndpointSettings.TOKEN,
					"Only with 'signature.scheme: token' does a token tell whose a request is.");
		}
		if (settings.secrets().areConfigured()) {
			throw InvalidSettingException.of("secret",
					"It is nobody's: 'tenant: token' says that each token is a tenant's.",
					"Remove it, and have the WebhookTokenResolver know the token.");
		}
		if (this.tokens == null) {
			throw new InvalidSettingException(TENANT, EndpointSettings.TOKEN,
					"Add a bean of type WebhookTokenResolver, which knows whose tokens are.");
		}
		SignatureReader reader = new SignatureReader(recipe);
		return new TokenOwners(name, this.tokens,
				(request) -> reader.read(new RequestValues(recipe.parser().parse(request))), this.limits);
	}

	SecretSource of(String name, ProviderSettings settings, SignatureScheme scheme, Tenancy tenancy) {
		if (tenancy instanceof TokenOwners owners) {
			return owners;
		}
		SecretFormat format = new SecretFormat(settings.signature().secretEncoding(), scheme::check);
		boolean registers = settings.handshakes().stream().anyMatch((handshake) -> handshake.secret() != null);
		if (this.registration != null && registers) {
			return new RegisteredSecrets(name, this.registration, format);
		}
		if (this.resolver == null || settings.secrets().areConfigured() || !scheme.needsSecret()) {
			return SecretSource.NONE;
		}
		check(name, settings.endpoint(), this.resolver);
		return new ResolvedSecrets(name, this.resolver, format, settings.endpoint().hasTenants(), this.limits);
	}

	/**
	 * Without secret there is no endpoint, and without tenant the events of one could be
	 * taken for those of another.
	 */
	private static void check(String name, EndpointSettings endpoint, WebhookSecretResolver resolver) {
		if (endpoint.hasTenants()) {
			return;
		}
		if (endpoint.hasVariables()) {
			throw InvalidSettingException.of("path",
					"The secrets depend on the path, but it has no variable 'tenant' to keep the events apart.",
					"Use a path such as /webhooks/{tenant}/" + name + ", or say by 'tenant' which variable it is.");
		}
		if (resolver.secrets(name, null).isEmpty()) {
			throw InvalidSettingException.of("secret",
					"There is no secret: none is configured, and the WebhookSecretResolver knows none.",
					"Set the secret that the provider shows for this endpoint, have the resolver return it, or give "
							+ "tenants a path such as /webhooks/{tenant}/" + name
							+ ", or say where they are by 'tenant'.");
		}
	}

}
