package dev.webhooks.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import dev.webhooks.WebhookEvent;
import dev.webhooks.provider.EventLocators;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fixtures as events: each provider finds in its own the type that is the name of the
 * file, and an id wherever there is one.
 */
class FixtureEventsTests {

	/** Providers whose requests nobody else can sign, and what is needed for it. */
	private static final Map<String, String> SIGNED_BY_THE_PROVIDER_ALONE = Map.of("aws-sns", "a certificate of Amazon",
			"paypal", "a certificate of PayPal", "plaid", "a key that Plaid publishes", "microsoft-graph-rich",
			"a key that Microsoft publishes", "paypal-ipn", "PayPal's word for it", "sslcommerz",
			"SSLCommerz' word for it");

	/** Providers whose requests name no type: the files are named as the hooks are. */
	private static final Set<String> WITHOUT_A_TYPE = Set.of("supabase");

	/** Providers of whose two types the first has a part that is different each time. */
	private static final Set<String> OF_A_SECOND_TYPE = Set.of("microsoft-graph");

	/** Providers that say the same however often it happens. */
	private static final Set<String> NEVER_THE_SAME = Set.of("dropbox", "mollie-classic");

	/** What providers are configured with, where not any text will do. */
	private static final Map<String, String> SECRETS = Map.of("aws-sns",
			"arn:aws:sns:eu-central-1:000000000000:orders");

	/** Events without the id that others of the provider have. */
	private static final Set<String> WITHOUT_AN_ID = Set.of("microsoft-graph/reauthorizationRequired", "postmark/Click",
			"postmark/Delivery", "postmark/Open", "postmark/SubscriptionChange");

	@ParameterizedTest
	@MethodSource("signedHere")
	void haveTheTypeThatIsTheNameOfTheFile(WebhookFixture fixture) {
		List<String> types = received(request(fixture)).types();
		if (WITHOUT_A_TYPE.contains(fixture.provider())) {
			assertThat(types).containsExactly("unknown");
		}
		else if (OF_A_SECOND_TYPE.contains(fixture.provider())) {
			assertThat(types).contains(fixture.event());
		}
		else {
			assertThat(types).startsWith(fixture.event());
		}
	}

	@ParameterizedTest
	@MethodSource("signedElsewhere")
	void haveTheTypeThatIsTheNameOfTheFileWhoeverSigns(WebhookFixture fixture) {
		WebhookProvider provider = WebhookProvider.ofPreset(fixture.provider())
			.with("secret", SECRETS.getOrDefault(fixture.provider(), "secret"))
			.with("key-id", "1")
			.build();
		EventLocators locators = provider.traits().locators();
		RequestDraft draft = new EventDrafts(provider, WebhookFixtures.create()).ofFixtures(List.of(fixture.event()),
				Instant.now());
		assertThat(locators.type().stream().map((type) -> draft.text(type, item(draft)))).contains(fixture.event());
	}

	private static @Nullable JsonNode item(RequestDraft draft) {
		return draft.document().items().get(0);
	}

	@ParameterizedTest
	@MethodSource("signedHere")
	void areKnownByTheHashOfTheirBytesOnlyWhereTheProviderHasNoId(WebhookFixture fixture) {
		ProviderRequest request = request(fixture);
		boolean identified = request.provider().traits().locators().id().stream().anyMatch((id) -> !id.isMadeUp());
		boolean hashed = received(request).id().matches("[0-9a-f]{64}");
		assertThat(hashed).isEqualTo(WITHOUT_AN_ID.contains(fixture.toString())
				|| (!identified && !NEVER_THE_SAME.contains(fixture.provider())));
	}

	static Stream<WebhookFixture> signedHere() {
		return WebhookFixtures.create()
			.all()
			.stream()
			.filter((fixture) -> !SIGNED_BY_THE_PROVIDER_ALONE.containsKey(fixture.provider()));
	}

	static Stream<WebhookFixture> signedElsewhere() {
		return WebhookFixtures.create()
			.all()
			.stream()
			.filter((fixture) -> SIGNED_BY_THE_PROVIDER_ALONE.containsKey(fixture.provider()));
	}

	private static ProviderRequest request(WebhookFixture fixture) {
		return ProviderRequest.ofPreset(fixture.provider()).event(fixture.event());
	}

	private static WebhookEvent received(ProviderRequest request) {
		return Received.events(request.provider(), request.sign(), Instant.now()).get(0);
	}

}
