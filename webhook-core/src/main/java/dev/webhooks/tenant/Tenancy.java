package dev.webhooks.tenant;

import java.util.List;

import dev.webhooks.Internal;
import dev.webhooks.request.ParsedRequest;

/**
 * How the tenants of one provider are told apart. Implementations are safe for use by
 * several threads.
 */
@Internal
@FunctionalInterface
public interface Tenancy {

	/**
	 * Tenants that the variable {@code tenant} of a path names, or none at all: the head
	 * of a request says all that there is to say.
	 */
	Tenancy OF_HEAD = (request) -> {
	};

	/**
	 * Finds the tenant that a request is for, and has its head name it.
	 * @param request the request, not verified
	 * @throws dev.webhooks.WebhookRejectedException if it cannot be found out now
	 */
	void identify(ParsedRequest request);

	/**
	 * Tells whether each event has to be somebody's.
	 * @return whether one of nobody is malformed
	 */
	default boolean isRequired() {
		return false;
	}

	/**
	 * Place where requests name their tenant.
	 * @return its locator, with which the text "at {@literal <place>}" is complete; empty
	 * if there is no such place
	 */
	default String place() {
		return "";
	}

	/**
	 * The fields of JSON documents that are needed to find the tenant.
	 * @return the JSON pointers
	 */
	default List<String> pointers() {
		return List.of();
	}

}
