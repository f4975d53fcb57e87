package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.address.AddressGuard;
import dev.webhooks.sender.address.NameResolver;
import dev.webhooks.sender.address.RefusedUrlException;

/**
 * Makes attempts in tests: a client whose guard allows this machine, on the ports of the
 * servers of the test, and whose names are those of the test.
 */
final class Attempts implements AutoCloseable {

	static final Duration LONG = Duration.ofSeconds(20);

	static final Duration SHORT = Duration.ofMillis(400);

	private final Map<String, List<String>> names = new ConcurrentHashMap<>(
			Map.of("hooks.example", List.of("127.0.0.1")));

	private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

	private @Nullable AttemptClient client;

	private Consumer<AttemptClientBuilder> settings = (builder) -> {
	};

	private List<String> networks = List.of("127.0.0.0/8", "::1");

	private NameResolver resolver = (name) -> {
		List<String> addresses = this.names.get(name);
		if (addresses == null) {
			throw new UnknownHostException(name);
		}
		InetAddress[] resolved = new InetAddress[addresses.size()];
		for (int i = 0; i < resolved.length; i++) {
			resolved[i] = InetAddress.getByName(addresses.get(i));
		}
		return resolved;
	};

	static Attempts to(SocketServer... servers) {
		Attempts attempts = new Attempts();
		Arrays.stream(servers).forEach((server) -> attempts.ports.add(server.port()));
		return attempts;
	}

	Attempts port(int port) {
		this.ports.add(port);
		return this;
	}

	Attempts name(String name, String... addresses) {
		this.names.put(name, List.of(addresses));
		return this;
	}

	Attempts networks(String... networks) {
		this.networks = List.of(networks);
		return this;
	}

	Attempts resolver(NameResolver resolver) {
		this.resolver = resolver;
		return this;
	}

	/** Trusts the issuer of the tests. */
	Attempts tls() {
		return with((builder) -> builder.identity(TlsIdentity.of(Certificates.context())));
	}

	Attempts with(Consumer<AttemptClientBuilder> settings) {
		this.settings = this.settings.andThen(settings);
		return this;
	}

	AttemptClient client() {
		if (this.client == null) {
			AttemptClientBuilder builder = AttemptClient.builder(guard());
			this.settings.accept(builder);
			this.client = builder.build();
		}
		return this.client;
	}

	AddressGuard guard() {
		return new AddressGuard(this.networks, this.ports, this.resolver);
	}

	AttemptRequest request(String url, Duration timeout) {
		return request(url, timeout, null);
	}

	AttemptRequest request(String url, Duration timeout, @Nullable TlsIdentity identity) {
		try {
			WebhookHeaders headers = WebhookHeaders.of("Content-Type", "application/json", "webhook-id", "msg_1");
			return new AttemptRequest("endpoint", guard().check(url), headers, "{}".getBytes(), timeout, identity);
		}
		catch (RefusedUrlException ex) {
			throw new AssertionError(url, ex);
		}
	}

	AttemptOutcome outcome(String url) {
		return outcome(request(url, LONG));
	}

	AttemptOutcome outcome(AttemptRequest request) {
		try {
			return client().attempt(request).get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	AttemptAnswer answer(String url) {
		AttemptOutcome outcome = outcome(url);
		if (outcome instanceof AttemptAnswer answer) {
			return answer;
		}
		throw new AssertionError(outcome);
	}

	FailureKind failure(String url) {
		return failure(request(url, LONG));
	}

	FailureKind failure(AttemptRequest request) {
		AttemptOutcome outcome = outcome(request);
		if (outcome instanceof AttemptFailure failure) {
			return failure.kind();
		}
		throw new AssertionError(outcome);
	}

	@Override
	public void close() {
		if (this.client != null) {
			this.client.close();
		}
	}

}
