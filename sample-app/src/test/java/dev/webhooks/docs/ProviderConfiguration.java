package dev.webhooks.docs;

import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.provider.EventLocators;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.secret.Secret;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

	@Bean
	WebhookProviderCustomizer onlyInvoicesOfStripe() {
		return (provider) -> {
			if (provider.name().startsWith("stripe-")) {
				provider.acceptedTypes(List.of("customer.*", "invoice.*"));
			}
		};
	}

	@Bean
	WebhookProvider courier(@Value("${COURIER_SECRET}") String secret) {
		SignatureRecipe recipe = SignatureRecipe.builder().headers(List.of("X-Parcel-Digest")).build();
		return WebhookProvider.builder("courier")
			.endpoint("/webhooks/courier", null)
			.verifier(new RequestVerifier(new ParcelScheme(recipe), List.of(Secret.of(secret))))
			.events(EventLocators.of(DocumentReader.AUTO, List.of("body:/type"), List.of("body:/id"), List.of(), null))
			.build();
	}

}
