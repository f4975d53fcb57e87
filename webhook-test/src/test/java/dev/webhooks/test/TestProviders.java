package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.webhooks.WebhookRequest;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.FormFields;

/**
 * Providers of presets with keys that a test makes.
 */
final class TestProviders {

	private static final ThreadLocal<Map<String, List<String>>> FORM = ThreadLocal.withInitial(Map::of);

	private TestProviders() {
	}

	static ProviderRequest request(String preset) {
		ConfigurableProvider provider = WebhookProvider.ofPreset(preset);
		SigningKeys keys = SigningKeys.random(provider.settings());
		return ProviderRequest.of(build(keys.configure(provider)), keys);
	}

	/**
	 * Has the provider say that it sent the request that is received just now.
	 */
	private static byte[] answer(CallbackRequest question) {
		return question.uri().getHost().contains("sslcommerz") ? FormFields.toJson(FORM.get())
				: "VERIFIED".getBytes(StandardCharsets.UTF_8);
	}

	static void receiving(WebhookRequest request) {
		FORM.set(FormFields.of(request.headers().first("Content-Type"), request.body()));
	}

	/**
	 * Builds a provider, which asks the test whether it sent a request.
	 */
	static WebhookProvider build(ConfigurableProvider provider) {
		return ProviderFactory.builder()
			.callbacks(TestProviders::answer)
			.build()
			.create(provider.toString(), provider.settings())
			.build();
	}

}
