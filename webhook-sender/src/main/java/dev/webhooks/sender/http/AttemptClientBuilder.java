package dev.webhooks.sender.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.sender.address.AddressGuard;
import dev.webhooks.sender.address.NameResolver;

/**
 * Builds an {@link AttemptClient}. Not safe for use by several threads.
 */
public final class AttemptClientBuilder {

	final AddressGuard guard;

	int maxInFlight = 200;

	int maxInFlightOfEndpoint = 10;

	int maxKept = 100;

	int ioThreads = 2;

	int lookupThreads = 16;

	Duration connectTimeout = Duration.ofSeconds(5);

	Duration keepAlive = Duration.ofSeconds(15);

	Duration drain = Duration.ofSeconds(20);

	String userAgent = "webhooks";

	TlsIdentity identity = TlsIdentity.anonymous();

	@Nullable ProxyAddress proxy;

	NameResolver proxyResolver = NameResolver.SYSTEM;

	AttemptClientBuilder(AddressGuard guard) {
		this.guard = guard;
	}

	/**
	 * Sets how many attempts may be under way at once; 200 by default. As many
	 * connections may be open, and those that are kept.
	 * @param all the number for all endpoints together
	 * @param ofEndpoint the number for each endpoint, 10 by default
	 * @return this builder
	 */
	public AttemptClientBuilder maxInFlight(int all, int ofEndpoint) {
		Assert.isTrue(all > 0 && ofEndpoint > 0, "Some attempts must be allowed");
		this.maxInFlight = all;
		this.maxInFlightOfEndpoint = ofEndpoint;
		return this;
	}

	/**
	 * Sets how connections are kept for the next attempt.
	 * @param connections how many more than attempts may be under way, 100 by default
	 * @param time how long each, 15 seconds by default
	 * @return this builder
	 */
	public AttemptClientBuilder keepAlive(int connections, Duration time) {
		Assert.isTrue(connections >= 0 && !time.isNegative() && !time.isZero(), "The time must be positive");
		this.maxKept = connections;
		this.keepAlive = time;
		return this;
	}

	/**
	 * Sets how long connecting to one address may take, and how long the handshake after
	 * that; 5 seconds by default. The deadline of the attempt ends both, too.
	 * @param timeout the time
	 * @return this builder
	 */
	public AttemptClientBuilder connectTimeout(Duration timeout) {
		Assert.isTrue(timeout.toMillis() > 0, "The time must be positive");
		this.connectTimeout = timeout;
		return this;
	}

	/**
	 * Sets how long {@link AttemptClient#close()} waits for attempts that are under way;
	 * 20 seconds by default.
	 * @param time the time
	 * @return this builder
	 */
	public AttemptClientBuilder drain(Duration time) {
		this.drain = time;
		return this;
	}

	/**
	 * Sets the header {@code User-Agent} of requests that have none.
	 * @param userAgent the value
	 * @return this builder
	 */
	public AttemptClientBuilder userAgent(String userAgent) {
		Assert.isTrue(AttemptRequest.isSendable("User-Agent", userAgent), "'userAgent' cannot be sent");
		this.userAgent = userAgent;
		return this;
	}

	/**
	 * Sets what endpoints without a client certificate of their own are connected to
	 * with; by default what the Java platform trusts, and no certificate.
	 * @param identity the identity
	 * @return this builder
	 */
	public AttemptClientBuilder identity(TlsIdentity identity) {
		this.identity = identity;
		return this;
	}

	/**
	 * Sets a proxy that connects to all endpoints. It looks up their names, so that of
	 * those nothing is known here but the names. Plain http is not sent through it.
	 * @param proxy the proxy
	 * @param resolver looks up the name of the proxy
	 * @return this builder
	 */
	public AttemptClientBuilder proxy(ProxyAddress proxy, NameResolver resolver) {
		this.proxy = proxy;
		this.proxyResolver = resolver;
		return this;
	}

	/**
	 * Builds the client and starts its threads.
	 * @return the client
	 */
	public AttemptClient build() {
		return new AttemptClient(this);
	}

}
