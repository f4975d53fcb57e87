package dev.webhooks.autoconfigure.inbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DeliveryStore;
import dev.webhooks.inbox.WebhookInbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link InboxLimitsCheck}.
 */
class InboxLimitsCheckTests {

	private static final long MEGABYTE = 1024 * 1024;

	private static ApplicationContextRunner runner(double megabytes) {
		DeliveryStore store = mock(DeliveryStore.class);
		DeliveryStorage memory = MemoryStorage.create();
		WebhookInbox inbox = new WebhookInbox(new DeliveryStorage(store, memory.archive(), memory.retention()));
		given(store.maxEventSize()).willReturn((long) (megabytes * MEGABYTE));
		given(store.tellsApart(any())).willReturn(true);
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class,
					WebhookListenerAutoConfiguration.class, WebhookInboxAutoConfiguration.class))
			.withBean(WebhookInbox.class, () -> inbox)
			.withPropertyValues("webhooks.providers.shop.signature.scheme=none");
	}

	private static void assertRefused(ApplicationContextRunner runner, String property, String description,
			String action) {
		runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidWebhookConfigurationException.class, (ex) -> {
				assertThat(ex).hasMessageContaining(property).hasMessageContaining(description);
				assertThat(ex.action()).contains(action);
			}));
	}

	@Test
	void aBodyThatTheDatabaseCouldNotTakeStopsTheStart() {
		assertRefused(
				runner(7.9).withPropertyValues("webhooks.providers.shop.max-body-size=25MB",
						"webhooks.providers.shop.content-types=application/json"),
				"webhooks.providers.shop.max-body-size", "of up to 7MB", "Set the property to 7MB");
	}

	@Test
	void theLimitThatTheDatabaseNeedsIsNamed() {
		assertRefused(
				runner(7.9).withPropertyValues("webhooks.providers.shop.max-body-size=25MB",
						"webhooks.providers.shop.content-types=application/json"),
				"webhooks.providers.shop.max-body-size", "may have 25MB",
				"'max_allowed_packet' of MySQL and MariaDB is " + "at least 51MB");
	}

	@Test
	void smallLimitsAreNamedInKilobytes() {
		assertRefused(runner(0.5).withPropertyValues("webhooks.providers.shop.content-types=application/json"),
				"webhooks.providers.shop.max-body-size", "of up to 512KB", "Set the property to 512KB");
	}

	@Test
	void theDocumentThatAFormHoldsIsCountedToo() {
		assertRefused(runner(31.9).withPropertyValues("webhooks.providers.github.secret=0123456789abcdef"),
				"webhooks.providers.github.max-body-size", "25MB, and the document in it as much again",
				"Set the property to 15MB");
	}

	@ParameterizedTest
	@CsvSource({ "application/xml, 2MB", "application/x-ndjson, 2MB", "'', 2MB", "application/json, 4MB",
			"text/plain, 4MB", "application/x-www-form-urlencoded, 4MB" })
	void whatFitsStarts(String contentTypes, String maxBodySize) {
		runner(4)
			.withPropertyValues("webhooks.providers.shop.content-types=" + contentTypes,
					"webhooks.providers.shop.max-body-size=" + maxBodySize)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "application/x-ndjson", "" })
	void aDocumentThatIsMadeOfTheBodyIsCountedToo(String contentTypes) {
		assertRefused(
				runner(4).withPropertyValues("webhooks.providers.shop.content-types=" + contentTypes,
						"webhooks.providers.shop.max-body-size=3MB"),
				"webhooks.providers.shop.max-body-size", "as much again", "Set the property to 2MB");
	}

	@Test
	void whatNeverEntersTheInboxMayBeLarger() {
		runner(4)
			.withPropertyValues("webhooks.providers.shop.max-body-size=25MB",
					"webhooks.providers.shop.processing=inline")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
