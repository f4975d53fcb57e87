package dev.webhooks.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.OncePerRequestFilter;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * Shows requests of providers that are only observed to the {@link WebhookReceiver}, and
 * sends them on with their body to what the application maps to the path. What the
 * receiver thinks of them changes nothing. Bodies with parts are left to the container,
 * which alone can read them.
 */
public final class ObservingFilter extends OncePerRequestFilter {

	private static final Logger logger = LoggerFactory.getLogger(ObservingFilter.class);

	private final ProviderPaths paths;

	private final WebhookReceiver receiver;

	private final RequestHeads heads;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a filter.
	 * @param paths finds the provider of a request
	 * @param receiver is shown the requests
	 * @param clock tells when requests are received
	 * @param publicUrl what stands in front of every path as providers see it, or
	 * {@code null} if it is what the container says
	 */
	public ObservingFilter(ProviderPaths paths, WebhookReceiver receiver, Clock clock, @Nullable String publicUrl) {
		this.paths = paths;
		this.receiver = receiver;
		this.heads = new RequestHeads(clock, publicUrl);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.paths.find(request) == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		WebhookProvider provider = Objects.requireNonNull(this.paths.find(request));
		if (hasParts(request)) {
			warnOfParts(provider);
			chain.doFilter(request, response);
			return;
		}
		int limit = provider.admission().maxBodySize();
		InputStream rest = request.getInputStream();
		byte[] body = rest.readNBytes((limit < Integer.MAX_VALUE) ? limit + 1 : limit);
		observe(provider, request, body);
		chain.doFilter(new ReplayedRequest(request, body, rest, body.length <= limit), response);
	}

	private void observe(WebhookProvider provider, HttpServletRequest request, byte[] body) {
		this.receiver.receive(provider, this.heads.of(provider, request, this.paths.variables(request)), (limit) -> {
			if (body.length > limit) {
				throw new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE, "The body is too large");
			}
			return body;
		});
	}

	private static boolean hasParts(HttpServletRequest request) {
		String contentType = request.getContentType();
		return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
	}

	private void warnOfParts(WebhookProvider provider) {
		if (this.warned.add(provider.name())) {
			logger.warn("Requests of provider '{}' have parts: they are not observed, but go on as they are",
					provider.name());
		}
	}

}
