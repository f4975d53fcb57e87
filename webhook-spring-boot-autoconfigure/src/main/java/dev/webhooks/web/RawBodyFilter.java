package dev.webhooks.web;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;

import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

import dev.webhooks.request.FormFields;
import dev.webhooks.request.MultipartForm;

/**
 * Keeps the body of a webhook request from being read as form fields or parts on its way
 * to the {@link WebhookController}, which needs its exact bytes: code that asks for
 * parameters or parts sees none.
 */
public final class RawBodyFilter extends OncePerRequestFilter {

	private final ProviderPaths paths;

	/**
	 * Creates a filter.
	 * @param paths finds the provider of a request
	 */
	public RawBodyFilter(ProviderPaths paths) {
		this.paths = paths;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean webhook = this.paths.find(request) != null;
		chain.doFilter(webhook ? new RawBodyRequest(request) : request, response);
	}

	private static final class RawBodyRequest extends HttpServletRequestWrapper {

		RawBodyRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getParameter(String name) {
			return null;
		}

		@Override
		public String @Nullable [] getParameterValues(String name) {
			return null;
		}

		@Override
		public Enumeration<String> getParameterNames() {
			return Collections.emptyEnumeration();
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			return Map.of();
		}

		/**
		 * The content type is in the headers, but nobody is told that there is a form to
		 * be read, as Spring's filters do for PUT, PATCH and DELETE, and for parts.
		 */
		@Override
		public @Nullable String getContentType() {
			String contentType = super.getContentType();
			boolean form = FormFields.isForm(contentType) || MultipartForm.isMultipart(contentType);
			return form ? null : contentType;
		}

		@Override
		public Collection<Part> getParts() {
			return List.of();
		}

		@Override
		public @Nullable Part getPart(String name) {
			return null;
		}

	}

}
