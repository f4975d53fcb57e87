package dev.webhooks.signature.callback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.TokenSigner;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.Verification.Verified;

/**
 * A scheme after which the provider is asked whether it sent the request. What can be
 * checked here is checked first, so that a forger causes no call. What it signs is
 * authentic for those alone to whom the provider says so.
 */
@Internal
public final class CallbackScheme implements SignatureScheme {

	private static final String SECRET = "secret";

	private static final String KEY_ID = "key-id";

	private final SignatureScheme scheme;

	private final CallbackQuestion question;

	private final CallbackAnswer answer;

	private final List<Template> exemptions;

	private final CallbackCalls calls;

	private final RequestParser parser;

	/** Asks nobody where not. */
	private final boolean asking;

	private CallbackScheme(SignatureScheme scheme, SignatureRecipe recipe, CallbackSettings settings,
			CallbackClient client, Ticker ticker) {
		this.scheme = scheme;
		this.question = new CallbackQuestion(settings);
		this.answer = new CallbackAnswer(settings);
		this.exemptions = settings.unless()
			.stream()
			.map((text) -> Template.parseLocator("signature.callback.unless", text))
			.toList();
		this.calls = new CallbackCalls(settings, client, ticker);
		this.parser = scheme.parser()
			.with(recipe.documents(), templates().stream().flatMap((template) -> template.pointers().stream()).toList())
			.knowing(recipe.values());
		this.asking = true;
		check(recipe, settings);
	}

	private CallbackScheme(CallbackScheme other) {
		this.scheme = other.scheme.local();
		this.question = other.question;
		this.answer = other.answer;
		this.exemptions = other.exemptions;
		this.calls = other.calls;
		this.parser = other.parser;
		this.asking = false;
	}

	/**
	 * Has the provider asked after a scheme, if the settings say so.
	 * @return the scheme itself if nobody is asked
	 * @throws InvalidSettingException if a setting cannot be used
	 */
	public static SignatureScheme of(SignatureScheme scheme, SignatureRecipe recipe, CallbackSettings settings,
			CallbackClient client, Ticker ticker) {
		return settings.isUnset() ? scheme : new CallbackScheme(scheme, recipe, settings, client, ticker);
	}

	private List<Template> templates() {
		List<Template> templates = new ArrayList<>(this.question.templates());
		templates.addAll(this.answer.templates());
		templates.addAll(this.exemptions);
		return templates;
	}

	private void check(SignatureRecipe recipe, CallbackSettings settings) {
		for (Template template : templates()) {
			for (String name : template.configured()) {
				if (recipe.values().get(name) == null) {
					throw new InvalidSettingException("signature.callback", template,
							"It has a {value:%s}: set 'values.%s'.".formatted(name, name));
				}
			}
			if (template.uses(SECRET) && !this.scheme.needsSecret()) {
				throw new InvalidSettingException("signature.callback", template,
						"It has a {secret}, but 'signature.scheme' needs none. Set it below 'values', and use {value:name}.");
			}
		}
		if (!this.exemptions.isEmpty() && !this.scheme.needsSecret()) {
			throw new InvalidSettingException("signature.callback.unless", settings.unless(),
					"Nothing else verifies these requests: anybody could send them. Remove it, or set "
							+ "'signature.scheme'.");
		}
	}

	@Override
	public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
		return verify(this.parser.parse(request), secrets, now);
	}

	@Override
	public Verification verify(ParsedRequest request, List<Secret> secrets, Instant now) {
		Verification verification = this.scheme.verify(request, secrets, now);
		try {
			Verification differing = (verification instanceof Verified verified)
					? confirm(new RequestValues(request), verified.secret()) : null;
			return (differing != null) ? differing : verification;
		}
		catch (WebhookRejectedException ex) {
			return KeyedScheme.verdictOf(ex);
		}
	}

	private @Nullable Verification confirm(RequestValues values, @Nullable Secret secret) {
		if (this.exemptions.stream().anyMatch((condition) -> condition.expand(values) != null)) {
			return null;
		}
		List<String> expected = this.answer.expected(values);
		if (secret != null) {
			values.name(SECRET, secret.text());
			if (secret.keyId() != null) {
				values.name(KEY_ID, secret.keyId());
			}
		}
		CallbackRequest question = this.question.of(values);
		return this.asking ? this.calls.ask(question, this.answer, expected, values.request().head().remoteAddress())
				: this.calls.refusal(question, expected);
	}

	@Override
	public SignatureScheme local() {
		return new CallbackScheme(this);
	}

	@Override
	public RequestParser parser() {
		return this.parser;
	}

	@Override
	public void check(Secret secret) {
		this.scheme.check(secret);
		boolean named = templates().stream().anyMatch((template) -> template.uses(KEY_ID));
		if (named && secret.keyId() == null) {
			throw new IllegalArgumentException("its 'key-id' is missing, by which the provider is asked");
		}
	}

	@Override
	public boolean needsSecret() {
		return this.scheme.needsSecret();
	}

	@Override
	public boolean isSymmetric() {
		return this.scheme.isSymmetric();
	}

	@Override
	public Optional<RequestSigner> signer(Secret secret) {
		return this.scheme.signer(secret);
	}

	@Override
	public Optional<TokenSigner> tokenSigner(Secret secret) {
		return this.scheme.tokenSigner(secret);
	}

	@Override
	public SchemeTraits traits() {
		return this.scheme.traits();
	}

	@Override
	public Map<String, SignatureScheme> relatives() {
		return this.scheme.relatives();
	}

}
