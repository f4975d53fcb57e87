package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.StringUtils;

import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.request.Locator;
import dev.webhooks.request.Template;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;

/**
 * Finds out whether the signature of a provider covers the name of the tenant, where all
 * tenants are verified alike.
 */
final class TenantSignature {

	private static final String TENANT = "tenant";

	private final SignatureSettings signature;

	private final SchemeTraits traits;

	private TenantSignature(SignatureSettings signature, SchemeTraits traits) {
		this.signature = signature;
		this.traits = traits;
	}

	/**
	 * Tells whether anybody can change the tenant of a request. A scheme that says
	 * nothing of itself may cover anything.
	 */
	static boolean isMissing(ProviderSettings settings, RequestVerifier verifier) {
		SchemeTraits traits = verifier.scheme().traits();
		boolean alike = settings.endpoint().hasTenants() && !verifier.secrets().areOfTenants()
				&& !settings.signature().scheme().equals(SignatureSchemes.NONE)
				&& traits.credential() != Credential.UNKNOWN;
		String tenant = settings.endpoint().tenant();
		Template place = Template.parseLocator(TENANT, (tenant != null) ? tenant : "path:tenant");
		return alike && !new TenantSignature(settings.signature(), traits).covers(place);
	}

	private boolean covers(Template place) {
		boolean whole = this.traits.credential() != Credential.TOKEN && this.traits.credential() != Credential.PASSWORD
				&& !StringUtils.hasText(this.signature.each());
		return whole && place.locators().stream().allMatch(this::covers);
	}

	private boolean covers(Locator locator) {
		String placeholder = "{" + locator + "}";
		if (contents().stream().anyMatch((content) -> content.contains(placeholder))) {
			return true;
		}
		return locator.readsBody() ? coversBody() : this.traits.readsUrl() && locator.headerName() == null;
	}

	private boolean coversBody() {
		boolean inside = this.signature.location().stream().anyMatch((location) -> location.matches("(body|form):.*"));
		return this.traits.readsBody() && !inside
				&& contents().stream().allMatch((content) -> Template.parse("signature.content", content).coversBody());
	}

	private List<String> contents() {
		List<String> contents = new ArrayList<>(this.signature.alternativeContents());
		if (this.signature.content() != null) {
			contents.add(this.signature.content());
		}
		return contents;
	}

}
