package dev.webhooks.signature.certificate;

import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;
import dev.webhooks.signature.Verification.Verified;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SnsScheme}.
 */
class SnsSchemeTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final SnsExample KNOWN = SnsExample.read();

	private static final Secret TOPIC = Secret.of(KNOWN.topic());

	private final List<String> fetched = new ArrayList<>();

	private boolean broken;

	private final SnsScheme scheme = new SnsScheme(SignatureRecipe.builder().build(), settings("sns.amazonaws.com"),
			CertificateTrust.host(), (uri, json) -> {
				this.fetched.add(uri.toString());
				if (this.broken) {
					throw new java.io.IOException("unreachable");
				}
				return KNOWN.certificate();
			}, () -> 0L);

	private static CertificateSettings settings(String subject) {
		return new CertificateSettings(null, List.of("sns.{region}.amazonaws.com"), "/SimpleNotificationService-",
				List.of(subject), null, null);
	}

	private Verification verify(String body) {
		return this.scheme.verify(new WebhookRequest(KNOWN.request().head(), body), List.of(TOPIC), KNOWN.now());
	}

	private static void assertRefused(Verification verification, RejectionReason reason) {
		assertThat(verification).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	private static ObjectNode message() {
		return (ObjectNode) MAPPER.readTree(KNOWN.body());
	}

	private static String sign(ObjectNode message) throws Exception {
		String pem = KNOWN.privateKey();
		byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
		PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(key);
		signature.update(new SnsMessage(message).content());
		return message.put("Signature", Base64.getEncoder().encodeToString(signature.sign())).toString();
	}

	@Test
	void acceptsKnownMessageAndFetchesItsCertificateOnce() {
		for (int i = 0; i < 3; i++) {
			assertThat(verify(KNOWN.body())).isInstanceOf(Verified.class);
		}
		assertThat(this.fetched).hasSize(1);
	}

	@Test
	void subjectThatWasAddedIsRefusedWhateverItIs() throws Exception {
		ObjectNode message = message();
		message.remove("Subject");
		sign(message);
		assertThat(verify(message.toString())).isInstanceOf(Verified.class);
		assertRefused(verify(message.deepCopy().put("Subject", "x").toString()), RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(message.deepCopy().put("Subject", "").toString()), RejectionReason.SIGNATURE_MISMATCH);
		ObjectNode object = message.deepCopy();
		object.putObject("Subject").put("evil", 1);
		assertRefused(verify(object.toString()), RejectionReason.SIGNATURE_MALFORMED);
		ObjectNode number = message.deepCopy().put("Subject", 1);
		assertRefused(verify(number.toString()), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void fieldThatComesTwiceIsRefused() {
		String body = KNOWN.body();
		String twice = body.substring(0, body.lastIndexOf('}')) + ",\"Message\":\"evil\"}";
		assertRefused(verify(twice), RejectionReason.SIGNATURE_MALFORMED);
		assertRefused(verify(body + "{}"), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void lineBreaksDoNotMoveTextFromFieldToField() throws Exception {
		ObjectNode message = message();
		message.put("Message", "a\nMessageId\nb");
		sign(message);
		assertThat(verify(message.toString())).isInstanceOf(Verified.class);
		message.put("Message", "a").put("MessageId", "b\nMessageId\n" + message.path("MessageId").asString());
		assertThat(verify(message.toString())).as("the same text, as Amazon's own format has it")
			.isInstanceOf(Verified.class);
	}

	@Test
	void rawDeliveryIsRefused() {
		WebhookRequest raw = KNOWN.request().withHeader("x-amz-sns-rawdelivery", "true");
		assertRefused(this.scheme.verify(raw, List.of(TOPIC), KNOWN.now()), RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void otherTopicIsRefusedBeforeAnythingIsFetched() throws Exception {
		ObjectNode message = message().put("TopicArn", "arn:aws:sns:us-east-1:999999999999:Evil");
		assertRefused(verify(sign(message)), RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.fetched).isEmpty();
	}

	@Test
	void unknownVersionAndTypeAreRefused() throws Exception {
		assertRefused(verify(message().put("SignatureVersion", "3").toString()), RejectionReason.SIGNATURE_MALFORMED);
		assertRefused(verify(message().put("Type", "Other").toString()), RejectionReason.SIGNATURE_MALFORMED);
		assertRefused(verify(message().put("SignatureVersion", "1").toString()), RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify("[]"), RejectionReason.SIGNATURE_MALFORMED);
		assertRefused(verify("{}"), RejectionReason.SIGNATURE_MISSING);
		assertRefused(verify(""), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void confirmationIsVerifiedByItsOwnFields() throws Exception {
		ObjectNode message = message().put("Type", "SubscriptionConfirmation")
			.put("Token", "t")
			.put("SubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t");
		message.remove("Subject");
		sign(message);
		assertThat(verify(message.toString())).isInstanceOf(Verified.class);
		message.put("SubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=u");
		assertRefused(verify(message.toString()), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void whenCertificateCannotBeFetchedTheVerdictIsOpen() {
		this.broken = true;
		assertThat(verify(KNOWN.body())).isInstanceOf(Undetermined.class);
	}

	@Test
	void certificateOfSomebodyElseIsRefused() {
		SnsScheme other = new SnsScheme(SignatureRecipe.builder().build(), settings("sns.example.com"),
				CertificateTrust.host(), (uri, json) -> KNOWN.certificate(), () -> 0L);
		assertRefused(other.verify(KNOWN.request(), List.of(TOPIC), KNOWN.now()), RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void secretIsTheArnOfATopic() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.scheme.check(Secret.of("some other secret")))
			.withMessageNotContaining("some other");
	}

	@Test
	void onlyAmazonSigns() {
		assertThat(this.scheme.signer(TOPIC)).isEmpty();
		assertThat(this.scheme.isSymmetric()).isFalse();
	}

}
