package dev.webhooks.vendor;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SigningKeys;
import dev.webhooks.test.WebhookFixtures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a vendor's library signs is accepted here, and what is signed here is accepted by
 * the vendor's library, over random bodies. The seed is printed with a failure.
 */
class VendorTests {

	private static final int BODIES = 200;

	private static final int SECRETS = 5;

	/** Some libraries know no other time than that of the system. */
	private final Instant now = Clock.systemUTC().instant();

	@ParameterizedTest
	@EnumSource(names = { "TWILIO_FORM", "SQUARE" }, mode = Mode.EXCLUDE)
	void acceptsWhatTheVendorSigns(Vendor vendor) throws Exception {
		RequestVerifier verifier = verifier(vendor);
		for (int seed = 0; seed < BODIES; seed++) {
			WebhookRequest signed = vendor.sign(vendor.request(new Random(seed)), this.now);
			assertThatCode(() -> verifier.verify(signed, this.now)).as("seed %d", seed).doesNotThrowAnyException();
		}
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void signsWhatTheVendorAccepts(Vendor vendor) throws Exception {
		ProviderRequest request = ProviderRequest.of(provider(vendor))
			.header("Content-Type", vendor.contentType())
			.at(this.now);
		for (int seed = 0; seed < BODIES; seed++) {
			WebhookRequest signed = request.body(vendor.body(new Random(seed))).sign().toWebhookRequest();
			assertThat(vendor.verify(signed, this.now)).as("seed %d", seed).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void makesSecretsThatTheVendorAccepts(Vendor vendor) throws Exception {
		try {
			for (int seed = 0; seed < SECRETS; seed++) {
				vendor.generate(SigningKeys.random(WebhookProvider.ofPreset(vendor.preset()).settings()).signing());
				WebhookRequest signed = ProviderRequest.of(provider(vendor))
					.at(this.now)
					.body(vendor.body(new Random(seed)))
					.header("Content-Type", vendor.contentType())
					.sign()
					.toWebhookRequest();
				assertThat(vendor.verify(signed, this.now)).isTrue();
			}
		}
		finally {
			vendor.generate(null);
		}
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void signsEventsThatTheVendorAccepts(Vendor vendor, String event) throws Exception {
		ProviderRequest request = ProviderRequest.of(provider(vendor)).event(event).at(this.now);
		assertThat(vendor.verify(request.sign().toWebhookRequest(), this.now)).isTrue();
	}

	/**
	 * The events of each vendor, but those of Twilio whose bodies are no forms: of these
	 * its library verifies a part only.
	 */
	static Stream<Arguments> fixtures() {
		WebhookFixtures fixtures = WebhookFixtures.create();
		return Stream.of(Vendor.values())
			.flatMap((vendor) -> fixtures.names(vendor.preset())
				.stream()
				.filter((event) -> vendor != Vendor.TWILIO_FORM
						|| fixtures.find(vendor.preset(), event).orElseThrow().isForm())
				.map((event) -> Arguments.of(vendor, event)));
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void refusesWhatWasSignedForAnotherRequest(Vendor vendor) throws Exception {
		RequestVerifier verifier = verifier(vendor);
		WebhookRequest signed = verifier.signer().orElseThrow().sign(vendor.request(new Random(1)), this.now);
		byte[] body = signed.body().clone();
		body[body.length / 2] ^= 1;
		WebhookRequest changed = new WebhookRequest(signed.head(), body);
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> verifier.verify(changed, this.now));
	}

	private static RequestVerifier verifier(Vendor vendor) {
		return provider(vendor).verifier();
	}

	private static WebhookProvider provider(Vendor vendor) {
		WebhookProvider[] provider = new WebhookProvider[1];
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
			.withPropertyValues("webhooks.providers.vendor.preset=" + vendor.preset(),
					"webhooks.providers.vendor.secret=" + vendor.secret(),
					"webhooks.providers.vendor.key-id=" + vendor.keyId())
			.run((context) -> provider[0] = context.getBean(WebhookProviders.class).find("vendor"));
		return provider[0];
	}

}
