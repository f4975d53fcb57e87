package dev.webhooks.vendor;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.WebhookFixture;
import dev.webhooks.test.WebhookFixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the test kit signs is accepted by the vendors' own libraries.
 */
class SignedFixturesTests {

	private static final WebhookFixtures FIXTURES = WebhookFixtures.create();

	@ParameterizedTest
	@MethodSource("ofVendors")
	void areAcceptedByTheLibraryOfTheVendor(Vendor vendor, WebhookFixture fixture) throws Exception {
		WebhookProvider provider = WebhookProvider.ofPreset(vendor.preset())
			.with("secret", vendor.secret())
			.with("key-id", vendor.keyId())
			.build();
		WebhookRequest signed = ProviderRequest.of(provider).event(fixture.event()).sign().toWebhookRequest();
		assertThat(vendor.verify(signed, Instant.now())).isTrue();
	}

	static Stream<Arguments> ofVendors() {
		return Stream.of(Vendor.values())
			.flatMap((vendor) -> FIXTURES.all()
				.stream()
				.filter((fixture) -> fixture.provider().equals(vendor.preset()))
				.map((fixture) -> Arguments.of(vendor, fixture)));
	}

}
