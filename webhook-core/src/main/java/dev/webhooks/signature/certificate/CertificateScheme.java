package dev.webhooks.signature.certificate;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.fetch.KeySearch;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.RequiredValue;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.SignatureReader;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignedContent;

/**
 * The scheme {@code certificate}: RSA signatures by the key of a certificate that the
 * request refers to.
 */
@Internal
public final class CertificateScheme extends KeyedScheme {

	private static final Map<String, String> ALGORITHMS = Map.of("sha256", "SHA256withRSA", "sha384", "SHA384withRSA",
			"sha512", "SHA512withRSA");

	private final SignatureRecipe recipe;

	private final String algorithm;

	private final SignatureEncoding encoding;

	private final SignatureReader reader;

	private final Template url;

	private final List<RequiredValue> required;

	private final FetchedCertificates certificates;

	private final RequestParser parser;

	public CertificateScheme(SignatureRecipe recipe, CertificateSettings settings, CertificateTrust trust,
			ResourceFetcher fetcher, Ticker ticker) {
		this.recipe = recipe;
		this.algorithm = algorithm(recipe.algorithm());
		this.encoding = recipe.signatureEncoding();
		this.reader = new SignatureReader(recipe);
		this.reader.checkLocated();
		if (settings.url() == null) {
			throw new InvalidSettingException("signature.certificate.url", null,
					"It must say where the URL of the certificate is.");
		}
		this.url = Template.parseLocator("signature.certificate.url", settings.url());
		this.required = settings.require()
			.stream()
			.map((text) -> RequiredValue.parse("signature.certificate.require", text))
			.toList();
		this.certificates = new FetchedCertificates(settings, trust, fetcher, ticker);
		this.parser = recipe.parser().with(recipe.documents(), pointers());
	}

	private static String algorithm(String name) {
		String algorithm = ALGORITHMS.get(name.toLowerCase(Locale.ROOT).replace("-", ""));
		if (algorithm == null) {
			throw new InvalidSettingException("signature.algorithm", name, "Use sha256, sha384 or sha512.");
		}
		return algorithm;
	}

	private List<String> pointers() {
		List<String> pointers = new ArrayList<>(this.recipe.pointers());
		pointers.addAll(this.url.pointers());
		this.required.forEach((value) -> pointers.addAll(value.template().pointers()));
		return pointers;
	}

	@Override
	public RequestParser parser() {
		return this.parser;
	}

	@Override
	protected Secret accept(RequestValues values, List<Secret> secrets, Instant now) {
		byte[] signature = signature(values);
		checkRequired(values);
		this.reader.checkTime(values, now);
		String url = this.url.expand(values);
		if (url == null) {
			throw missing("There is no certificate", "'signature.certificate.url' says where its URL is");
		}
		KeySearch search = this.certificates.search(values.request());
		PublicKey key = this.certificates.key(url, search);
		Secret matched = match(values, key, signature, secrets);
		this.reader.checkTimeInBody(values, now);
		this.certificates.verified(search);
		return matched;
	}

	private void checkRequired(RequestValues values) {
		try {
			this.required.forEach((value) -> value.check(values));
		}
		catch (WebhookRejectedException ex) {
			throw malformed(String.valueOf(ex.getMessage()), "'signature.certificate.require' says how it has to be");
		}
	}

	private Secret match(RequestValues values, PublicKey key, byte[] signature, List<Secret> secrets) {
		Secret matched = null;
		for (Secret secret : secrets) {
			SignedContent content = new SignedContent(this.recipe.contents().get(0), values);
			boolean matches = RsaSignature.verify(this.algorithm, key, signature,
					(sink) -> content.writeTo(secret, sink));
			if (content.missing() != null) {
				throw missing(content.missing() + " is signed, but not there");
			}
			matched = (matches && matched == null) ? secret : matched;
		}
		if (matched == null) {
			throw mismatch(MISMATCH);
		}
		return matched;
	}

	private byte[] signature(RequestValues values) {
		try {
			return this.encoding.decode(this.reader.read(values));
		}
		catch (IllegalArgumentException ex) {
			throw malformed("The signature is not encoded as " + this.encoding,
					"'signature.encoding' says how it is written");
		}
	}

	@Override
	public SchemeTraits traits() {
		return SchemeTraits.of(this.recipe, Credential.CERTIFICATE);
	}

	@Override
	public boolean isSymmetric() {
		return false;
	}

}
