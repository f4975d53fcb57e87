package dev.webhooks.sender.http;

/**
 * The ways in which an attempt ends without an answer.
 */
public enum FailureKind {

	/** Addresses of the host may not be connected to. Nothing was sent. */
	BLOCKED,

	/** The name has no address, or its look-up failed. Nothing was sent. */
	DNS,

	/** No address of the host takes connections. Nothing was sent. */
	CONNECT,

	/** Connecting took too long. Nothing was sent. */
	CONNECT_TIMEOUT,

	/** Either side refused the other's certificate or protocol. Nothing was sent. */
	TLS,

	/** The time was over. It is not known how much of the request has arrived. */
	DEADLINE,

	/**
	 * The connection broke, or what came is no answer of HTTP. It is not known how much
	 * of the request has arrived.
	 */
	IO,

	/** The proxy is not there, or did not connect to the endpoint. Nothing was sent. */
	PROXY,

	/**
	 * As many attempts as are allowed were under way. Nothing was sent, and nothing is
	 * known about the endpoint.
	 */
	BUSY,

	/**
	 * The client was closed. It is not known how much of the request has arrived, and
	 * nothing about the endpoint.
	 */
	CLOSED

}
