package dev.webhooks.sender.http;

import java.net.InetAddress;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.address.EndpointUrl;

/**
 * The way to an endpoint, by an address that was looked up already: the endpoint's own,
 * or the proxy's.
 *
 * @param target the endpoint, with its address unless a proxy connects to it
 * @param route the way there
 */
record PinnedRoute(HttpHost target, HttpRoute route) {

	static PinnedRoute direct(EndpointUrl url, TlsIdentity identity, InetAddress address) {
		HttpHost target = new HttpHost(url.scheme(), address, url.host(), url.port());
		return new PinnedRoute(target, new HttpRoute(target, name(url, identity), null, url.isSecure()));
	}

	static PinnedRoute through(ProxyAddress proxy, InetAddress address, EndpointUrl url, TlsIdentity identity) {
		HttpHost target = new HttpHost(url.scheme(), url.host(), url.port());
		HttpHost hop = new HttpHost("http", address, proxy.host(), proxy.port());
		return new PinnedRoute(target, new HttpRoute(target, name(url, identity), null, hop, url.isSecure()));
	}

	private static @Nullable KeyedName name(EndpointUrl url, TlsIdentity identity) {
		return url.isSecure() ? new KeyedName(url.host(), url.port(), identity) : null;
	}

}
