package dev.webhooks.web;

import java.io.IOException;
import java.time.Clock;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import dev.webhooks.WebhookRequestHead;
import dev.webhooks.guard.AddressGuard;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * Turns away requests to a provider's path from addresses that are not in its allowlist,
 * before anything else of the application sees them. The address is the one that the
 * container tells.
 */
public final class IpAllowlistFilter extends OncePerRequestFilter {

	private final ProviderPaths paths;

	private final WebhookReceiver receiver;

	private final Clock clock;

	/**
	 * Creates a filter.
	 * @param paths finds the provider of a request
	 * @param receiver refuses the requests
	 * @param clock tells when requests are received
	 */
	public IpAllowlistFilter(ProviderPaths paths, WebhookReceiver receiver, Clock clock) {
		this.paths = paths;
		this.receiver = receiver;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		WebhookProvider provider = this.paths.find(request);
		if (provider == null || AddressGuard.isAllowed(provider, request.getRemoteAddr())) {
			chain.doFilter(request, response);
		}
		else {
			ResponseWriter.write(this.receiver.refuse(provider, headOf(request),
					AddressGuard.notAllowed(provider, request.getRemoteAddr())), response);
		}
	}

	private WebhookRequestHead headOf(HttpServletRequest request) {
		return RequestHeads.of(request, request.getRequestURL().toString()).receivedAt(this.clock.instant()).build();
	}

}
