package dev.webhooks.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.LogText;

/**
 * The secrets of one provider that a {@link WebhookSecretResolver} knows, remembered in
 * bounded memory. Who is not known is remembered too.
 */
@Internal
public final class ResolvedSecrets implements SecretSource {

	private static final Logger logger = LoggerFactory.getLogger(ResolvedSecrets.class);

	/** No tenant has a longer name: strangers decide what is asked for and remembered. */
	private static final int MAX_LENGTH = 256;

	private final String provider;

	private final WebhookSecretResolver resolver;

	private final SecretFormat format;

	private final Cache<Map<String, String>, List<Secret>> cache;

	private final Cache<Map<String, String>, String> warned;

	/**
	 * Creates a source.
	 * @param provider the name of the provider
	 * @param resolver knows the secrets
	 * @param format how the key is written in a secret
	 * @param memory how much is remembered, and for how long
	 */
	public ResolvedSecrets(String provider, WebhookSecretResolver resolver, SecretFormat format, Memory memory) {
		this.provider = provider;
		this.resolver = resolver;
		this.format = format;
		this.warned = Caffeine.newBuilder().maximumSize(memory.maximumSize()).build();
		this.cache = Caffeine.newBuilder()
			.maximumSize(memory.maximumSize())
			.expireAfterWrite(memory.timeToLive())
			.ticker(() -> Duration.between(Instant.EPOCH, memory.clock().instant()).toNanos())
			.build();
	}

	@Override
	public List<Secret> secrets(WebhookRequestHead head) {
		Map<String, String> variables = head.pathVariables();
		int length = variables.values().stream().mapToInt(String::length).sum();
		return (length > MAX_LENGTH) ? List.of() : this.cache.get(variables, this::resolve);
	}

	private List<Secret> resolve(Map<String, String> variables) {
		List<String> texts = this.resolver.secrets(this.provider, variables);
		texts.forEach((text) -> warnOfWrapping(text, variables));
		return texts.stream().map((text) -> this.format.read(text, null, null)).toList();
	}

	/**
	 * Nobody could mend it in the middle of the night, and it may be meant: so it is
	 * warned of, once for each tenant.
	 */
	private void warnOfWrapping(String text, Map<String, String> variables) {
		String wrapping = SecretWrapping.of(text);
		if (wrapping != null && this.warned.asMap().putIfAbsent(variables, wrapping) == null) {
			logger.warn(
					"A secret that the WebhookSecretResolver has for provider '{}' {}is taken as it is: {} "
							+ "Unless the provider's is so, too, no request of it is accepted",
					this.provider, variables.isEmpty() ? "" : LogText.of(variables.toString()) + " ", wrapping);
		}
	}

	@Override
	public int readings() {
		return this.format.encodings().size();
	}

	@Override
	public void reload() {
		this.cache.invalidateAll();
	}

	/**
	 * How much of what a resolver says is remembered.
	 *
	 * @param maximumSize tenants at the most
	 * @param timeToLive how long each
	 * @param clock tells the time that passes
	 */
	public record Memory(long maximumSize, Duration timeToLive, Clock clock) {

	}

}
