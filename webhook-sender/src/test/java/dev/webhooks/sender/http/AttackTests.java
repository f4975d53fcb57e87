package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.address.AddressGuard;
import dev.webhooks.sender.address.EndpointUrl;
import dev.webhooks.sender.address.NameResolver;
import dev.webhooks.sender.address.RefusedUrlException;
import dev.webhooks.sender.http.SocketServer.Talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that no connection is made to where none may be made: there is a server on each
 * address of this machine, which never sees one.
 */
class AttackTests {

	/** Hosts of URLs, all of which mean this machine to somebody. */
	private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.0.0.2",
			"127.127.127.127", "127.255.255.255", "2130706433", "0x7f000001", "0x7F000001", "017700000001",
			"0x7f.0.0.1", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "0177.0000.0000.0001", "127.0.0.01", "127.00.0.1",
			"4294967296", "0", "0.0", "0.0.0.0", "0x0", "00000000000", "0.0.0.0.", "[::]", "[::1]", "[::0001]",
			"[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
			"[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:0.0.0.0]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
			"[64:ff9b::7f00:1]", "[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2001:0:7f00:1::]",
			"[2001:0:808:808::80ff:fffe]", "[::1%25lo]", "[::1%25]", "[fe80::1%25lo]", "[fe80::1]", "localhost",
			"LOCALHOST", "LocalHost", "localhost.", "localhost..", "a.localhost", "localhost.localdomain", "localhost6",
			"ip6-localhost", "ip6-loopback", "loopback.localdomain",
			"\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3", "\uff4cocalhost", "local\u00adhost",
			"localhost\u3002", "127\u30020\u30020\u30021", "\uff11\uff12\uff17.0.0.1", "\u2460\u2461\u2466.0.0.1",
			"127.0.0.1%2f", "127.0.0.1%00", "127.0.0.1%00.example.com", "example.com%40127.0.0.1",
			"example.com@127.0.0.1", "example.com:x@127.0.0.1", "@127.0.0.1", "127.0.0.1#@example.com",
			"127.0.0.1\\@example.com", "127.0.0.1 .example.com", "127.0.0.1\t", "\n127.0.0.1", "[127.0.0.1]",
			"[v1.::1]", "[::1", "::1", "%31%32%37.0.0.1", "\u06f1\u06f2\u06f7.0.0.1");

	/** Addresses that the name of an endpoint has. */
	private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254",
			"0.0.0.0", "0.0.0.1", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1",
			"64:ff9b::127.0.0.1", "2002:7f00:1::1", "255.255.255.255");

	private final List<SocketServer> servers = new ArrayList<>();

	private final List<AttemptClient> clients = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		this.clients.forEach(AttemptClient::close);
		for (SocketServer server : this.servers) {
			server.close();
		}
	}

	/** On all addresses of this machine, of both families where it has both. */
	private SocketServer everywhere() {
		SocketServer server = SocketServer.plain("::", 0, Talk.status(200));
		this.servers.add(server);
		return server;
	}

	private AttemptClient client(AddressGuard guard) {
		AttemptClient client = AttemptClient.builder(guard).build();
		this.clients.add(client);
		return client;
	}

	private static AttemptOutcome attempt(AttemptClient client, EndpointUrl url) throws Exception {
		AttemptRequest request = new AttemptRequest("endpoint", url, WebhookHeaders.of(), new byte[0], Attempts.LONG,
				null);
		return client.attempt(request).get(30, TimeUnit.SECONDS);
	}

	@Test
	void theTablesAreLong() {
		assertThat(HOSTS).hasSizeGreaterThanOrEqualTo(80).doesNotHaveDuplicates();
		assertThat(ADDRESSES).doesNotHaveDuplicates();
	}

	@Test
	void noHostOfTheTableIsConnectedTo() throws Exception {
		SocketServer server = everywhere();
		AddressGuard guard = new AddressGuard(List.of(), Set.of(server.port()), NameResolver.SYSTEM);
		AttemptClient client = client(guard);
		for (String host : HOSTS) {
			for (String scheme : List.of("http", "https")) {
				try {
					EndpointUrl url = guard.check(scheme + "://" + host + ":" + server.port() + "/");
					assertThat(attempt(client, url)).as(host).isInstanceOf(AttemptFailure.class);
				}
				catch (RefusedUrlException ex) {
					// As it should be
				}
			}
		}
		assertThat(server.accepted()).isZero();
	}

	@Test
	void noHostOfTheTableIsConnectedToWhereTheRulesForUrlsAreLooser() throws Exception {
		SocketServer server = everywhere();
		Set<Integer> ports = Set.of(server.port());
		AddressGuard loose = new AddressGuard(List.of("0.0.0.0/0", "::/0"), ports, NameResolver.SYSTEM);
		AttemptClient client = client(new AddressGuard(List.of("10.0.0.0/8"), ports, NameResolver.SYSTEM));
		int tried = 0;
		for (String host : HOSTS) {
			for (String scheme : List.of("http", "https")) {
				try {
					EndpointUrl url = loose.check(scheme + "://" + host + ":" + server.port() + "/");
					assertThat(attempt(client, url)).as(host)
						.isInstanceOfSatisfying(AttemptFailure.class,
								(failure) -> assertThat(failure.kind()).isIn(FailureKind.BLOCKED, FailureKind.DNS));
					tried++;
				}
				catch (RefusedUrlException ex) {
					// Nothing to connect to
				}
			}
		}
		assertThat(tried).isGreaterThan(30);
		assertThat(server.accepted()).isZero();
	}

	@Test
	void noAddressOfANameIsConnectedTo() throws Exception {
		SocketServer server = everywhere();
		for (String address : ADDRESSES) {
			blocked(server, InetAddress.getByName(address));
			blocked(server, InetAddress.getByName("192.0.2.1"), InetAddress.getByName(address));
			blocked(server, InetAddress.getByName("8.8.8.8"), InetAddress.getByName(address));
		}
		assertThat(server.accepted()).isZero();
	}

	@Test
	void noAddressOfAnInterfaceIsConnectedTo() throws Exception {
		SocketServer server = everywhere();
		for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
			for (InetAddress address : Collections.list(network.getInetAddresses())) {
				if (!address.isSiteLocalAddress() && !address.isLinkLocalAddress() && !address.isLoopbackAddress()) {
					continue;
				}
				blocked(server, address);
			}
		}
		assertThat(server.accepted()).isZero();
	}

	private void blocked(SocketServer server, InetAddress... addresses) throws Exception {
		AddressGuard guard = new AddressGuard(List.of(), Set.of(server.port()), (name) -> addresses);
		EndpointUrl url = guard.check("https://hooks.example:" + server.port() + "/");
		try (AttemptClient client = AttemptClient.builder(guard).build()) {
			assertThat(attempt(client, url)).as(addresses[addresses.length - 1].getHostAddress())
				.isInstanceOfSatisfying(AttemptFailure.class,
						(failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.BLOCKED));
		}
	}

	@Test
	void theServerWouldHaveSeenThem() throws Exception {
		SocketServer server = everywhere();
		AddressGuard open = new AddressGuard(List.of("127.0.0.0/8"), Set.of(server.port()),
				(name) -> new InetAddress[] { InetAddress.getByName("127.0.0.1") });
		AttemptClient client = client(open);
		assertThat(attempt(client, open.check("http://hooks.example:" + server.port() + "/")))
			.isInstanceOf(AttemptAnswer.class);
		assertThat(attempt(client, open.check("http://127.0.0.2:" + server.port() + "/")))
			.isInstanceOf(AttemptAnswer.class);
		assertThat(server.accepted()).isEqualTo(2);
	}

	@Test
	void aNameThatChangesBetweenLookupsNeverWins() throws Exception {
		SocketServer good = SocketServer.plain("127.0.0.2", 0, Talk.status(200));
		SocketServer forbidden = SocketServer.plain("127.0.0.1", good.port(), Talk.status(200));
		this.servers.addAll(List.of(good, forbidden));
		AtomicInteger lookups = new AtomicInteger();
		AddressGuard guard = new AddressGuard(List.of("127.0.0.2"), Set.of(good.port()), (name) -> {
			boolean odd = lookups.getAndIncrement() % 2 == 0;
			return new InetAddress[] { InetAddress.getByName(odd ? "127.0.0.2" : "127.0.0.1") };
		});
		AttemptClient client = client(guard);
		EndpointUrl url = guard.check("http://rebinding.example:" + good.port() + "/");
		for (int i = 0; i < 50; i++) {
			assertThat(attempt(client, url)).isInstanceOf((i % 2 == 0) ? AttemptAnswer.class : AttemptFailure.class);
		}
		assertThat(lookups).hasValue(50);
		assertThat(good.received()).hasSize(25);
		assertThat(forbidden.accepted()).isZero();
	}

	@Test
	void aRedirectToAForbiddenAddressIsNotFollowed() throws Exception {
		SocketServer forbidden = SocketServer.plain("127.0.0.1", 0, Talk.status(200));
		SocketServer good = SocketServer.plain("127.0.0.2", 0,
				Talk.answering("HTTP/1.1 307 X\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:" + forbidden.port()
						+ "/\r\nAlt-Svc: h2=\"127.0.0.1:" + forbidden.port() + "\"\r\n\r\n"));
		this.servers.addAll(List.of(good, forbidden));
		AddressGuard guard = new AddressGuard(List.of("127.0.0.2"), Set.of(good.port()), (name) -> {
			throw new UnknownHostException(name);
		});
		AttemptClient client = client(guard);
		EndpointUrl url = guard.check("http://127.0.0.2:" + good.port() + "/");
		assertThat(attempt(client, url)).isInstanceOf(AttemptAnswer.class);
		assertThat(attempt(client, url)).isInstanceOf(AttemptAnswer.class);
		assertThat(forbidden.accepted()).isZero();
	}

	@Test
	void addressesOfIpv6AreConnectedToWhereTheyMay() throws Exception {
		SocketServer server;
		try {
			server = SocketServer.plain("::1", 0, Talk.status(200));
		}
		catch (AssertionError ex) {
			assumeThat(false).as("This machine has no IPv6").isTrue();
			return;
		}
		this.servers.add(server);
		AddressGuard guard = new AddressGuard(List.of("::1"), Set.of(server.port()),
				(name) -> new InetAddress[] { InetAddress.getByName("::1") });
		AttemptClient client = client(guard);
		assertThat(attempt(client, guard.check("http://[::1]:" + server.port() + "/")))
			.isInstanceOf(AttemptAnswer.class);
		assertThat(attempt(client, guard.check("http://hooks.example:" + server.port() + "/")))
			.isInstanceOf(AttemptAnswer.class);
		assertThat(server.received()).flatExtracting((received) -> received.header("Host"))
			.containsExactly("[::1]:" + server.port(), "hooks.example:" + server.port());
	}

}
