package dev.webhooks.test.received;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.AntPathMatcher;
import org.springframework.util.StringUtils;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.UrlPattern;

/**
 * The providers by their paths. Immutable.
 */
final class ReceiverPaths {

	private final Map<String, WebhookProvider> providers;

	private final Clock clock;

	private final AntPathMatcher matcher = new AntPathMatcher();

	ReceiverPaths(Map<String, WebhookProvider> providers, Clock clock) {
		this.providers = new LinkedHashMap<>(providers);
		this.clock = clock;
	}

	/** Makes the head what the provider at its path has to see. */
	WebhookRequest prepare(String path, WebhookRequest request) {
		Route route = isEncoded(path) ? route(path) : null;
		WebhookRequestHead.Builder head = request.head().mutate().receivedAt(this.clock.instant());
		if (route != null) {
			Map<String, String> raw = this.matcher.extractUriTemplateVariables(route.pattern, path);
			Map<String, String> variables = new LinkedHashMap<>();
			raw.forEach((name, value) -> variables.put(name, StringUtils.uriDecode(value, StandardCharsets.UTF_8)));
			head.pathVariables(variables);
			@Nullable String publicUrl = route.provider.endpoint().publicUrl();
			if (publicUrl != null) {
				head.url(new UrlPattern(publicUrl).filled(variables));
			}
		}
		return new WebhookRequest(head.build(), request.body());
	}

	Verdict inspect(String path, WebhookRequest prepared, boolean tooLarge) {
		if (!isEncoded(path)) {
			return refused(RejectionReason.MALFORMED_PAYLOAD, "The path is not percent-encoded");
		}
		Route route = route(path);
		if (route != null) {
			return new Inspection(route.provider, this.clock).inspect(prepared, tooLarge);
		}
		if (!this.providers.isEmpty()) {
			return refused(RejectionReason.UNKNOWN_PROVIDER,
					"No provider has this path; there are " + this.providers.keySet());
		}
		return tooLarge ? refused(RejectionReason.BODY_TOO_LARGE, "The body is too large") : Verdict.unchecked();
	}

	private static Verdict refused(RejectionReason reason, String detail) {
		return Verdict.refused(null, false, new WebhookRejectedException(reason, detail), null);
	}

	/** One slash more or less at the end is the same path. */
	static String normalized(String path) {
		return (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
	}

	private static boolean isEncoded(String path) {
		try {
			StringUtils.uriDecode(path, StandardCharsets.UTF_8);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private @Nullable Route route(String path) {
		WebhookProvider exact = this.providers.get(path);
		if (exact != null) {
			return new Route(path, exact);
		}
		return this.providers.entrySet()
			.stream()
			.filter((entry) -> this.matcher.match(entry.getKey(), path))
			.findFirst()
			.map((entry) -> new Route(entry.getKey(), entry.getValue()))
			.orElse(null);
	}

	private record Route(String pattern, WebhookProvider provider) {
	}

}
