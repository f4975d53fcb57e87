package dev.webhooks.provider;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookPayloadDecoder;
import dev.webhooks.decoding.PayloadDecoders;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.HttpCallbackClient;
import dev.webhooks.fetch.HttpResourceFetcher;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.provider.settings.EndpointMode;
import dev.webhooks.provider.settings.EndpointSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.ResponseSettings;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;

/**
 * Makes immutable {@link WebhookProvider providers} of {@link ProviderSettings settings}.
 * Safe for use by several threads.
 */
public final class ProviderFactory {

	private final VerifierFactory verifiers;

	private final HandshakeFactory handshakes;

	private final AdmissionFactory admissions;

	private final DecodingFactory decodings;

	private final EndpointPaths paths;

	private final String basePath;

	private ProviderFactory(Builder builder) {
		this.verifiers = new VerifierFactory(
				(builder.schemes != null) ? builder.schemes : new SignatureSchemes(Map.of(), builder.fetcher),
				builder.callbacks, new KeySettingsFactory(builder.resources, builder.stores), builder.secrets);
		this.handshakes = new HandshakeFactory(builder.secrets.registration(), builder.fetcher, builder.clock);
		this.admissions = new AdmissionFactory(builder.fetcher, new ClientCertificateFactory(builder.stores));
		this.decodings = new DecodingFactory(new PayloadDecoders(builder.decoders));
		this.paths = builder.paths;
		this.basePath = builder.basePath;
	}

	/**
	 * Starts building a factory.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Prepares a provider. Lists of addresses that it publishes are fetched.
	 * @param name the name of the provider
	 * @param settings the settings, with those of the preset
	 * @return a builder of the provider
	 * @throws InvalidSettingException if a setting cannot be used
	 */
	public WebhookProviderBuilder create(String name, ProviderSettings settings) {
		RequestVerifier verifier = this.verifiers.create(name, settings);
		String path = path(name, settings.endpoint().path());
		WebhookProviderBuilder builder = WebhookProvider.builder(name)
			.endpoint(path, PublicUrl.check("public-url", settings.endpoint().publicUrl(), path))
			.verifier(verifier)
			.describedBy((settings.preset() != null) ? settings.preset() : name, settings.signature().secretEncoding())
			.schemeName(settings.signature().schemeName())
			.admission(this.admissions.create(settings.admission(), settings.event().format()))
			.events(EventLocators.of(settings.event()).orderedBy(settings.processing().orderBy()))
			.methods(settings.endpoint().methods())
			.observed(settings.endpoint().mode() == EndpointMode.OBSERVE)
			.refusal(settings.refusal())
			.rateLimit(RateLimit.of(settings.rateLimit()))
			.health(settings.health())
			.processing(settings.processing())
			.decoding(this.decodings.create(settings, verifier.secrets()), settings.event().store())
			.handshakes(this.handshakes.create(name, settings, verifier));
		ResponseSettings response = settings.response();
		return (response != null) ? builder.response(HandshakeFactory.response("response", response)) : builder;
	}

	/**
	 * Reads the secrets of a provider once more.
	 * @param provider the provider
	 * @param settings its settings as they are now
	 * @return the secrets, newest first
	 * @throws InvalidSettingException if one cannot be used
	 */
	public List<Secret> secrets(WebhookProvider provider, ProviderSettings settings) {
		return this.verifiers.secrets(provider.name(), settings, provider.verifier());
	}

	private String path(String name, @Nullable String configured) {
		String path = (configured != null) ? this.paths.checked("path", configured) : this.basePath + "/" + name;
		return path.isEmpty() ? "/" : path;
	}

	/**
	 * Builds a {@link ProviderFactory}, of which every part has a default. Not safe for
	 * use by several threads.
	 */
	public static final class Builder {

		private @Nullable SignatureSchemes schemes;

		private ResourceFetcher fetcher = new HttpResourceFetcher();

		private CallbackClient callbacks = new HttpCallbackClient();

		private SecretSources secrets = SecretSources.CONFIGURED;

		private Clock clock = Clock.systemUTC();

		private ResourceLoader resources = new DefaultResourceLoader();

		private TrustStores stores = TrustStores.NONE;

		private EndpointPaths paths = EndpointPaths.ANY;

		private String basePath = EndpointSettings.BASE_PATH;

		private Map<String, ? extends WebhookPayloadDecoder> decoders = Map.of();

		private Builder() {
		}

		/**
		 * Sets what decodes documents beside the built-in decoders; nothing by default.
		 * @param decoders the decoders by the name that {@code event.decoder} has
		 * @return this builder
		 */
		public Builder decoders(Map<String, ? extends WebhookPayloadDecoder> decoders) {
			this.decoders = decoders;
			return this;
		}

		/**
		 * Sets the schemes that a recipe can name; the built-in ones by default.
		 * @param schemes the schemes
		 * @return this builder
		 */
		public Builder schemes(SignatureSchemes schemes) {
			this.schemes = schemes;
			return this;
		}

		/**
		 * Sets what fetches keys and lists of addresses.
		 * @param fetcher the fetcher
		 * @return this builder
		 */
		public Builder fetcher(ResourceFetcher fetcher) {
			this.fetcher = fetcher;
			return this;
		}

		/**
		 * Sets what asks providers whether they sent a request.
		 * @param callbacks the client
		 * @return this builder
		 */
		public Builder callbacks(CallbackClient callbacks) {
			this.callbacks = callbacks;
			return this;
		}

		/**
		 * Sets where secrets come from that are not configured; from nowhere by default.
		 * @param secrets the sources
		 * @return this builder
		 */
		@Internal
		public Builder secrets(SecretSources secrets) {
			this.secrets = secrets;
			return this;
		}

		/**
		 * Sets the clock, which tells handshakes which secrets are expired.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets where certificates of issuers are: at locations, and in trust stores.
		 * @param resources loads what is at a location such as
		 * {@code classpath:issuers.pem}
		 * @param stores the trust stores by name; none by default
		 * @return this builder
		 */
		public Builder trust(ResourceLoader resources, TrustStores stores) {
			this.resources = resources;
			this.stores = stores;
			return this;
		}

		/**
		 * Sets how paths of endpoints are written.
		 * @param paths the grammar of paths; any by default
		 * @param basePath what stands before the name of a provider without a path of its
		 * own, without slash at its end; {@code /webhooks} by default
		 * @return this builder
		 */
		public Builder paths(EndpointPaths paths, String basePath) {
			this.paths = paths;
			this.basePath = basePath;
			return this;
		}

		/**
		 * Builds the factory.
		 * @return the factory
		 */
		public ProviderFactory build() {
			return new ProviderFactory(this);
		}

	}

}
