package dev.webhooks.test.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.Mergeable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.ConfigurableSmartRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SigningKeys;
import dev.webhooks.test.WebhookFixtures;
import dev.webhooks.test.WebhookRequestBuilder;

/**
 * A request to a provider of the application under test. It is performed by MockMvc as it
 * is, exchanged by a {@link RestTestClient}, or sent to the running server. Each time it
 * is sent it brings another event, unless {@link #redelivered()} or {@link #duplicate()}
 * says otherwise. Not safe for use by several threads.
 */
public final class WebhookCall extends WebhookRequestBuilder<WebhookCall>
		implements ConfigurableSmartRequestBuilder<WebhookCall>, Mergeable {

	private final ApplicationServer application;

	private final List<RequestPostProcessor> postProcessors = new ArrayList<>();

	private @Nullable String server;

	private @Nullable String from;

	private @Nullable MockHttpServletRequestBuilder performed;

	WebhookCall(WebhookProvider provider, @Nullable SigningKeys keys, WebhookFixtures fixtures, Clock clock,
			ApplicationServer application) {
		super(provider, keys, fixtures, clock);
		this.application = application;
	}

	/**
	 * Sets the server that the request is sent to, in place of the one that MockMvc
	 * pretends to be, or that runs.
	 * @param server the URL up to the path within the application, such as
	 * {@code https://shop.example.com}
	 * @return this request
	 */
	@Override
	public WebhookCall server(String server) {
		this.server = ApplicationServer.withoutSlash(server);
		return super.server(this.server);
	}

	/**
	 * Sets an object as the body.
	 * @param value what the application's Jackson mapper writes as JSON, or any if it has
	 * none
	 * @return this request
	 */
	@Override
	public WebhookCall json(Object value) {
		byte[] json = this.application.toJson(value);
		return (json != null) ? body(json) : super.json(value);
	}

	/**
	 * Sets the address that the request comes from. Only MockMvc can pretend to.
	 * @param address the IP address
	 * @return this request
	 */
	@Override
	public WebhookCall from(String address) {
		this.from = address;
		return super.from(address);
	}

	/**
	 * Has the request that MockMvc is given changed once more, after it was signed.
	 * @param postProcessor changes it, such as {@code csrf()}
	 * @return this request
	 */
	@Override
	public WebhookCall with(RequestPostProcessor postProcessor) {
		this.postProcessors.add(postProcessor);
		return this;
	}

	/**
	 * Makes the request for the server that runs, or that was set.
	 * @return the signed request
	 */
	@Override
	public SignedRequest sign() {
		String running = (this.server != null) ? this.server : this.application.running();
		return signFor((running != null) ? running : ApplicationServer.mock(provider()));
	}

	private SignedRequest signFor(String actual) {
		super.server(this.application.asProvidersSeeIt(actual));
		return super.sign();
	}

	/**
	 * Makes a request for MockMvc, to which more may be added.
	 * @return the request, which is signed already
	 */
	public MockHttpServletRequestBuilder toMockMvc() {
		String actual = (this.server != null) ? this.server : ApplicationServer.mock(provider());
		SignedRequest signed = signFor(actual);
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders
			.request(HttpMethod.valueOf(signed.method()), URI.create(actual + signed.target()))
			.content(signed.body())
			.remoteAddress(signed.from());
		signed.headers().forEach((header) -> request.header(header.getKey(), header.getValue()));
		request.header(Outcomes.HEADER, Outcomes.newId());
		this.postProcessors.forEach(request::with);
		return request;
	}

	@Override
	public MockHttpServletRequest buildRequest(ServletContext servletContext) {
		this.performed = toMockMvc();
		return this.performed.buildRequest(servletContext);
	}

	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
		return (this.performed != null) ? this.performed.postProcessRequest(request) : request;
	}

	@Override
	public boolean isMergeEnabled() {
		return true;
	}

	/**
	 * Adds what each request of a MockMvc has.
	 * @param parent the request that MockMvc has defaults from
	 * @return the request for MockMvc
	 */
	@Override
	public Object merge(@Nullable Object parent) {
		return toMockMvc().merge(parent);
	}

	/**
	 * Has a client send the request and wait for the answer. The client is bound to
	 * MockMvc, or to a server.
	 * @param client the client
	 * @return the answer
	 * @throws IllegalStateException if an address was set, which the client cannot
	 * pretend to have
	 */
	public RestTestClient.ResponseSpec exchange(RestTestClient client) {
		checkAddress();
		String actual = (this.server != null) ? this.server : baseUrlOf(client);
		SignedRequest signed = signFor(actual);
		RestTestClient.RequestBodySpec request = client.method(HttpMethod.valueOf(signed.method()))
			.uri(URI.create(actual + signed.target()));
		signed.headers().forEach((header) -> request.header(header.getKey(), header.getValue()));
		request.header(Outcomes.HEADER, Outcomes.newId(this.application.isAt(actual) || isMock(actual)));
		byte[] body = signed.body();
		return ((body.length > 0) ? request.body(body) : request).exchange();
	}

	private String baseUrlOf(RestTestClient client) {
		List<String> base = new ArrayList<>();
		client.get().uri((builder) -> {
			base.add(builder.build().toString());
			return URI.create("/");
		});
		return base.get(0).contains("://") ? ApplicationServer.withoutSlash(base.get(0))
				: ApplicationServer.mock(provider());
	}

	private boolean isMock(String actual) {
		return this.server == null && actual.equals(ApplicationServer.mock(provider()));
	}

	private void checkAddress() {
		if (this.from != null) {
			throw new IllegalStateException("Only MockMvc pretends that a request comes from " + this.from);
		}
	}

	/**
	 * Makes a request for the client of the JDK.
	 * @param server the URL of the server up to the path within the application, such as
	 * {@code http://localhost:8080}
	 * @return the request, to which more may be added
	 */
	public HttpRequest.Builder toHttpRequest(String server) {
		checkAddress();
		String actual = ApplicationServer.withoutSlash(server);
		return signFor(actual).toHttpRequest(actual)
			.header(Outcomes.HEADER, Outcomes.newId(this.application.isAt(actual)));
	}

	/**
	 * Sends the request, and waits for the answer: to the server that was set, or by
	 * MockMvc if the test has one, else to the server that runs.
	 * @return what became of it
	 * @throws IllegalStateException if there is neither
	 */
	public WebhookResult send() {
		MockMvc mvc = (this.server == null) ? this.application.mockMvc() : null;
		if (mvc != null) {
			return WebhookResult.performed(mvc, toMockMvc());
		}
		String running = (this.server != null) ? this.server : this.application.running();
		if (running == null) {
			throw new IllegalStateException("There is nothing to send the request to: add @AutoConfigureMockMvc, or a "
					+ "'webEnvironment' with a port");
		}
		return WebhookResult.of(this.application.client().send(toHttpRequest(running).build()));
	}

}
