package dev.webhooks.cli.send;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.KnownSecrets;
import dev.webhooks.cli.provider.Names;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.FormFields;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SigningKeys;
import dev.webhooks.test.WebhookFixtures;

/**
 * Makes signed requests, each with an event that there has not been. Not safe for use by
 * several threads.
 */
public final class EventSource implements Supplier<RecordedRequest> {

	private final ProviderRequest request;

	private final URI url;

	private final Supplier<Instant> clock;

	private final KnownSecrets secrets;

	private EventSource(ProviderRequest request, URI url, Supplier<Instant> clock, KnownSecrets secrets) {
		this.secrets = secrets;
		this.request = request;
		this.url = url;
		this.clock = clock;
	}

	/**
	 * Prepares requests.
	 * @param provider whose they are
	 * @param secrets say what they are signed with
	 * @param options say what is in them
	 * @param content the event or the body
	 * @param url where they are sent to
	 * @param terminal the terminal
	 * @return the source of the requests
	 */
	public static EventSource of(ChosenProvider provider, SecretOptions secrets, EventOptions options, Content content,
			URI url, Terminal terminal) {
		ChosenProvider placed = provider.at(url.getRawPath());
		WebhookFixtures fixtures = options.fixtures();
		content.check(placed, fixtures);
		WebhookProvider verifying = verifying(placed, secrets, terminal);
		ProviderRequest request = request(placed, verifying, secrets, fixtures, terminal);
		request.server(url.getScheme() + "://" + url.getRawAuthority());
		if (url.getRawQuery() != null) {
			FormFields.parse(url.getRawQuery())
				.forEach((name, values) -> values.forEach((value) -> request.query(name, value)));
		}
		content.apply(request);
		options.apply(request);
		Instant at = options.at;
		return new EventSource(request, url, (at != null) ? () -> at : terminal.clock()::instant,
				KnownSecrets.of(List.of(verifying)));
	}

	/** The secrets that requests may carry. */
	KnownSecrets secrets() {
		return this.secrets;
	}

	private static WebhookProvider verifying(ChosenProvider chosen, SecretOptions secrets, Terminal terminal) {
		SigningKeys random = random(chosen);
		WebhookProvider any = chosen.with(List.of(random.configured()), random.keyId(), false);
		SignatureScheme scheme = any.verifier().scheme();
		return (scheme.needsSecret() && scheme.isSymmetric()) ? chosen.verifying(secrets, terminal, false) : any;
	}

	private static ProviderRequest request(ChosenProvider chosen, WebhookProvider verifying, SecretOptions secrets,
			WebhookFixtures fixtures, Terminal terminal) {
		ProviderRequest request = ProviderRequest.of(verifying, null, fixtures);
		if (!verifying.verifier().scheme().needsSecret() || verifying.verifier().scheme().isSymmetric()) {
			return request;
		}
		List<String> given = secrets.read(terminal);
		String key = given.isEmpty() ? SecretOptions.askKey(terminal, chosen.name()) : given.get(0);
		return request.signedWith(key);
	}

	private static SigningKeys random(ChosenProvider chosen) {
		try {
			return SigningKeys.random(chosen.settings());
		}
		catch (IllegalStateException ex) {
			throw CommandFailure.usage("Only %s can sign its requests: they are verified by keys that it publishes."
				.formatted(chosen.name()), "Test the listener by an entry of another scheme, see docs/testing.md.");
		}
	}

	@Override
	public RecordedRequest get() {
		try {
			this.request.at(this.clock.get());
			return this.request.sign().send(this::recorded);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw CommandFailure.usage(sentence(String.valueOf(ex.getMessage())), "See --help.");
		}
		catch (java.io.IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sentence(String message) {
		return message.endsWith(".") ? message : message + ".";
	}

	private RecordedRequest recorded(String method, String target, List<Map.Entry<String, String>> headers,
			byte[] body) {
		String server = this.url.getScheme() + "://" + this.url.getRawAuthority();
		return new RecordedRequest(method, server + target, headers, body);
	}

	/**
	 * The event, and the body where it is not that of a fixture.
	 *
	 * @param event the type of the event, or {@code null} for what the provider's
	 * documentation shows, or what is in the body
	 * @param body the body, or {@code null} for that of a fixture
	 */
	public record Content(@Nullable String event, byte @Nullable [] body) {

		void check(ChosenProvider provider, WebhookFixtures fixtures) {
			if (this.event == null || this.body != null) {
				return;
			}
			for (String name : List.of(provider.name(), provider.preset())) {
				if (fixtures.find(name, this.event).isPresent()) {
					return;
				}
			}
			Map<String, Boolean> names = new LinkedHashMap<>();
			fixtures.names(provider.name()).forEach((name) -> names.put(name, true));
			fixtures.names(provider.preset()).forEach((name) -> names.put(name, true));
			CommandFailure unknown = Names.unknown("fixture of the event '%s' of %s".formatted(this.event, provider),
					this.event, new ArrayList<>(names.keySet()));
			throw CommandFailure.usage(String.valueOf(unknown.getMessage()),
					unknown.remedy() + " A body of your own is given by --payload FILE.");
		}

		void apply(ProviderRequest request) {
			if (this.event != null) {
				request.event(this.event);
			}
			if (this.body != null) {
				request.body(this.body);
			}
		}

	}

}
