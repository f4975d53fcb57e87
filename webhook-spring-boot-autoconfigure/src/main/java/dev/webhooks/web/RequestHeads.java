package dev.webhooks.web;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

/**
 * Takes the heads of requests from the container. Immutable.
 */
final class RequestHeads {

	private static final String CLIENT_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	private final Clock clock;

	private final @Nullable String publicUrl;

	/**
	 * Creates an instance.
	 * @param clock tells when requests are received
	 * @param publicUrl what stands in front of every path as providers see it, or
	 * {@code null} if it is what the container says
	 */
	RequestHeads(Clock clock, @Nullable String publicUrl) {
		this.clock = clock;
		this.publicUrl = publicUrl;
	}

	WebhookRequestHead of(WebhookProvider provider, HttpServletRequest request, Map<String, String> variables) {
		return of(request, urlOf(provider, request, variables)).receivedAt(this.clock.instant())
			.pathVariables(variables)
			.build();
	}

	private String urlOf(WebhookProvider provider, HttpServletRequest request, Map<String, String> variables) {
		if (provider.endpoint().publicUrl() != null) {
			return expand(provider.endpoint().publicUrl(), variables);
		}
		if (this.publicUrl != null) {
			return this.publicUrl + request.getRequestURI().substring(request.getContextPath().length());
		}
		return request.getRequestURL().toString();
	}

	private static String expand(String url, Map<String, String> variables) {
		String expanded = url;
		for (Map.Entry<String, String> variable : variables.entrySet()) {
			expanded = expanded.replace("{" + variable.getKey() + "}",
					UriUtils.encodePathSegment(variable.getValue(), StandardCharsets.UTF_8));
		}
		return expanded;
	}

	static WebhookRequestHead.Builder of(HttpServletRequest request, String url) {
		return WebhookRequestHead.builder(request.getMethod(), url)
			.query(request.getQueryString())
			.headers(headersOf(request))
			.from(request.getRemoteAddr(), request.isSecure())
			.clientCertificates(clientCertificatesOf(request));
	}

	private static WebhookHeaders headersOf(HttpServletRequest request) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		Enumeration<String> names = request.getHeaderNames();
		while (names.hasMoreElements()) {
			String name = names.nextElement();
			Enumeration<String> values = request.getHeaders(name);
			while (values.hasMoreElements()) {
				headers.add(name, values.nextElement());
			}
		}
		return headers.build();
	}

	/**
	 * Certificates that the container has verified, see the specification of servlets,
	 * "SSL Attributes". No header is read: TLS has to end at the container.
	 */
	private static List<X509Certificate> clientCertificatesOf(HttpServletRequest request) {
		Object chain = request.getAttribute(CLIENT_CERTIFICATES);
		return (chain instanceof X509Certificate[] certificates) ? List.of(certificates) : List.of();
	}

}
