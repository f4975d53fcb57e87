package dev.webhooks.vendor;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a vendor's library signs is accepted here, and what is signed here is accepted by
 * the vendor's library, over random bodies. The seed is printed with a failure.
 */
class VendorTests {

	private static final int BODIES = 200;

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
		RequestVerifier verifier = verifier(vendor);
		for (int seed = 0; seed < BODIES; seed++) {
			WebhookRequest signed = verifier.signer().orElseThrow().sign(vendor.request(new Random(seed)), this.now);
			assertThat(vendor.verify(signed, this.now)).as("seed %d", seed).isTrue();
		}
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
		RequestVerifier[] verifier = new RequestVerifier[1];
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
			.withPropertyValues("webhooks.providers.vendor.preset=" + vendor.preset(),
					"webhooks.providers.vendor.secret=" + vendor.secret(),
					"webhooks.providers.vendor.key-id=" + vendor.keyId())
			.run((context) -> {
				WebhookProvider provider = context.getBean(WebhookProviders.class).find("vendor");
				verifier[0] = provider.verifier();
			});
		return verifier[0];
	}

}
