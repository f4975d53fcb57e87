package dev.webhooks.signature.jwt;

import java.security.Key;
import java.util.regex.Pattern;

import com.nimbusds.jose.JWSHeader;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;

/**
 * Where the key of a token comes from. Implementations are safe for use by several
 * threads.
 */
@FunctionalInterface
interface JwtKeys {

	/**
	 * Form of a key's name in requests: the name becomes part of what is asked for.
	 */
	Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._=-]{1,128}");

	/**
	 * Finds the key of a token.
	 * @param header the header of the token, which is not verified yet
	 * @param secret the secret
	 * @param search the search of the request that the token is in
	 * @throws dev.webhooks.WebhookRejectedException if there is no such key, or it cannot
	 * be fetched now
	 */
	Key find(JWSHeader header, Secret secret, KeySearch search);

	/**
	 * Begins to look for the keys of a request.
	 * @param client the address of the client
	 */
	default KeySearch search(String client) {
		return new KeySearch(client, 0);
	}

	/**
	 * Remembers that the request was verified.
	 */
	default void verified(KeySearch search) {
	}

	/**
	 * Checks at start-up that a secret can be used.
	 * @throws IllegalArgumentException if it cannot
	 */
	default void check(Secret secret) {
	}

	/**
	 * Reads the name of the key.
	 */
	static String idOf(JWSHeader header) {
		String id = header.getKeyID();
		if (id == null || !KEY_ID.matcher(id).matches()) {
			throw KeyedScheme.malformed("The token does not name its key",
					"it is not one whose keys are fetched ('signature.jwt')");
		}
		return id;
	}

}
