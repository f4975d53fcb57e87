package dev.webhooks.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code webhook verify --explain} with each request of {@code vectors.json} that is
 * refused: what it names has to be what was done to the request.
 */
class KnownVectorsTests {

	private static final Path FILE = Path.of("..", "webhook-spring-boot-autoconfigure", "src", "test", "resources",
			"vectors", "vectors.json");

	private static final Map<String, String> PRESETS = Map.of(//
			"standard-webhooks/svix-v1", "svix", //
			"standard-webhooks/standard-webhooks-v1a", "standard-webhooks-v1a", //
			"gitlab/gitlab-token", "gitlab-token", //
			"shopify/shopify-events (developer preview)", "shopify-events");

	@TempDir
	Path folder;

	static Stream<JsonNode> vectors() {
		try {
			return StreamSupport.stream(new JsonMapper().readTree(Files.readAllBytes(FILE)).spliterator(), false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CAUSES)
	void theCauseIsNamed(String id, String cause) throws IOException {
		Result result = explain(vectors().filter((each) -> id(each).equals(id)).findFirst().orElseThrow());
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		String expected = UNKNOWN.getOrDefault(cause, cause);
		assertThat(result.out()).contains(expected);
		assertThat(result.out().contains(UNKNOWN.get("EITHER"))).isEqualTo(cause.equals("EITHER"));
		assertThat(result.err()).isEmpty();
	}

	/** More of them would mean that a cause that was known is no longer told. */
	@Test
	void soManyRequestsDoNotTellWhetherTheSecretOrTheRequestIsAnother() {
		assertThat(CAUSES.lines().filter((line) -> line.endsWith("| EITHER"))).hasSize(30);
		assertThat(CAUSES.lines().filter((line) -> line.endsWith("| CHANGED"))).hasSize(6);
	}

	@Test
	void noRequestThatIsRefusedIsLeftOut() {
		assertThat(CAUSES.lines().map((line) -> line.split("\\|")[0].strip())).containsExactlyInAnyOrderElementsOf(
				vectors().filter(KnownVectorsTests::isRefused).map(KnownVectorsTests::id).toList());
	}

	private static boolean isRefused(JsonNode vector) {
		return !vector.path("valid").asBoolean() || vector.path("strictReceiver").asString("").equals("reject");
	}

	private static String id(JsonNode vector) {
		return vector.path("id").asString();
	}

	private Result explain(JsonNode vector) throws IOException {
		String key = vector.path("provider").asString() + "/" + vector.path("scheme").asString();
		CommandRun run = CommandRun.with()
			.at(Instant.ofEpochSecond(vector.path("now").asLong()))
			.input(vector.toString());
		List<String> arguments = new ArrayList<>(List.of("verify",
				PRESETS.getOrDefault(key, vector.path("provider").asString()), "--explain", "--secret-env", "SECRET"));
		JsonNode extra = vector.path("extra");
		String secret = vector.path("secret").asString(extra.path("webhookId").asString(""));
		run.environment("SECRET", secret.isEmpty() ? "a secret that is not needed" : secret);
		if (extra.has("secondaryKey")) {
			run.environment("SECONDARY", extra.path("secondaryKey").asString());
			arguments.addAll(List.of("--secret-env", "SECONDARY"));
		}
		if (extra.has("publicKey")) {
			arguments.addAll(List.of("--setting", "key-id=" + extra.path("publicKey").asString()));
		}
		if (extra.has("certPem")) {
			arguments.addAll(List.of("--certificate", file("certificate.pem", extra.path("certPem"))));
		}
		if (extra.has("caPem")) {
			arguments.addAll(List.of("--setting",
					"signature.certificate.trust=file:" + file("issuer.pem", extra.path("caPem"))));
		}
		if (vector.path("kind").asString("").equals("handshake")) {
			arguments.addAll(List.of("--setting", "verify-token=" + secret));
		}
		return run.run(arguments.toArray(String[]::new));
	}

	private String file(String name, JsonNode text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text.asString()).toString();
	}

	/**
	 * A request that was changed and one that was signed with another key look the same:
	 * both are named.
	 */
	private static final Map<String, String> UNKNOWN = Map.of("EITHER",
			": it is probably that of another endpoint, or what is signed was changed on the way, or more than one thing "
					+ "is wrong. Compare ",
			"CHANGED", ": the request was changed on the way, or is not from whom it says");

	private static final String CAUSES = """
			adyen-bad-missing-signature                  | There is no signature
			adyen-bad-second-item-forged                 | EITHER
			bitbucket-bad-body                           | EITHER
			box-bad-body                                 | EITHER
			box-bad-stale                                | behind this clock
			braintree-bad-missing-signature              | There is no signature
			braintree-bad-unknown-public-key             | EITHER
			circleci-bad                                 | EITHER
			clerk-bad-body                               | EITHER
			coinbase-commerce-bad-secret                 | EITHER
			contentful-bad-body                          | the body was altered on the way
			contentful-bad-path                          | EITHER
			discord-bad-body                             | EITHER
			discord-bad-key                              | EITHER
			discord-bad-missing-timestamp                | There is no timestamp
			discord-bad-truncated-signature              | no signature of Ed25519 has this length: it was cut on the way
			github-bad-body                              | EITHER
			github-bad-no-prefix                         | The signature is not of the form sha256={signature}
			github-bad-sha1-only                         | the header X-Hub-Signature-256 is missing, but there is X-Hub-Signature
			github-bad-trailing-newline                  | that of a body without the white space at its end
			gitlab-signing-bad-downgrade-token-only      | It carries the header X-Gitlab-Token, as of preset gitlab-token
			gitlab-signing-bad-secret                    | EITHER
			gitlab-token-bad-duplicate                   | The header 'X-Gitlab-Token' came more than once
			gitlab-token-bad-empty                       | The header X-Gitlab-Token is there, but empty
			gitlab-token-bad-prefix                      | the token in the header X-Gitlab-Token is not the one in 'secret'
			hubspot-v3-bad-body                          | the body was altered on the way
			hubspot-v3-bad-missing-signature             | There is no signature
			hubspot-v3-bad-missing-timestamp             | There is no timestamp
			hubspot-v3-bad-secret                        | EITHER
			hubspot-v3-bad-stale                         | behind this clock
			hubspot-v3-bad-v1-not-enough                 | It carries the header X-HubSpot-Signature, as of preset hubspot-v1 or hubspot-v2
			hubspot-v3-ok-future-timestamp-sdk-accepts   | the signature is right but 600 s ahead of this clock
			line-bad-body                                | the signature is that of compact JSON
			line-bad-missing                             | There is no signature
			linear-bad-body                              | EITHER
			linear-bad-secret                            | EITHER
			meta-handshake-bad-token                     | The verify token does not match
			notion-bad-missing                           | There is no signature
			notion-bad-secret                            | EITHER
			openai-bad-body                              | the body was altered on the way
			paddle-bad-body                              | the body was altered on the way
			paddle-bad-comma-separator                   | The signature is not of the form ts={timestamp};h1={signature}
			paypal-bad-crc-signed                        | CHANGED
			paypal-bad-missing-signature                 | There is no signature
			paypal-bad-other-key                         | CHANGED
			paypal-bad-self-signed-chain                 | The certificate is not valid or its issuer not trusted: 'signature.certificate.trust' says who is
			paypal-bad-sha1                              | CHANGED
			paypal-bad-transmission-id                   | CHANGED
			razorpay-bad-missing                         | There is no signature
			resend-bad-body                              | the body was altered on the way
			salesforce-outbound-bad-doctype-xxe          | The XML has a document type declaration
			salesforce-outbound-bad-missing-org          | There is no signature
			salesforce-outbound-bad-not-xml              | The body is not well-formed XML
			sendgrid-bad-missing-signature               | There is no signature
			sendgrid-bad-missing-timestamp               | header:X-Twilio-Email-Event-Webhook-Timestamp is signed, but not there
			sendgrid-bad-no-trailing-crlf                | that of a body with a line break at its end
			sendgrid-bad-payload                         | EITHER
			shopify-bad-empty-body                       | The body is empty
			shopify-bad-hex                              | set 'signature.encoding' to hex
			shopify-bad-missing-header                   | There is no signature
			shopify-bad-secret                           | EITHER
			slack-bad-body                               | EITHER
			slack-bad-missing-signature                  | There is no signature
			slack-bad-missing-timestamp                  | There is no timestamp
			slack-bad-version-v1                         | The signature is not of the form v0={signature}
			sns-bad-cert-host                            | The certificate is not at a configured host
			sns-bad-subject-removed                      | CHANGED
			sns-bad-version-confusion                    | CHANGED
			square-bad-key                               | EITHER
			square-bad-missing-header                    | There is no signature
			stdwebhooks-bad-future                       | ahead of this clock
			stdwebhooks-bad-hex-encoding                 | set 'signature.encoding' to hex
			stdwebhooks-bad-id                           | EITHER
			stdwebhooks-bad-stale                        | behind this clock
			stdwebhooks-bad-version-v2-only              | The signature is not of the form v1,{signature}
			stdwebhooks-v1a-bad-label-v1                 | The signature is not of the form v1a,{signature}
			stdwebhooks-v1a-bad-only-v1                  | The signature is not of the form v1a,{signature}
			stdwebhooks-v1a-bad-stale                    | behind this clock
			stripe-bad-body                              | EITHER
			stripe-bad-no-t                              | The signature is not of the form t={timestamp},v1={signature}
			stripe-bad-reserialized                      | the signature is that of pretty-printed JSON
			stripe-bad-secret                            | EITHER
			stripe-bad-stale                             | behind this clock
			stripe-bad-uppercase-hex                     | set 'signature.encoding' to hex-upper
			twilio-bad-extra-param                       | EITHER
			twilio-bad-hex-encoding                      | set 'signature.encoding' to hex
			twilio-bad-host                              | EITHER
			twilio-bad-json-body                         | The hash of the body does not match
			twilio-bad-missing-header                    | There is no signature
			twilio-bad-param                             | EITHER
			twitch-handshake-bad-signature               | EITHER
			xero-itr-bad                                 | EITHER
			zoom-bad-body                                | EITHER
			zoom-bad-secret                              | EITHER
			""";

}
