package dev.webhooks.web;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UrlPathHelper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Finds the provider that a request is for, for filters that run before the request is
 * mapped. Immutable.
 */
public final class ProviderPaths {

	/** The most specific pattern first, as requests are mapped. */
	private final Map<PathPattern, WebhookProvider> patterns = new TreeMap<>();

	/** Paths without variables, which most requests are for and are written just so. */
	private final Map<String, WebhookProvider> literal = new HashMap<>();

	/**
	 * Creates an instance for the providers whose requests are answered here.
	 * @param providers the providers
	 */
	public ProviderPaths(WebhookProviders providers) {
		this(providers, false);
	}

	private ProviderPaths(WebhookProviders providers, boolean observed) {
		for (WebhookProvider provider : providers.all()) {
			if (provider.endpoint().observed() == observed) {
				add(provider.endpoint().path(), provider);
				add(provider.endpoint().path() + "/", provider);
			}
		}
	}

	/**
	 * Creates an instance for the providers whose requests are only observed.
	 * @param providers the providers
	 * @return their paths
	 */
	public static ProviderPaths observed(WebhookProviders providers) {
		return new ProviderPaths(providers, true);
	}

	private void add(String path, WebhookProvider provider) {
		PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
		this.patterns.put(pattern, provider);
		if (!pattern.hasPatternSyntax()) {
			this.literal.put(path, provider);
		}
	}

	/**
	 * Tells whether a request is for a provider.
	 * @param request the request
	 * @return whether its path is exactly that of a provider
	 */
	public boolean matches(HttpServletRequest request) {
		return find(request) != null;
	}

	@Nullable WebhookProvider find(HttpServletRequest request) {
		WebhookProvider found = this.literal.get(request.getRequestURI());
		boolean whole = request.getContextPath().isEmpty() && request.getPathInfo() == null;
		return (found != null && whole) ? found : match(request);
	}

	/**
	 * Finds the values of the variables in the path of the provider that a request is
	 * for.
	 */
	Map<String, String> variables(HttpServletRequest request) {
		PathContainer plain = plain(request);
		for (PathPattern pattern : this.patterns.keySet()) {
			PathPattern.PathMatchInfo match = pattern.matchAndExtract(plain);
			if (match != null) {
				return match.getUriVariables();
			}
		}
		return Map.of();
	}

	/** Handler mappings look for paths with and without path parameters. */
	private static PathContainer plain(HttpServletRequest request) {
		return PathContainer.parsePath(UrlPathHelper.defaultInstance
			.removeSemicolonContent(ServletRequestPathUtils.parse(request).pathWithinApplication().value()));
	}

	private @Nullable WebhookProvider match(HttpServletRequest request) {
		PathContainer plain = plain(request);
		for (Map.Entry<PathPattern, WebhookProvider> entry : this.patterns.entrySet()) {
			if (entry.getKey().matches(plain)) {
				return entry.getValue();
			}
		}
		return null;
	}

	/**
	 * The patterns by which a servlet container sends these paths through a filter.
	 * @param servletPrefix what stands before the paths, empty where the dispatcher
	 * servlet is mapped to {@code /}
	 * @return the URL patterns, which may match more than the paths
	 */
	public Set<String> urlPatterns(String servletPrefix) {
		Set<String> urlPatterns = new LinkedHashSet<>();
		for (PathPattern pattern : this.patterns.keySet()) {
			urlPatterns.add(urlPattern(servletPrefix + pattern.getPatternString()));
		}
		return urlPatterns;
	}

	private static String urlPattern(String path) {
		int variable = path.indexOf('{');
		if (variable < 0) {
			return path;
		}
		return path.substring(0, path.lastIndexOf('/', variable)) + "/*";
	}

}
