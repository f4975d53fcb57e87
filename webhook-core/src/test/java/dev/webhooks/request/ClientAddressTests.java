package dev.webhooks.request;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientAddress}.
 */
class ClientAddressTests {

	@ParameterizedTest
	@CsvSource({ "198.51.100.7, 198.51.100.7, 198.51.100.0/24", "::ffff:198.51.100.7, 198.51.100.7, 198.51.100.0/24",
			"2001:db8:1:2ff::7, 2001:db8:1:2ff::/64, 2001:db8:1:200::/56",
			"[2001:db8:1:2ff::7], 2001:db8:1:2ff::/64, 2001:db8:1:200::/56", "fe80::1%eth0, fe80::/64, fe80::/56" })
	void clientsAndTheirNetworksAreBlocksOfAddresses(String address, String client, String network) {
		assertThat(ClientAddress.of(address).client()).isEqualTo(client);
		assertThat(ClientAddress.of(address).network()).isEqualTo(network);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "unknown", "localhost", "198.51.100", "198.51.100.0/24", "198.51.100.*", "::1::" })
	void allTextsThatAreNoAddressesAreOneClient(String text) {
		assertThat(ClientAddress.of(text).client()).isEqualTo("unknown");
		assertThat(ClientAddress.of(text).network()).isEqualTo("unknown");
		assertThat(ClientAddress.of(text).isLocal()).isFalse();
	}

}
