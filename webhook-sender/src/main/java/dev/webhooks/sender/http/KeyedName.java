package dev.webhooks.sender.http;

import org.apache.hc.core5.net.NamedEndpoint;

/**
 * The name that a TLS connection is made for, with the identity it is made by. As a part
 * of the route it keeps connections of different identities apart.
 *
 * @param host the name, which is asked for and which the certificate has to have
 * @param port the port
 * @param identity the identity
 */
record KeyedName(String host, int port, TlsIdentity identity) implements NamedEndpoint {

	@Override
	public String getHostName() {
		return this.host;
	}

	@Override
	public int getPort() {
		return this.port;
	}

}
