package dev.webhooks.sender.endpoint;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Keeps endpoints. Each method is a transaction of its own. Implementations are safe for
 * use by several threads; those in a database by several nodes.
 */
public interface EndpointStore {

	/**
	 * Creates an endpoint, which is active, unless one with its key was created before.
	 * @param draft the endpoint
	 * @param now the current time
	 * @return the endpoint, or the one of the same tenant that has the same key
	 */
	Endpoint create(EndpointDraft draft, Instant now);

	/**
	 * Finds an endpoint.
	 * @param scope whose endpoints may be found
	 * @param id the id
	 * @return the endpoint, or {@code null} if there is none in the scope
	 */
	@Nullable Endpoint find(EndpointScope scope, String id);

	/**
	 * Reads the secrets of an endpoint.
	 * @param scope whose endpoints may be found
	 * @param id the id
	 * @return the secrets, or {@code null} if there is no such endpoint in the scope
	 * @throws dev.webhooks.sender.encryption.UnreadableSecretException if they cannot be
	 * decrypted
	 */
	@Nullable EndpointCredentials credentials(EndpointScope scope, String id);

	/**
	 * Lists endpoints in the order of their ids.
	 * @param query which of them
	 * @return a page of them
	 */
	EndpointPage list(EndpointQuery query);

	/**
	 * Changes an endpoint.
	 * @param scope whose endpoints may be found
	 * @param id the id
	 * @param change the change
	 * @param version the version that is to be changed, or {@code null} for any
	 * @param now the current time
	 * @return the endpoint as it is now
	 * @throws UnknownEndpointException if there is no such endpoint in the scope
	 * @throws EndpointChangedException if it has another version
	 */
	Endpoint change(EndpointScope scope, String id, EndpointChange change, @Nullable Long version, Instant now);

	/**
	 * Gives an endpoint a new secret. The one before it is used beside it for a while;
	 * those before that are forgotten.
	 * @param scope whose endpoints may be found
	 * @param id the id
	 * @param secret the new secret
	 * @param until when the one before it expires at the latest
	 * @param version the version that is to be changed, or {@code null} for any
	 * @param now the current time
	 * @return the endpoint as it is now
	 * @throws UnknownEndpointException if there is no such endpoint in the scope
	 * @throws EndpointChangedException if it has another version
	 */
	Endpoint rotate(EndpointScope scope, String id, EndpointSecret secret, Instant until, @Nullable Long version,
			Instant now);

	/**
	 * Deletes an endpoint and its secrets. For a while its id is remembered, so that all
	 * nodes learn of it.
	 * @param scope whose endpoints may be found
	 * @param id the id
	 * @param version the version that is to be deleted, or {@code null} for any
	 * @param now the current time
	 * @throws UnknownEndpointException if there is no such endpoint in the scope
	 * @throws EndpointChangedException if it has another version
	 */
	void delete(EndpointScope scope, String id, @Nullable Long version, Instant now);

	/**
	 * Lists what was changed since a revision. Changes of several nodes come in the order
	 * in which they were committed, so that none is missed.
	 * @param revision the revision that is known, 0 for none
	 * @param limit how many endpoints at most
	 * @return the changes
	 */
	EndpointChanges changes(long revision, int limit);

	/**
	 * Forgets endpoints that were deleted.
	 * @param before when they were deleted at the latest
	 * @param limit how many at most
	 * @return how many there were
	 */
	int forgetDeleted(Instant before, int limit);

	/**
	 * Encrypts some of those secrets anew that are under another key than the newest.
	 * @param limit how many endpoints at most
	 * @return how many endpoints there were; 0 when nothing is left to do
	 */
	int encryptAnew(int limit);

}
