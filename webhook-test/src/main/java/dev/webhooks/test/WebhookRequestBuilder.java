package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.webhooks.provider.WebhookProvider;

/**
 * A request of a provider, as a test wants it. It is signed by the provider's own recipe,
 * the other way round. Each {@link #sign()} makes a request with an event that there has
 * not been, unless {@link #redelivered()} or {@link #duplicate()} says otherwise, an
 * {@link #id} is set, or the id stands in a body of one's own. Not safe for use by
 * several threads.
 *
 * @param <B> the type of the builder itself
 */
public abstract class WebhookRequestBuilder<B extends WebhookRequestBuilder<B>> {

	private final RequestPlan plan;

	/**
	 * Begins a request.
	 * @param provider the provider, as its receiver has it
	 * @param keys the keys to sign with; {@code null} for the newest secret of the
	 * provider
	 * @param fixtures the bodies of events
	 * @param clock tells when requests are signed
	 */
	protected WebhookRequestBuilder(WebhookProvider provider, @Nullable SigningKeys keys, WebhookFixtures fixtures,
			Clock clock) {
		this.plan = new RequestPlan(provider, keys, fixtures, clock);
	}

	@SuppressWarnings("unchecked")
	private B planned(Consumer<RequestPlan> change) {
		change.accept(this.plan);
		return (B) this;
	}

	private B changed(Consumer<RequestDraft> change) {
		return planned((plan) -> plan.change(change));
	}

	/**
	 * The provider whose request it is.
	 * @return the provider, as its receiver has it
	 */
	public WebhookProvider provider() {
		return this.plan.provider;
	}

	/**
	 * Names the event. The body is that of the fixture
	 * {@code webhooks/{provider}/{type}.json}, with an id and times of its own; with
	 * {@link #body} or {@link #json} the type is named where it is not in the body.
	 * Without any of these, the body is the one that the provider's documentation shows.
	 * @param type the type, such as {@code charge.succeeded}
	 * @return this builder, whose next request has another event and {@link #id}
	 */
	public B event(String type) {
		return batch(type);
	}

	/**
	 * Names several events for one request.
	 * @param types the types in order, of each of which there is a fixture
	 * @return this builder, whose next request has other events
	 */
	public B batch(String... types) {
		return planned((plan) -> plan.types(List.of(types)));
	}

	/**
	 * Sets a body, in the content type that the provider is known to send; of several, in
	 * the one that the body looks like. It is sent as it is, with its id and times, but
	 * for what {@link #id}, {@link #tenant}, {@link #set} and the like change.
	 * @param body the body, in UTF-8
	 * @return this builder, whose next request has another event
	 */
	public B body(String body) {
		return body(body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sets a body as {@link #body(String)} does.
	 * @param body the exact bytes
	 * @return this builder, whose next request has another event
	 */
	public B body(byte[] body) {
		return planned((plan) -> plan.body(body, null));
	}

	/**
	 * Sets a body of a content type that the provider is not known to send.
	 * @param contentType the content type, such as {@code text/plain}
	 * @param body the body, in UTF-8
	 * @return this builder, whose next request has another event
	 */
	public B body(String contentType, String body) {
		return planned((plan) -> plan.body(body.getBytes(StandardCharsets.UTF_8), contentType));
	}

	/**
	 * Sets an object as the body, as {@link #body(String)} does.
	 * @param value what Jackson writes as JSON, such as a record or a map
	 * @return this builder, whose next request has another event
	 */
	public B json(Object value) {
		return planned((plan) -> plan.body(DraftDocument.toJson(value), plan.jsonType()));
	}

	/**
	 * Sets a value in the JSON document, or a field of a form. Objects on the way are
	 * made.
	 * @param pointer the JSON pointer, such as {@code /data/object/amount}, or of a form
	 * {@code /name}
	 * @param value a text, number or truth value, a map or list, or {@code null}; a field
	 * of a form stands there once for each item of a list
	 * @return this builder
	 */
	public B set(String pointer, @Nullable Object value) {
		JsonNode node = DraftDocument.toNode(value);
		return changed((draft) -> draft.document().set(draft.document().root(), pointer, node.deepCopy()));
	}

	/**
	 * Adds a value to the JSON document: a property, or an item of an array, before the
	 * one that is at the pointer.
	 * @param pointer the JSON pointer; {@code -} as its last part is the end of an array
	 * @param value a text, number or truth value, a map or list, or {@code null}
	 * @return this builder
	 */
	public B add(String pointer, @Nullable Object value) {
		JsonNode node = DraftDocument.toNode(value);
		return changed((draft) -> draft.document().add(draft.document().root(), pointer, node.deepCopy()));
	}

	/**
	 * Removes a value from the JSON document, or a field of a form.
	 * @param pointer the JSON pointer, or of a form {@code /name}
	 * @return this builder
	 */
	public B remove(String pointer) {
		return changed((draft) -> draft.document().remove(draft.document().root(), pointer));
	}

	/**
	 * Sets a header in place of the values it had. It may be signed.
	 * @param name the name
	 * @param value the value, or {@code null} to leave the header out
	 * @return this builder
	 */
	public B header(String name, @Nullable String value) {
		return changed((draft) -> draft.header(name, value));
	}

	/**
	 * Sets a parameter of the query string.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public B query(String name, String value) {
		return changed((draft) -> draft.query(name, value));
	}

	/**
	 * Sets a variable of the provider's path.
	 * @param name the name of the variable
	 * @param value the value
	 * @return this builder
	 */
	public B path(String name, String value) {
		return changed((draft) -> draft.path(name, value));
	}

	/**
	 * Sets the id of the event. Of a batch, the second event has it with {@code -2} at
	 * its end, and so on.
	 * @param id the id
	 * @return this builder
	 */
	public B id(String id) {
		return planned((plan) -> plan.id = id);
	}

	/**
	 * Sets the tenant, wherever requests of the provider name theirs.
	 * @param tenant the tenant
	 * @return this builder
	 */
	public B tenant(String tenant) {
		return planned((plan) -> plan.tenant = tenant);
	}

	/**
	 * Sets the address that the request comes from, for clients that can pretend to.
	 * @param address the IP address
	 * @return this builder
	 */
	public B from(String address) {
		return planned((plan) -> plan.from = address);
	}

	/**
	 * Sets the server, which matters where the URL is signed and none is configured.
	 * @param server the URL up to the path, such as {@code http://localhost:8080}
	 * @return this builder
	 */
	public B server(String server) {
		return planned((plan) -> plan.server = server);
	}

	/**
	 * Sets when the event happens and is signed.
	 * @param time the time, in place of that of the clock
	 * @return this builder
	 */
	public B at(Instant time) {
		return planned((plan) -> plan.at = time);
	}

	/**
	 * Signs with another secret than the newest.
	 * @param secret the secret as the provider shows it, or a private key
	 * @return this builder
	 */
	public B signedWith(String secret) {
		return planned((plan) -> plan.signing().with(secret));
	}

	/**
	 * Signs with the oldest secret of the receiver that is not expired, as in a rotation.
	 * @return this builder
	 */
	public B withOldestSecret() {
		return planned((plan) -> plan.signing().withOldest());
	}

	/**
	 * Changes one character of the signed body afterwards, or of what stands for it. A
	 * request that is {@link #unsigned()} cannot be tampered with.
	 * @return this builder
	 */
	public B tampered() {
		return planned((plan) -> plan.tampered = true);
	}

	/**
	 * Leaves the signature out.
	 * @return this builder
	 */
	public B unsigned() {
		return planned((plan) -> plan.unsigned = true);
	}

	/**
	 * Has the requests from now on bring the event of the last one, or of the next one if
	 * there was none: with the same id and body, signed anew and at a time of its own, as
	 * a provider does that has got no answer. Another {@link #event} ends that.
	 * @return this builder
	 */
	public B redelivered() {
		return planned((plan) -> plan.repeat(RequestPlan.Repetition.OF_EVENT));
	}

	/**
	 * Has the requests from now on be the last one, or the next one if there was none,
	 * byte for byte, signature and time of signing included, as when a network repeats
	 * it. What is set afterwards changes nothing. Another {@link #event} ends that.
	 * @return this builder
	 */
	public B duplicate() {
		return planned((plan) -> plan.repeat(RequestPlan.Repetition.OF_BYTES));
	}

	/**
	 * Makes the request.
	 * @return the signed request
	 * @throws IllegalArgumentException if there is no such fixture, or a value has no
	 * place
	 * @throws IllegalStateException if the request cannot be signed here
	 */
	public SignedRequest sign() {
		return this.plan.sign();
	}

	@Override
	public String toString() {
		return "Request of " + this.plan.provider + " " + this.plan.types;
	}

}
