package dev.webhooks.sender.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of which addresses a name may have when it is connected to.
 */
class AddressTableTests {

	private static final Set<Integer> PORTS = Set.of(443, 8443);

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
			"126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
			"192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2000::1",
			"2001:200::1", "2600::1", "2606:4700:4700::1111", "2a00:1450:4001::1", "3ffe::1", "::ffff:8.8.8.8",
			"::8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:0:808:808::f7f7:f7f7",
			"2600::200:5efe:8.8.8.8" })
	void addressesOfTheInternetMayBeConnectedTo(String address) throws Exception {
		assertThat(resolve(List.of(), address)).containsExactly(InetAddress.getByName(address));
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0, UNSPECIFIED", "0.1.2.3, UNSPECIFIED", "0.255.255.255, UNSPECIFIED", "10.0.0.0, PRIVATE",
			"10.255.255.255, PRIVATE", "100.64.0.0, SHARED", "100.127.255.255, SHARED", "100.100.100.200, METADATA",
			"127.0.0.1, LOOPBACK", "127.0.0.53, LOOPBACK", "127.255.255.255, LOOPBACK", "168.63.129.16, METADATA",
			"169.254.0.1, LINK_LOCAL", "169.254.169.253, LINK_LOCAL", "169.254.169.254, METADATA",
			"169.254.170.2, METADATA", "169.254.170.23, METADATA", "172.16.0.0, PRIVATE", "172.31.255.255, PRIVATE",
			"192.0.0.1, RESERVED", "192.0.0.192, METADATA", "192.0.2.1, EXAMPLE", "192.88.99.1, RESERVED",
			"192.168.0.0, PRIVATE", "192.168.255.255, PRIVATE", "198.18.0.0, EXAMPLE", "198.19.255.255, EXAMPLE",
			"198.51.100.1, EXAMPLE", "203.0.113.1, EXAMPLE", "224.0.0.1, MULTICAST", "239.255.255.255, MULTICAST",
			"240.0.0.1, RESERVED", "255.255.255.254, RESERVED", "255.255.255.255, UNSPECIFIED", "::, UNSPECIFIED",
			"::1, LOOPBACK", "::2, UNSPECIFIED", "::127.0.0.1, LOOPBACK", "::10.0.0.1, PRIVATE",
			"::169.254.169.254, METADATA", "::ffff:0.0.0.0, UNSPECIFIED", "::ffff:127.0.0.1, LOOPBACK",
			"::ffff:192.168.1.1, PRIVATE", "::ffff:100.64.0.1, SHARED", "::ffff:169.254.169.254, METADATA",
			"::ffff:0:127.0.0.1, LOOPBACK", "::ffff:0:10.0.0.1, PRIVATE", "64:ff9b::127.0.0.1, LOOPBACK",
			"64:ff9b::10.0.0.1, PRIVATE", "64:ff9b::169.254.169.254, METADATA", "64:ff9b::0.0.0.0, UNSPECIFIED",
			"64:ff9b:1::8.8.8.8, RESERVED", "64:ff9b:1::10.0.0.1, RESERVED", "64:ff9b:1:ffff::1, RESERVED",
			"64:ff9b:0:0:1::1, RESERVED", "100::1, RESERVED", "2001::1, UNSPECIFIED",
			"2001:0:808:808::80ff:fffe, LOOPBACK", "2001:0:808:808::f5ff:fffe, PRIVATE",
			"2001:0:a00:1::f7f7:f7f7, PRIVATE", "2001:1::1, RESERVED", "2001:2::1, EXAMPLE", "2001:10::1, RESERVED",
			"2001:20::1, RESERVED", "2001:1ff::1, RESERVED", "2001:db8::1, EXAMPLE", "2002:7f00:1::1, LOOPBACK",
			"2002:a00:1::, PRIVATE", "2002:a9fe:a9fe::1, METADATA", "2002:c0a8:101::1, PRIVATE",
			"2600::5efe:10.0.0.1, PRIVATE", "2600::200:5efe:127.0.0.1, LOOPBACK", "3fff::1, EXAMPLE",
			"3fff:fff::1, EXAMPLE", "4000::1, RESERVED", "5f00::1, RESERVED", "fc00::1, PRIVATE", "fd12::1, PRIVATE",
			"fd00:ec2::254, METADATA", "fd00:ec2::23, METADATA", "fd20:ce::254, METADATA", "fe80::1, LINK_LOCAL",
			"febf::1, LINK_LOCAL", "fec0::1, PRIVATE", "ff02::1, MULTICAST", "ff0e::1, MULTICAST",
			"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, MULTICAST" })
	void othersMayNot(String address, AddressKind kind) {
		assertThatExceptionOfType(BlockedAddressException.class).isThrownBy(() -> resolve(List.of(), address))
			.withMessageNotContaining(address + " ")
			.extracting(BlockedAddressException::kind)
			.isEqualTo(kind);
	}

	@Test
	void oneBadAddressAmongGoodOnesRefusesAll() {
		assertThatExceptionOfType(BlockedAddressException.class)
			.isThrownBy(() -> resolve(List.of(), "8.8.8.8", "2606:4700:4700::1111", "10.0.0.1"))
			.withMessage("The host has an address that is of a private network");
	}

	@Test
	void severalGoodAddressesKeepTheirOrder() throws Exception {
		assertThat(resolve(List.of(), "8.8.8.8", "2606:4700:4700::1111", "1.1.1.1"))
			.extracting(InetAddress::getHostAddress)
			.containsExactly("8.8.8.8", "2606:4700:4700:0:0:0:0:1111", "1.1.1.1");
	}

	@Test
	void nameWithoutAddressIsUnknown() {
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolve(List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "fd12::3", "127.0.0.1", "8.8.8.8" })
	void allowedNetworksMayBeConnectedTo(String address) throws Exception {
		List<String> allowed = List.of("10.1.0.0/16", "fd00::/8", "127.0.0.1");
		assertThat(resolve(allowed, address)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.2.0.1", "192.168.0.1", "127.0.0.2", "::1", "fd00:ec2::254", "64:ff9b::10.1.2.3",
			"::10.1.2.3", "2002:a01:203::1" })
	void allowedNetworksOpenNothingElse(String address) {
		List<String> allowed = List.of("10.1.0.0/16", "fd00::/8", "127.0.0.1");
		assertThatExceptionOfType(BlockedAddressException.class).isThrownBy(() -> resolve(allowed, address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "169.254.0.1", "168.63.129.16", "0.0.0.0", "255.255.255.255",
			"224.0.0.1", "fd00:ec2::254", "fe80::1", "::", "ff02::1" })
	void nothingOpensTheWayToMetadataLinksAndGroups(String address) {
		List<String> allowed = List.of("0.0.0.0/0", "::/0");
		assertThatExceptionOfType(BlockedAddressException.class).isThrownBy(() -> resolve(allowed, address));
	}

	@Test
	void plainHttpGoesToAllowedNetworksAlone() throws Exception {
		assertThat(resolve("http://erp.example:8443", List.of("10.0.0.0/8"), "10.0.0.1")).hasSize(1);
		assertThatExceptionOfType(BlockedAddressException.class)
			.isThrownBy(() -> resolve("http://erp.example:8443", List.of("10.0.0.0/8"), "10.0.0.1", "8.8.8.8"))
			.withMessage("Plain http is sent to allowed networks alone");
	}

	@Test
	void aNameIsLookedUpOnceAndAnAddressNever() throws Exception {
		List<String> asked = new ArrayList<>();
		AddressGuard guard = new AddressGuard(List.of(), PORTS, (name) -> {
			asked.add(name);
			return new InetAddress[] { InetAddress.getByName("8.8.8.8") };
		});
		guard.resolve(guard.check("https://BÜCHER.example./"));
		guard.resolve(guard.check("https://1.1.1.1/"));
		assertThat(asked).containsExactly("xn--bcher-kva.example");
	}

	@Test
	void whereAProxyLooksNamesUpOnlyAddressesAreJudged() throws Exception {
		AddressGuard open = new AddressGuard(List.of("10.0.0.0/8"), PORTS, NameResolver.SYSTEM);
		AddressGuard closed = new AddressGuard(List.of(), PORTS, NameResolver.SYSTEM);
		closed.checkWithoutLookup(closed.check("https://example.com/"));
		closed.checkWithoutLookup(closed.check("https://8.8.8.8/"));
		open.checkWithoutLookup(open.check("https://10.0.0.1:8443/"));
		assertThatExceptionOfType(BlockedAddressException.class)
			.isThrownBy(() -> closed.checkWithoutLookup(open.check("https://10.0.0.1/")));
		assertThatExceptionOfType(BlockedAddressException.class)
			.isThrownBy(() -> open.checkWithoutLookup(open.check("http://erp.example:8443/")));
		assertThatExceptionOfType(BlockedAddressException.class)
			.isThrownBy(() -> open.checkWithoutLookup(open.check("http://10.0.0.1:8443/")))
			.withMessage("Plain http is not sent through a proxy");
	}

	private static List<InetAddress> resolve(List<String> allowed, String... addresses) throws Exception {
		return resolve("https://example.com/", allowed, addresses);
	}

	private static List<InetAddress> resolve(String url, List<String> allowed, String... addresses) throws Exception {
		InetAddress[] parsed = new InetAddress[addresses.length];
		for (int i = 0; i < addresses.length; i++) {
			parsed[i] = InetAddress.getByName(addresses[i]);
		}
		AddressGuard guard = new AddressGuard(allowed, PORTS, (name) -> parsed);
		return guard.resolve(guard.check(url));
	}

}
