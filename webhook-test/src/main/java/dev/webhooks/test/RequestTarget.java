package dev.webhooks.test;

import java.util.Map;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.Locator;
import dev.webhooks.tenant.LocatedTenant;
import dev.webhooks.tenant.Tenancy;

/**
 * URL that requests of a provider are sent to, with the variables of its path.
 */
final class RequestTarget {

	private static final String TENANT = "tenant";

	private final WebhookProvider provider;

	RequestTarget(WebhookProvider provider) {
		this.provider = provider;
	}

	/**
	 * Puts the name of a tenant wherever requests name theirs.
	 */
	void tenant(RequestDraft draft, String tenant) {
		Tenancy tenancy = this.provider.verifier().tenancy();
		if (tenancy instanceof LocatedTenant located) {
			Map<Locator, String> values = located.valuesFor(tenant);
			if (values == null) {
				throw new IllegalArgumentException("'" + tenant + "' is no tenant at " + tenancy.place());
			}
			values.forEach((locator, value) -> draft.put(locator, value, draft.document().root()));
		}
		else if (new UrlPattern(this.provider.endpoint().path()).names().contains(TENANT)) {
			draft.path(TENANT, tenant);
		}
		else {
			throw new IllegalStateException("Requests of " + this.provider
					+ " name no tenant. Where the token tells whose they are, sign with the tenant's token");
		}
	}

	/**
	 * The URL as the provider knows it, without query string.
	 */
	String url(WebhookRequest request, String server) {
		String url = this.provider.endpoint().publicUrl();
		return (url != null) ? filled(url, request) : server + filled(this.provider.endpoint().path(), request);
	}

	/**
	 * The path within the application, with query string.
	 */
	String of(WebhookRequest request) {
		String path = filled(this.provider.endpoint().path(), request);
		String query = request.head().query();
		return (query != null) ? path + "?" + query : path;
	}

	private static String filled(String pattern, WebhookRequest request) {
		return new UrlPattern(pattern).filled(request.head().pathVariables());
	}

}
