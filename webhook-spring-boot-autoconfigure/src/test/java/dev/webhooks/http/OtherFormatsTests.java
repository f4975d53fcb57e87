package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What providers send in another format, by another version of their signature or in
 * another namespace than most requests, each signed as it would be.
 */
class OtherFormatsTests {

	private static final List<String> SECRET = List.of("secret=a secret of some length");

	private static final String URL = "https://hooks.example.com/in";

	private static final String JSON = "application/json";

	private static final String SHOPIFY_XML = """
			<?xml version="1.0" encoding="UTF-8"?>
			<product><id type="integer">788032119674292922</id><title>Example T-Shirt</title></product>""";

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "application/xml; charset=utf-8", "text/xml" })
	void shopifySendsXmlWhereTheShopChoseIt(String contentType) {
		PresetFixture.with("shopify", SECRET, (fixture) -> {
			assertThat(fixture.receive(fixture.sign(shopify(contentType, SHOPIFY_XML))).status()).isEqualTo(200);
			assertThat(fixture.events()).singleElement().satisfies((event) -> {
				assertThat(event.type()).isEqualTo("products/update");
				assertThat(event.id()).isEqualTo("e-1");
				assertThat(new String(event.payload(), StandardCharsets.UTF_8))
					.contains("\"#text\":\"788032119674292922\"", "\"title\":\"Example T-Shirt\"");
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "<product xmlns=\"urn:other\"/>", "<product><id xmlns=\"urn:other\">1</id></product>",
			"<product>", "<!DOCTYPE product><product/>", "{\"id\":1}", "" })
	void shopifysXmlIsWellFormedAndInNoNamespace(String body) {
		PresetFixture.with("shopify", SECRET, (fixture) -> {
			assertThat(fixture.receive(fixture.sign(shopify("application/xml", body))).status()).isEqualTo(400);
			assertThat(fixture.events()).isEmpty();
		});
	}

	@Test
	void contentfulSendsAFormWhereTheWebhookIsTransformed() {
		PresetFixture.with("contentful", SECRET, (fixture) -> {
			WebhookRequest form = request("application/x-www-form-urlencoded", "entry=1")
				.withHeader("X-Contentful-Topic", "ContentManagement.Entry.publish")
				.withHeader("X-Contentful-Idempotency-Key", "k-1");
			assertThat(fixture.receive(fixture.sign(form)).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::id).containsExactly("k-1");
		});
	}

	@ParameterizedTest
	@CsvSource({ "box, BOX-SIGNATURE-VERSION, 2", "box, BOX-SIGNATURE-VERSION, 1.0", "box, BOX-SIGNATURE-VERSION, ''",
			"box, BOX-SIGNATURE-ALGORITHM, HmacSHA1", "hubspot-v1, X-HubSpot-Signature-Version, v2",
			"hubspot-v2, X-HubSpot-Signature-Version, v1", "hubspot-v2, X-HubSpot-Signature-Version, v3",
			"adyen-platform, Protocol, HmacSHA512", "docusign, X-Authorization-Digest, HMACSHA512" })
	void aVersionOfTheSignatureThatIsNotKnownIsRefused(String preset, String header, String version) {
		List<String> secret = preset.equals("adyen-platform") ? List.of("secret=" + "0f".repeat(32)) : SECRET;
		PresetFixture.with(preset, secret, (fixture) -> {
			WebhookRequest signed = fixture.sign(request(JSON, "{}"));
			assertThat(fixture.receive(signed.withHeader(header, version)).status()).isEqualTo(401);
			assertThat(fixture.events()).isEmpty();
			assertThat(fixture.receive(signed).status()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "BOX-SIGNATURE-VERSION", "BOX-SIGNATURE-ALGORITHM" })
	void boxAlwaysSaysHowItSigns(String header) {
		PresetFixture.with("box", SECRET, (fixture) -> {
			WebhookRequest signed = fixture.sign(request(JSON, "{}"));
			assertThat(fixture.receive(without(signed, header)).status()).isEqualTo(401);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "hubspot-v1", "hubspot-v2" })
	void hubSpotNeedNotSayHowItSigns(String preset) {
		PresetFixture.with(preset, SECRET, (fixture) -> {
			WebhookRequest signed = fixture.sign(request(JSON, "{}"));
			assertThat(fixture.receive(without(signed, "X-HubSpot-Signature-Version")).status()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@CsvSource({ "http://schemas.xmlsoap.org/soap/envelope/, http://www.w3.org/2003/05/soap-envelope",
			"http://soap.sforce.com/2005/09/outbound, http://soap.sforce.com/2006/04/metadata",
			"http://soap.sforce.com/2005/09/outbound, urn:other",
			"http://www.w3.org/2001/XMLSchema-instance, urn:other",
			"<OrganizationId>, <OrganizationId xmlns=\"urn:x\">", "<Notification>, <Notification xmlns=\"urn:x\">",
			"<Id>, <Id xmlns=\"\">", "<sObject, <sObject xmlns=\"urn:sobject.enterprise.soap.sforce.com\"" })
	void anOutboundMessageInAnotherNamespaceIsNoEvent(String namespace, String other) {
		Vector vector = vector("salesforce-outbound-ok-with-session");
		PresetFixture.with("salesforce", List.of("secret=" + vector.text("secret")), (fixture) -> {
			String foreign = vector.text("body").replace(namespace, other);
			assertThat(fixture.receive(new WebhookRequest(vector.request().head(), foreign)).status()).isBetween(400,
					401);
			assertThat(fixture.events()).isEmpty();
			assertThat(fixture.receive(vector.request()).status()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "urn:sobject.partner.soap.sforce.com", "urn:custom" })
	void theFieldsOfAnObjectMayBeInAnyNamespace(String namespace) {
		Vector vector = vector("salesforce-outbound-ok-with-session");
		PresetFixture.with("salesforce", List.of("secret=" + vector.text("secret")), (fixture) -> {
			String body = vector.text("body").replace("urn:sobject.enterprise.soap.sforce.com", namespace);
			assertThat(fixture.receive(new WebhookRequest(vector.request().head(), body)).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::type).containsExactly("sf:Account");
		});
	}

	@ParameterizedTest
	@CsvSource({ "http://www.docusign.net/API/3.0, 200", "http://www.docusign.net/API/2.0, 400", "urn:other, 400" })
	void aMessageOfDocuSignIsInItsNamespace(String namespace, int status) {
		PresetFixture.with("docusign", SECRET, (fixture) -> {
			String body = """
					<DocuSignEnvelopeInformation xmlns="%s"><EnvelopeStatus><RecipientStatuses><RecipientStatus>\
					<FormData><xfdf xmlns="http://ns.adobe.com/xfdf/"/></FormData></RecipientStatus></RecipientStatuses>\
					<Status>Completed</Status></EnvelopeStatus></DocuSignEnvelopeInformation>"""
				.formatted(namespace);
			assertThat(fixture.receive(fixture.sign(request("text/xml", body))).status()).isEqualTo(status);
			assertThat(fixture.events()).hasSize((status == 200) ? 1 : 0);
		});
	}

	@ParameterizedTest
	@CsvSource({ "<notification>, 200", "<notification xmlns=\"urn:other\">, 400" })
	void aNotificationOfBraintreeIsInNoNamespace(String start, int status) {
		PresetFixture.with("braintree", List.of("secret=integration_private_key", "key-id=public"), (fixture) -> {
			String xml = start + "<kind>subscription_canceled</kind></notification>";
			String payload = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
			WebhookRequest form = request("application/x-www-form-urlencoded",
					"bt_payload=" + payload.replace("=", "%3D").replace("+", "%2B"));
			assertThat(fixture.receive(fixture.sign(form)).status()).isEqualTo(status);
			assertThat(fixture.events()).hasSize((status == 200) ? 1 : 0);
		});
	}

	private static WebhookRequest shopify(String contentType, String body) {
		return request(contentType, body).withHeader("X-Shopify-Topic", "products/update")
			.withHeader("X-Shopify-Event-Id", "e-1");
	}

	private static WebhookRequest request(String contentType, String body) {
		return PresetFixture.request("POST", URL, contentType, body);
	}

	private static WebhookRequest without(WebhookRequest request, String header) {
		return new WebhookRequest(request.head()
			.mutate()
			.headers(request.headers().filter((name, value) -> !name.equalsIgnoreCase(header)))
			.build(), request.body());
	}

	private static Vector vector(String id) {
		return Vector.all().stream().filter((vector) -> vector.id().equals(id)).findFirst().orElseThrow();
	}

}
