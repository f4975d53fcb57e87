package dev.webhooks.test;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.Locator;
import dev.webhooks.request.PercentEncoding;
import dev.webhooks.tenant.LocatedTenant;
import dev.webhooks.tenant.Tenancy;

/**
 * URL that requests of a provider are sent to, with the variables of its path.
 */
final class RequestTarget {

	private static final String TENANT = "tenant";

	private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}:]+)(?::[^}]*)?}");

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
		else if (variables(this.provider.endpoint().path()).contains(TENANT)) {
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

	private static List<String> variables(String path) {
		return VARIABLE.matcher(path).results().map((match) -> match.group(1)).toList();
	}

	private static String filled(String pattern, WebhookRequest request) {
		return VARIABLE.matcher(pattern).replaceAll((match) -> {
			String value = request.head().pathVariables().get(match.group(1));
			if (value == null) {
				throw new IllegalStateException(
						"The path %s has a variable: set '%s'".formatted(pattern, match.group(1)));
			}
			return Matcher.quoteReplacement(PercentEncoding.RFC3986.encode(value));
		});
	}

}
