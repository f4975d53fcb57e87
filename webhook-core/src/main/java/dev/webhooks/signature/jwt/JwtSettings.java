package dev.webhooks.signature.jwt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where the keys of tokens come from and what tokens have to claim, as it is configured
 * below {@code signature.jwt}. Immutable.
 *
 * @param jwksUrl URL of a JSON Web Key Set, or {@code null}
 * @param keyUrl URL that answers a POST with one key, or {@code null}
 * @param keyRequest JSON document to send there, with <code>{kid}</code>,
 * <code>{key-id}</code> and <code>{secret}</code>, or {@code null}
 * @param keyPointer JSON pointer to the key in the answer, the whole of it by default
 * @param claims what claims have to say, as templates; one of several is enough. Without
 * a placeholder, a {@code *} stands for any characters but a slash
 * @param required which of {@code exp} and {@code iat} have to be there, {@code exp} by
 * default; neither if a claim covers the body
 * @param certificateExtensions extensions that the certificates in the header of a token
 * need to have, the leaf's first, {@code *} for none in particular; empty if tokens bring
 * none
 */
public record JwtSettings(@Nullable String jwksUrl, @Nullable String keyUrl, @Nullable String keyRequest,
		String keyPointer, Map<String, List<String>> claims, List<TimeClaim> required,
		List<String> certificateExtensions) {

	/**
	 * Settings of tokens that are signed with the secret and expire.
	 */
	public static final JwtSettings NONE = new JwtSettings(null, null, null, null, null, null, null);

	public JwtSettings(@Nullable String jwksUrl, @Nullable String keyUrl, @Nullable String keyRequest,
			@Nullable String keyPointer, @Nullable Map<String, List<String>> claims, @Nullable List<TimeClaim> required,
			@Nullable List<String> certificateExtensions) {
		this.jwksUrl = jwksUrl;
		this.keyUrl = keyUrl;
		this.keyRequest = keyRequest;
		this.keyPointer = (keyPointer != null) ? keyPointer : "";
		this.claims = (claims != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(claims)) : Map.of();
		this.required = (required != null) ? List.copyOf(required) : List.of(TimeClaim.EXP);
		this.certificateExtensions = (certificateExtensions != null) ? List.copyOf(certificateExtensions) : List.of();
	}

}
