package dev.webhooks.tenant;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;

/**
 * Tenants whose name is somewhere in the request, where a stranger may have written it.
 * Immutable.
 */
@Internal
public final class LocatedTenant implements Tenancy {

	private final Template place;

	/**
	 * Creates an instance.
	 * @param place the place of the name
	 */
	public LocatedTenant(Template place) {
		this.place = place;
	}

	@Override
	public void identify(ParsedRequest request) {
		String tenant = find(request);
		request.identify((tenant != null) ? tenant : "");
	}

	@Override
	public boolean isMissing(ParsedRequest request) {
		return request.request().head().tenant() == null && find(request) == null;
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
	public String place() {
		return this.place.toString();
	}

	@Override
	public List<String> pointers() {
		return this.place.pointers();
	}

}
