package dev.webhooks;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * All of a request that is known before its body is read. Immutable.
 *
 * @param method the HTTP method in upper case
 * @param url the absolute URL as the provider knows it, without query string
 * @param query the query string as it stands in the URL, not decoded, or {@code null} if
 * the URL has none
 * @param headers the headers
 * @param remoteAddress the address of the client as the container tells it, in text,
 * never a name
 * @param secure whether the request came by HTTPS, as the container tells it
 * @param clientCertificates what the client has presented in the TLS handshake, verified
 * by the container: its certificate, followed by those of its issuers that it has sent
 * along; empty if it has presented none
 * @param receivedAt when the request was received
 * @param pathVariables the values of the variables in the provider's path by name,
 * decoded
 * @param tenant the tenant that the request is for, or {@code null} if nothing but the
 * variable {@code tenant} of the path may name one
 */
public record WebhookRequestHead(String method, String url, @Nullable String query, WebhookHeaders headers,
		String remoteAddress, boolean secure, List<X509Certificate> clientCertificates, Instant receivedAt,
		Map<String, String> pathVariables, @Nullable String tenant) {

	private static final String TENANT = "tenant";

	public WebhookRequestHead {
		Assert.hasText(method, "'method' must not be empty");
		Assert.notNull(url, "'url' must not be null");
		clientCertificates = List.copyOf(clientCertificates);
		pathVariables = Map.copyOf(pathVariables);
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
	 * Absolute URL as the provider knows it, with query string.
	 * @return the URL
	 */
	public String fullUrl() {
		return (this.query != null) ? this.url + '?' + this.query : this.url;
	}

	/**
	 * Tenant that the request is for: as the variable {@code tenant} of the path names
	 * it, or what {@code webhooks.providers.<name>.tenant} locates, which is known when
	 * the body was read. Before the request is verified it is the word of a stranger.
	 * @return the tenant or {@code null}
	 */
	@Override
	public @Nullable String tenant() {
		String tenant = (this.tenant != null) ? this.tenant : this.pathVariables.get(TENANT);
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

		private @Nullable String tenant;

		private Builder(String method, String url) {
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
			this.tenant = head.tenant;
		}

		/**
		 * Sets the URL.
		 * @param url the absolute URL as the provider knows it, without query string
		 * @return this builder
		 */
		public Builder url(String url) {
			this.url = url;
			return this;
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
			this.clientCertificates = clientCertificates;
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
			this.pathVariables = pathVariables;
			return this;
		}

		/**
		 * Sets the tenant that the request is for, which is otherwise the variable
		 * {@code tenant} of the path.
		 * @param tenant the tenant; empty for none
		 * @return this builder
		 */
		public Builder tenant(String tenant) {
			this.tenant = tenant;
			return this;
		}

		/**
		 * Builds the head.
		 * @return the head
		 */
		public WebhookRequestHead build() {
			return new WebhookRequestHead(this.method, this.url, this.query, this.headers, this.remoteAddress,
					this.secure, this.clientCertificates, this.receivedAt, this.pathVariables, this.tenant);
		}

	}

}
