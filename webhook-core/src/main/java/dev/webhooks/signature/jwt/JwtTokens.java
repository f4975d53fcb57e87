package dev.webhooks.signature.jwt;

import java.util.ArrayList;
import java.util.List;

import dev.webhooks.WebhookRequest;
import dev.webhooks.request.FormFields;
import dev.webhooks.request.RequestValues;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.SignatureReader;
import dev.webhooks.signature.SignatureRecipe;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the tokens of a request are: one in a header, or several in an array in the body.
 * Immutable.
 */
final class JwtTokens {

	private static final int MAX_TOKENS = 16;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final SignatureReader reader;

	private final @Nullable String each;

	JwtTokens(SignatureRecipe recipe) {
		this.reader = new SignatureReader(recipe);
		this.each = recipe.each();
		if (this.each == null) {
			this.reader.checkLocated();
		}
	}

	List<String> read(RequestValues values) {
		return (this.each != null) ? readEach(values.request(), this.each) : List.of(this.reader.read(values));
	}

	private static List<String> readEach(WebhookRequest request, String pointer) {
		List<String> tokens = new ArrayList<>();
		try {
			for (JsonNode token : MAPPER.readTree(request.body()).at(pointer)) {
				tokens.add(token.isString() ? token.stringValue() : "");
			}
		}
		catch (JacksonException ex) {
			throw KeyedScheme.malformed("The body is not well-formed JSON");
		}
		if (tokens.isEmpty()) {
			throw KeyedScheme.missing("There is no token");
		}
		if (tokens.size() > MAX_TOKENS) {
			throw KeyedScheme.malformed("There are too many tokens");
		}
		return tokens;
	}

	/**
	 * Tells whether a token can be put into a request: there is no place for one in a
	 * list of many.
	 */
	boolean canPut() {
		return this.each == null && this.reader.canPut();
	}

	/**
	 * A request of the same head in which nothing but a token will be.
	 */
	WebhookRequest emptied(WebhookRequest request) {
		return new WebhookRequest(request.head(), FormFields.isForm(request) ? "" : "{}");
	}

	WebhookRequest put(WebhookRequest request, String token) {
		return this.reader.put(request, token);
	}

}
