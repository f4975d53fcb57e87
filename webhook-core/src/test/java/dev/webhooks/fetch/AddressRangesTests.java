package dev.webhooks.fetch;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressRanges}.
 */
class AddressRangesTests {

	@ParameterizedTest
	@CsvSource({ "192.168.1.1,192.168.1.1", "10.0.0.0/24,10.0.0.0", "10.0.0.0/24,10.0.0.255", "10.0.0.7/24,10.0.0.1",
			"0.0.0.0/0,203.0.113.9", "10.0.0.1/32,10.0.0.1", "2001:db8::1,2001:db8::1",
			"2001:db8::1,2001:0DB8:0:0:0:0:0:1", "2001:db8::/32,2001:db8:ffff::1", "::/0,2001:db8::1",
			"::1,0:0:0:0:0:0:0:1", "10.0.0.0/24,::ffff:10.0.0.9", "::ffff:10.0.0.9,10.0.0.9",
			"::ffff:10.0.0.0/120,10.0.0.9", "fe80::/10,fe80::1%eth0", "fe80::1,fe80::1%2" })
	void contains(String range, String address) {
		assertThat(AddressRanges.parse(List.of(range)).contains(address)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "192.168.1.1,192.168.1.2", "10.0.0.0/24,10.0.1.0", "10.0.0.0/24,9.255.255.255",
			"2001:db8::/32,2001:db9::1", "0.0.0.0/0,2001:db8::1", "::/0,203.0.113.9", "10.0.0.1,::10.0.0.1",
			"::ffff:10.0.0.0/120,10.0.1.9", "10.0.0.0/24,''", "10.0.0.0/24,localhost", "10.0.0.0/24,10.0.0",
			"0.0.0.0/0,*", "0.0.0.0/0,0.0.0.0/0", "10.0.0.0/24,10.0.0.0/24", "10.0.0.0/24,'10.0.0.1, 10.0.0.2'" })
	void doesNotContain(String range, String address) {
		assertThat(AddressRanges.parse(List.of(range)).contains(address)).isFalse();
	}

	@Test
	void anyOfSeveralRangesMayContainAnAddress() {
		AddressRanges ranges = AddressRanges.parse(List.of("192.168.1.1", "10.0.0.0/24", "2001:db8::/32"));
		assertThat(ranges.contains("2001:db8::5")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "10", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/",
			"10.0.0.*", "10.0.0.0-255", "10.0.0.1,10.0.0.2", "2001:db8::/129", "2001:db8:::1", "12345::", "localhost",
			"example.com", "0x0a000001", "0xa.0.0.1", "010.0.0.1", "10.0.0.0/255.255.255.0", "fe80::1%eth0",
			"10.0.0.0/024x", "http://10.0.0.1" })
	void whatIsNoAddressOrRangeIsRefusedByName(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRanges.parse(List.of("10.0.0.1", text)))
			.withMessage("'" + text + "' is not an address or CIDR range");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.1.2.3", "::1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
			"169.254.1.1", "fd00::1", "fc00::1", "fe80::1", "fe80::1%eth0", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
			"0:0:0:0:0:0:0:1" })
	void loopbackAndPrivateAddressesAreLocal(String address) {
		assertThat(AddressRanges.isLocal(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.9", "8.8.8.8", "172.32.0.1", "172.15.255.255", "192.169.0.1", "11.0.0.1",
			"128.0.0.1", "100.64.0.1", "100.127.255.255", "2001:db8::1", "2606:4700::1111", "::ffff:8.8.8.8",
			"::10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "", "localhost", "unix:", "10.0.0" })
	void otherAddressesAreNotLocal(String address) {
		assertThat(AddressRanges.isLocal(address)).isFalse();
	}

	@Test
	void noRangeIsEmpty() {
		assertThat(AddressRanges.parse(List.of()).isEmpty()).isTrue();
	}

	@Test
	void noRangeContainsNothing() {
		assertThat(AddressRanges.parse(List.of()).contains("127.0.0.1")).isFalse();
	}

}
