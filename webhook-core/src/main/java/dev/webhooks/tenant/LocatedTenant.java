package dev.webhooks.tenant;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.Locator;
import dev.webhooks.request.OpenTemplate;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;

/**
 * Tenants whose name is somewhere in the request, where a stranger may have written it.
 * Immutable.
 */
@Internal
public final class LocatedTenant implements Tenancy {

	private static final String KEY = "tenant";

	private static final String OPTIONAL = "?";

	private static final Pattern PLACE = Pattern.compile("(header|query|form|path|body|document|envelope):[^=?]+\\??");

	private final Template place;

	private final boolean optional;

	private LocatedTenant(Template place) {
		this.place = place;
		this.optional = place.locators().stream().allMatch((locator) -> locator.toString().endsWith(OPTIONAL));
	}

	/**
	 * Parses the place of the name.
	 * @param text a locator, or a template of locators
	 * @return the tenants
	 * @throws InvalidSettingException if no tenant can stand there
	 */
	public static LocatedTenant of(String text) {
		Template place = Template.parseLocator(KEY, text);
		boolean usable = !place.locators().isEmpty() && !place.coversBody()
				&& place.locators().stream().allMatch((locator) -> PLACE.matcher(locator.toString()).matches());
		if (!usable) {
			throw new InvalidSettingException(KEY, text,
					"Use header:NAME, query:name, form:name, path:name or body:/json/pointer, or 'token'.");
		}
		return new LocatedTenant(place);
	}

	/**
	 * The places that make up the name.
	 * @return the locators
	 */
	public List<Locator> locators() {
		return this.place.locators();
	}

	/**
	 * Finds what has to be where for requests to name a tenant.
	 * @param tenant the tenant
	 * @return the values by their places; {@code null} if it cannot be named
	 */
	public @Nullable Map<Locator, String> valuesFor(String tenant) {
		return new OpenTemplate(this.place).valuesFor(tenant, (locator) -> null);
	}

	@Override
	public void identify(ParsedRequest request) {
		String tenant = find(request);
		request.identify((tenant != null && TenantNames.isUsable(tenant)) ? tenant : "");
	}

	/** A request that cannot be read names nobody; others say why it cannot be read. */
	private @Nullable String find(ParsedRequest request) {
		try {
			return this.place.expand(new RequestValues(request));
		}
		catch (WebhookRejectedException ex) {
			return null;
		}
	}

	@Override
	public boolean isRequired() {
		return !this.optional;
	}

	@Override
	public String place() {
		return this.place.toString();
	}

	@Override
	public List<String> pointers() {
		return this.place.pointers();
	}

}
