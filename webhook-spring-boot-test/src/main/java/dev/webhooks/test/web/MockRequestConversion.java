package dev.webhooks.test.web;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.FormFields;
import dev.webhooks.request.PercentEncoding;
import dev.webhooks.test.UrlPattern;

/**
 * Conversion of a request of MockMvc to one that a provider signs, and back.
 */
final class MockRequestConversion {

	private final WebhookProvider provider;

	private final ApplicationServer server;

	MockRequestConversion(WebhookProvider provider, ApplicationServer server) {
		this.provider = provider;
		this.server = server;
	}

	WebhookRequest read(MockHttpServletRequest request) {
		byte[] body = bodyOf(request);
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		for (String name : Collections.list(request.getHeaderNames())) {
			Collections.list(request.getHeaders(name)).forEach((value) -> headers.add(name, value));
		}
		Map<String, String> variables = variables(request);
		return new WebhookRequest(
				WebhookRequestHead.builder(String.valueOf(request.getMethod()), urlOf(request, variables))
					.query(request.getQueryString())
					.headers(headers.build())
					.pathVariables(variables)
					.from(request.getRemoteAddr(), request.isSecure())
					.build(),
				body);
	}

	private Map<String, String> variables(MockHttpServletRequest request) {
		PathMatchInfo match = PathPatternParser.defaultInstance.parse(this.provider.endpoint().path())
			.matchAndExtract(PathContainer.parsePath(path(request)));
		return (match != null) ? match.getUriVariables() : Map.of();
	}

	private static String path(MockHttpServletRequest request) {
		return String.valueOf(request.getRequestURI()).substring(String.valueOf(request.getContextPath()).length());
	}

	private String urlOf(MockHttpServletRequest request, Map<String, String> variables) {
		String own = this.provider.endpoint().publicUrl();
		if (own != null) {
			return new UrlPattern(own).filled(variables);
		}
		String path = path(request);
		String url = request.getRequestURL().toString();
		return this.server.asProvidersSeeIt(url.substring(0, url.length() - path.length())) + path;
	}

	/** Parameters that are in no query string are those of a form. */
	private static byte[] bodyOf(MockHttpServletRequest request) {
		byte[] content = request.getContentAsByteArray();
		if (content != null) {
			return content;
		}
		Set<String> ofQuery = query(request.getQueryString()).keySet();
		StringJoiner fields = new StringJoiner("&");
		request.getParameterMap().forEach((name, values) -> {
			if (!ofQuery.contains(name)) {
				Stream.of(values).forEach((value) -> fields.add(encoded(name) + "=" + encoded(value)));
			}
		});
		byte[] body = fields.toString().getBytes(StandardCharsets.US_ASCII);
		if (body.length > 0 && request.getContentType() == null) {
			request.setContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
		}
		request.setContent(body);
		return body;
	}

	private static Map<String, List<String>> query(@Nullable String query) {
		return FormFields.parse((query != null) ? query : "");
	}

	private static String encoded(String text) {
		return PercentEncoding.RFC3986.encode(text);
	}

	/**
	 * Puts what the provider has added: headers, parameters of the query, a body.
	 */
	void write(WebhookRequest signed, MockHttpServletRequest request) {
		Collections.list(request.getHeaderNames()).forEach(request::removeHeader);
		signed.headers().forEach(request::addHeader);
		String query = signed.head().query();
		if (query != null && !query.equals(request.getQueryString())) {
			request.setQueryString(query);
			query(query).forEach((name, values) -> request.setParameter(name, values.toArray(String[]::new)));
		}
		request.setContent(signed.body());
	}

}
