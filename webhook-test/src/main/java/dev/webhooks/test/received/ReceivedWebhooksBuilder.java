package dev.webhooks.test.received;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.provider.WebhookProvider;

/**
 * Starts {@link ReceivedWebhooks}. Not safe for use by several threads.
 */
public final class ReceivedWebhooksBuilder {

	final Map<String, WebhookProvider> providers = new LinkedHashMap<>();

	InetAddress address = InetAddress.getLoopbackAddress();

	int port;

	Clock clock = Clock.systemUTC();

	@Nullable SSLContext sslContext;

	ClientCertificates clientCertificates = ClientCertificates.NONE;

	WebhookAnswers answers = AnswerPlan.inTurn(WebhookAnswer.byVerdict());

	int maxBody = 10 * 1024 * 1024;

	int maxKept = 10_000;

	long maxKeptBytes = 64L * 1024 * 1024;

	ReceivedWebhooksBuilder() {
	}

	/**
	 * Adds a provider, whose requests arrive at the path of its own settings.
	 * @param provider the provider, with the secrets that verify
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder provider(WebhookProvider provider) {
		return provider(provider.endpoint().path(), provider);
	}

	/**
	 * Adds a provider.
	 * @param path where its requests arrive, such as {@code /hooks/{tenant}}
	 * @param provider the provider, with the secrets that verify
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder provider(String path, WebhookProvider provider) {
		Assert.isTrue(path.startsWith("/"), "'path' must begin with a slash");
		this.providers.put(ReceiverPaths.normalized(path), provider);
		return this;
	}

	/**
	 * Sets what to listen on, which is the loopback interface by default.
	 * @param address the address of an interface of this machine
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder address(InetAddress address) {
		this.address = address;
		return this;
	}

	/**
	 * Sets the port.
	 * @param port the port, or 0 for any that is free, which is the default
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Sets the clock that signatures are checked against, and arrivals are told by.
	 * @param clock the clock, that of the system by default
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Has the receiver speak HTTPS.
	 * @param context the server's certificate and key, and whom it trusts
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder tls(SSLContext context) {
		return tls(context, ClientCertificates.NONE);
	}

	/**
	 * Has the receiver speak HTTPS, and ask clients for a certificate.
	 * @param context the server's certificate and key, and whom it trusts
	 * @param clientCertificates whether a client may or has to have one
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder tls(SSLContext context, ClientCertificates clientCertificates) {
		this.sslContext = context;
		this.clientCertificates = clientCertificates;
		return this;
	}

	/**
	 * Sets what decides about answers from the first request on.
	 * @param answers makes the answers, {@link WebhookAnswer#byVerdict()} by default
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder answerBy(WebhookAnswers answers) {
		this.answers = answers;
		return this;
	}

	/**
	 * Sets the largest body, of which a larger one is answered 413 and not kept.
	 * @param bytes the number of bytes, 10 MiB by default
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder maxBody(int bytes) {
		Assert.isTrue(bytes > 0, "'bytes' must be positive");
		this.maxBody = bytes;
		return this;
	}

	/**
	 * Sets how much is remembered. Beyond it the oldest requests are forgotten.
	 * @param requests the number of requests, 10,000 by default
	 * @param bytes the memory for their bodies, in bytes, 64 MiB by default
	 * @return this builder
	 */
	public ReceivedWebhooksBuilder maxKept(int requests, long bytes) {
		Assert.isTrue(requests > 0 && bytes > 0, "'requests' and 'bytes' must be positive");
		this.maxKept = requests;
		this.maxKeptBytes = bytes;
		return this;
	}

	/**
	 * Starts the receiver.
	 * @return the receiver, which is listening already
	 * @throws java.io.UncheckedIOException if the port is not free
	 */
	public ReceivedWebhooks start() {
		return new ReceivedWebhooks(this);
	}

	InetSocketAddress socketAddress() {
		return new InetSocketAddress(this.address, this.port);
	}

}
