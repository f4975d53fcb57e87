package dev.webhooks.autoconfigure.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.unit.DataSize;

import dev.webhooks.DurationText;
import dev.webhooks.autoconfigure.PathPrefix;
import dev.webhooks.autoconfigure.StartCheck;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.RateLimit;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingMode;

/**
 * Tells at the start what is received where and by which listeners, and where events are
 * kept.
 */
final class StartReport extends StartCheck {

	private static final Logger logger = LoggerFactory.getLogger(StartReport.class);

	private static final List<String> TITLES = List.of("provider", "path", "scheme", "secrets", "processing", "limits",
			"listeners");

	private static final int MOST_LISTENERS = 5;

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	private final @Nullable WebhookInbox inbox;

	private final WebhookInboxProperties.Retention retention;

	private final PathPrefix prefix;

	StartReport(WebhookProviders providers, WebhookListenerRegistry registry, @Nullable WebhookInbox inbox,
			WebhookInboxProperties.Retention retention, PathPrefix prefix) {
		this.providers = providers;
		this.registry = registry;
		this.inbox = inbox;
		this.retention = retention;
		this.prefix = prefix;
	}

	@Override
	protected void check() {
		if (!this.providers.all().isEmpty()) {
			logger.info("Webhooks are received:{}{}", table(), inboxText());
		}
	}

	private String table() {
		List<List<String>> rows = new ArrayList<>(List.of(TITLES));
		this.providers.all().forEach((provider) -> rows.add(row(provider)));
		int[] widths = IntStream.range(0, TITLES.size())
			.map((column) -> rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toArray();
		return rows.stream()
			.map((row) -> "\n  " + IntStream.range(0, widths.length)
				.mapToObj((column) -> padded(row.get(column), widths[column]))
				.collect(Collectors.joining("  "))
				.stripTrailing())
			.collect(Collectors.joining());
	}

	private static String padded(String text, int width) {
		return text + " ".repeat(width - text.length());
	}

	private List<String> row(WebhookProvider provider) {
		return List.of(provider.name(), this.prefix.before(provider.endpoint().path()), provider.schemeName(),
				secrets(provider), processing(provider), limits(provider), listeners(provider));
	}

	private static String secrets(WebhookProvider provider) {
		int configured = provider.verifier().secrets().configured().size();
		if (configured > 0) {
			return String.valueOf(configured);
		}
		return provider.verifier().scheme().needsSecret() ? "resolved" : "not needed";
	}

	private String processing(WebhookProvider provider) {
		if (provider.endpoint().observed()) {
			return "only observed";
		}
		boolean durable = this.inbox != null && provider.processing().mode() != ProcessingMode.INLINE;
		boolean awaited = durable && provider.processing().mode() == ProcessingMode.AUTO
				&& provider.processing().awaitsSome();
		return awaited ? "from the inbox, some before the answer" : durable ? "from the inbox" : "before the answer";
	}

	private static String limits(WebhookProvider provider) {
		RateLimit rate = provider.rateLimit();
		String size = sizeText(DataSize.ofBytes(provider.admission().maxBodySize()));
		return (rate.requestsPerMinute() != null) ? size + ", " + rate.requestsPerMinute() + "/min" : size;
	}

	private static String sizeText(DataSize size) {
		return (size.toBytes() % DataSize.ofMegabytes(1).toBytes() == 0) ? size.toMegabytes() + "MB"
				: (size.toBytes() % DataSize.ofKilobytes(1).toBytes() == 0) ? size.toKilobytes() + "KB"
						: size.toBytes() + "B";
	}

	private String listeners(WebhookProvider provider) {
		List<String> ids = this.registry.listeners()
			.stream()
			.filter((listener) -> listener.providers().matches(provider.name()))
			.map(WebhookListenerMethod::id)
			.toList();
		String shown = ids.stream().limit(MOST_LISTENERS).collect(Collectors.joining(", "));
		return ids.isEmpty() ? "none" : (ids.size() > MOST_LISTENERS) ? shown + ", … (" + ids.size() + ")" : shown;
	}

	private String inboxText() {
		if (this.inbox == null) {
			return "\n  There is no inbox: listeners run before the answer, and what fails is for the provider to "
					+ "send again.";
		}
		return "\n  The inbox is in %s; bodies are kept for %s, events for %s.".formatted(this.inbox.description(),
				DurationText.of(this.retention.getBodies()), DurationText.of(this.retention.getEvents()));
	}

}
