package dev.webhooks.web;

import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequestHead;

/**
 * Takes the heads of requests from the container.
 */
final class RequestHeads {

	private static final String CLIENT_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	private RequestHeads() {
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
