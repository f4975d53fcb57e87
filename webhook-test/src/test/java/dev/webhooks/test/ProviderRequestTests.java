package dev.webhooks.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.webhooks.WebhookEvent;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProviderRequest}.
 */
class ProviderRequestTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void anEventOfAFixtureIsVerifiedByItsProvider() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded");
		WebhookEvent event = received(charge, charge.sign(), Instant.now());
		assertThat(event.type()).isEqualTo("charge.succeeded");
		assertThat(event.id()).startsWith("evt_").hasSize("evt_3PqLkJ2eZvKYlo2C1a7Xw9Tr".length());
	}

	@Test
	void eachRequestHasAnEventOfItsOwn() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").at(NOW);
		assertThat(received(charge, charge.sign()).id()).isNotEqualTo(received(charge, charge.sign()).id());
	}

	@Test
	void theEventHappensWhenItIsSigned() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").at(NOW);
		assertThat(received(charge, charge.sign()).occurredAt()).isEqualTo(NOW);
	}

	@Test
	void theTypeIsNamedInTheHeaderOfItsProvider() {
		ProviderRequest push = ProviderRequest.ofPreset("github").event("push").at(NOW);
		assertThat(push.sign().header("X-GitHub-Event")).isEqualTo("push");
		assertThat(received(push, push.sign()).types()).containsExactly("push");
	}

	@Test
	void ofATypeInHeaderAndBodyTheHeaderHasItsPart() {
		ProviderRequest issue = ProviderRequest.ofPreset("github").event("issues.opened").at(NOW);
		assertThat(issue.sign().header("X-GitHub-Event")).isEqualTo("issues");
		assertThat(received(issue, issue.sign()).types()).containsExactly("issues.opened", "issues");
	}

	@Test
	void valuesAreSetByPointer() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe")
			.event("charge.succeeded")
			.set("/data/object/amount", 5)
			.remove("/data/object/description")
			.add("/data/object/tags", List.of("a"))
			.at(NOW);
		assertThat(body(charge.sign())).contains("\"amount\":5,", "\"tags\":[\"a\"]").doesNotContain("description");
	}

	@Test
	void ownBodiesStayAsTheyAre() {
		String body = "{ \"id\": \"evt_1\",  \"type\":\"charge.succeeded\"}";
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").body(body).at(NOW);
		SignedRequest signed = charge.sign();
		assertThat(body(signed)).isEqualTo(body);
		assertThat(received(charge, signed).id()).isEqualTo("evt_1");
	}

	@Test
	void theTypeOfAnOwnBodyIsNamedInTheHeader() {
		ProviderRequest push = ProviderRequest.ofPreset("github").event("push").json(Map.of("ref", "main")).at(NOW);
		assertThat(received(push, push.sign()).type()).isEqualTo("push");
	}

	@Test
	void anOwnBodyOfAnotherTypeIsNotTakenForThisOne() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").body("{\"type\":\"x\"}");
		assertThatIllegalArgumentException().isThrownBy(charge::sign).withMessageContaining("charge.succeeded");
	}

	@Test
	void anOwnDocumentWithoutATypeIsGivenIt() {
		ProviderRequest order = ProviderRequest.ofPreset("standard-webhooks").event("order.shipped");
		assertThat(received(order, order.json(Map.of("order", 7)).at(NOW).sign()).type()).isEqualTo("order.shipped");
		assertThat(body(order.sign())).startsWith("{\"order\":7,").contains("\"type\":\"order.shipped\"");
	}

	@Test
	void aVariantOfAnEventKeepsTheTypeThatItNames(@TempDir Path folder) throws IOException {
		Path file = Files.createDirectories(folder.resolve("stripe")).resolve("charge.succeeded-eur.json");
		Files.writeString(file, "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\"}");
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret("a secret").build();
		ProviderRequest charge = ProviderRequest.of(stripe, null, WebhookFixtures.create().with(folder))
			.event("charge.succeeded-eur")
			.at(NOW);
		assertThat(received(charge, charge.sign()).type()).isEqualTo("charge.succeeded");
	}

	@Test
	void withoutAnEventTheBodyIsThatOfTheDocumentation() {
		ProviderRequest any = ProviderRequest.ofPreset("stripe").at(NOW);
		assertThat(received(any, any.sign()).type()).isEqualTo("setup_intent.created");
	}

	@Test
	void anUnknownEventNamesThoseThatThereAre() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.suceeded");
		assertThatIllegalArgumentException().isThrownBy(charge::sign).withMessageContaining("charge.succeeded");
	}

	private static String body(SignedRequest request) {
		return new String(request.body(), StandardCharsets.UTF_8);
	}

	private static WebhookEvent received(ProviderRequest request, SignedRequest signed) {
		return received(request, signed, NOW);
	}

	private static WebhookEvent received(ProviderRequest request, SignedRequest signed, Instant now) {
		return Received.events(request.provider(), signed, now).get(0);
	}

}
