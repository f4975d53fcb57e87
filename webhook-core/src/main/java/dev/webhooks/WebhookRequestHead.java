package dev.webhooks;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * All of a request that is known before its body is read. Immutable.
 */
public final class WebhookRequestHead {

	private final String method;

	private final String url;

	private final @Nullable String query;

	private final WebhookHeaders headers;

	private final String remoteAddress;

	private final boolean secure;

	private final List<X509Certificate> clientCertificates;

	private final Instant receivedAt;

	private final Map<String, String> pathVariables;

	private WebhookRequestHead(Builder builder) {
		this.method = builder.method;
		this.url = builder.url;
		this.query = builder.query;
		this.headers = builder.headers;
		this.remoteAddress = builder.remoteAddress;
		this.secure = builder.secure;
		this.clientCertificates = builder.clientCertificates;
		this.receivedAt = builder.receivedAt;
		this.pathVariables = builder.pathVariables;
	}

	/**
	 * Starts building a head.
	 * @param method the HTTP method in upper case
	 * @param url the absolute URL as the provider knows it, without query string
	 * @return a builder
	 */
	public static Builder builder(String method, String url) {
		return new Builder(method, url);
	}

	/**
	 * Starts building a head like this one.
	 * @return a builder
	 */
	public Builder mutate() {
		return new Builder(this);
	}

	/**
	 * HTTP method.
	 * @return the method in upper case
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Absolute URL as the provider knows it, without query string.
	 * @return the URL
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Query string as it stands in the URL, not decoded.
	 * @return the query string or {@code null} if the URL has none
	 */
	public @Nullable String query() {
		return this.query;
	}

	/**
	 * Absolute URL as the provider knows it, with query string.
	 * @return the URL
	 */
	public String fullUrl() {
		return (this.query != null) ? this.url + '?' + this.query : this.url;
	}

	/**
	 * Headers of the request.
	 * @return the headers
	 */
	public WebhookHeaders headers() {
		return this.headers;
	}

	/**
	 * Address of the client as the container tells it.
	 * @return the address in text, never a name
	 */
	public String remoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * Whether the request came by HTTPS, as the container tells it.
	 * @return whether it was encrypted
	 */
	public boolean secure() {
		return this.secure;
	}

	/**
	 * What the client has presented in the TLS handshake. The container has verified it.
	 * @return the client's certificate, followed by those of its issuers that the client
	 * has sent along; empty if it has presented none
	 */
	public List<X509Certificate> clientCertificates() {
		return this.clientCertificates;
	}

	/**
	 * When the request was received.
	 * @return the time
	 */
	public Instant receivedAt() {
		return this.receivedAt;
	}

	/**
	 * Values of the variables in the provider's path.
	 * @return the values by name, decoded
	 */
	public Map<String, String> pathVariables() {
		return this.pathVariables;
	}

	/**
	 * Tenant that the request is for, where the provider's path has a variable
	 * {@code tenant}.
	 * @return the tenant or {@code null}
	 */
	public @Nullable String tenant() {
		String tenant = this.pathVariables.get("tenant");
		return (tenant == null || tenant.isEmpty()) ? null : tenant;
	}

	@Override
	public String toString() {
		return this.method + " " + this.url;
	}

	/**
	 * Builds a {@link WebhookRequestHead}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private String method;

		private String url;

		private @Nullable String query;

		private WebhookHeaders headers = WebhookHeaders.of();

		private String remoteAddress = "unknown";

		private boolean secure;

		private List<X509Certificate> clientCertificates = List.of();

		private Instant receivedAt = Instant.EPOCH;

		private Map<String, String> pathVariables = Map.of();

		private Builder(String method, String url) {
			Assert.hasText(method, "'method' must not be empty");
			Assert.notNull(url, "'url' must not be null");
			this.method = method;
			int query = url.indexOf('?');
			this.url = (query < 0) ? url : url.substring(0, query);
			this.query = (query < 0) ? null : url.substring(query + 1);
		}

		private Builder(WebhookRequestHead head) {
			this.method = head.method;
			this.url = head.url;
			this.query = head.query;
			this.headers = head.headers;
			this.remoteAddress = head.remoteAddress;
			this.secure = head.secure;
			this.clientCertificates = head.clientCertificates;
			this.receivedAt = head.receivedAt;
			this.pathVariables = head.pathVariables;
		}

		/**
		 * Sets the query string.
		 * @param query the query string as it stands in the URL, or {@code null}
		 * @return this builder
		 */
		public Builder query(@Nullable String query) {
			this.query = query;
			return this;
		}

		/**
		 * Sets all headers.
		 * @param headers the headers
		 * @return this builder
		 */
		public Builder headers(WebhookHeaders headers) {
			this.headers = headers;
			return this;
		}

		/**
		 * Sets one header, in place of the values it had.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder header(String name, String value) {
			this.headers = this.headers.with(name, value);
			return this;
		}

		/**
		 * Sets where the request came from. By default that is not known, and in the
		 * clear, which is refused wherever that matters.
		 * @param remoteAddress the address of the client, in text
		 * @param secure whether it came by HTTPS
		 * @return this builder
		 */
		public Builder from(String remoteAddress, boolean secure) {
			this.remoteAddress = remoteAddress;
			this.secure = secure;
			return this;
		}

		/**
		 * Sets what the client has presented in the TLS handshake.
		 * @param clientCertificates the chain that was verified, the client's own first;
		 * empty if there is none
		 * @return this builder
		 */
		public Builder clientCertificates(List<X509Certificate> clientCertificates) {
			this.clientCertificates = List.copyOf(clientCertificates);
			return this;
		}

		/**
		 * Sets when the request was received, which is in 1970 where nothing is said.
		 * @param receivedAt the time
		 * @return this builder
		 */
		public Builder receivedAt(Instant receivedAt) {
			this.receivedAt = receivedAt;
			return this;
		}

		/**
		 * Sets the values of the variables in the path.
		 * @param pathVariables the values by name
		 * @return this builder
		 */
		public Builder pathVariables(Map<String, String> pathVariables) {
			this.pathVariables = Map.copyOf(pathVariables);
			return this;
		}

		/**
		 * Builds the head.
		 * @return the head
		 */
		public WebhookRequestHead build() {
			return new WebhookRequestHead(this);
		}

	}

}
