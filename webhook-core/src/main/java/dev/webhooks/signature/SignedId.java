package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.signature.Verification.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event, where the signature covers it beside the body. Immutable.
 */
final class SignedId {

	private static final String NAME = "id";

	private final List<Template> places;

	private final boolean needed;

	SignedId(SignatureRecipe recipe) {
		this.places = recipe.ids();
		this.needed = recipe.contents().stream().anyMatch((content) -> content.uses(NAME));
		if (this.needed && this.places.isEmpty()) {
			throw new InvalidSettingException("signature.content", recipe.contents(),
					"It has an {id}, but 'event.id' does not say where that is.");
		}
	}

	/**
	 * Finds the id, if it is signed, and gives it its name for the content.
	 * @return the verdict if it is not there
	 */
	@Nullable Refused read(RequestValues values) {
		if (!this.needed) {
			return null;
		}
		String id = find(values);
		if (id == null) {
			return new Refused(RejectionReason.SIGNATURE_MISSING, "There is no id");
		}
		values.name(NAME, id);
		return null;
	}

	/**
	 * Finds the id in the characters of a header, whose bytes are signed as they came.
	 */
	private @Nullable String find(RequestValues values) {
		for (Template place : this.places) {
			String id = place.expand(values);
			if (id != null && !id.isEmpty()) {
				boolean header = place.locators().stream().allMatch((locator) -> locator.headerName() != null);
				return header ? id : new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
			}
		}
		return null;
	}

}
