package dev.webhooks.signature.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.SignatureReader;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.signature.SignatureRecipe;

/**
 * The scheme {@code sns}: messages of Amazon SNS, signed by the key of a certificate that
 * they refer to. The secret is the ARN of the topic: anybody can have messages signed
 * that are of a topic of their own.
 */
@Internal
public final class SnsScheme extends KeyedScheme {

	private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

	private final FetchedCertificates certificates;

	private final SignatureReader reader;

	private final RequestParser parser;

	public SnsScheme(SignatureRecipe recipe, CertificateSettings settings, CertificateTrust trust,
			ResourceFetcher fetcher, Ticker ticker) {
		this.certificates = new FetchedCertificates(settings, trust, fetcher, ticker);
		this.reader = new SignatureReader(recipe);
		this.parser = recipe.parser();
	}

	@Override
	public RequestParser parser() {
		return this.parser;
	}

	@Override
	protected Secret accept(RequestValues values, List<Secret> secrets, Instant now) {
		WebhookRequest request = values.request();
		if ("true".equals(request.headers().first("x-amz-sns-rawdelivery"))) {
			throw missing("Messages of raw delivery are not signed",
					"switch raw message delivery off in the subscription");
		}
		SnsMessage message = SnsMessage.parse(request.body());
		Secret topic = topic(message, secrets);
		String algorithm = ALGORITHMS.get(message.text("SignatureVersion"));
		if (algorithm == null) {
			throw malformed("The version of the signature is unknown", "known are 1 and 2");
		}
		byte[] content = message.content();
		byte[] signature = signature(message.text("Signature"));
		KeySearch search = this.certificates.search(request);
		PublicKey key = this.certificates.key(message.text("SigningCertURL"), search);
		if (!RsaSignature.verify(algorithm, key, signature, (sink) -> sink.accept(content))) {
			throw mismatch(MISMATCH);
		}
		this.reader.checkTimeInBody(values, now);
		this.certificates.verified(search);
		return topic;
	}

	private static Secret topic(SnsMessage message, List<Secret> topics) {
		byte[] arn = message.text("TopicArn").getBytes(StandardCharsets.UTF_8);
		Secret found = null;
		for (Secret topic : topics) {
			if (MessageDigest.isEqual(topic.bytes(), arn) && found == null) {
				found = topic;
			}
		}
		if (found == null) {
			throw mismatch("The message is of another topic",
					"'secret' is the ARN of the topic, compare it with the one that sends here");
		}
		return found;
	}

	private static byte[] signature(String text) {
		try {
			return SignatureEncoding.BASE64.decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw malformed("The signature is not encoded as base64", "it is none of Amazon SNS");
		}
	}

	@Override
	public SchemeTraits traits() {
		return new SchemeTraits(Credential.CERTIFICATE, List.of(), true, false);
	}

	@Override
	public void check(Secret secret) {
		if (!secret.text().startsWith("arn:")) {
			throw new IllegalArgumentException("it is not the ARN of a topic");
		}
	}

	@Override
	public boolean isSymmetric() {
		return false;
	}

}
