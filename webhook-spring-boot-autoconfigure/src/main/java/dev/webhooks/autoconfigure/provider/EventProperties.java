package dev.webhooks.autoconfigure.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.provider.settings.StoredPayload;
import dev.webhooks.request.BodyFormat;

/**
 * Where the properties of an event are.
 */
public class EventProperties {

	/**
	 * Format of the body.
	 */
	private @Nullable BodyFormat format;

	/**
	 * Locators of the JSON document in a form, or of what is decoded to the document. A
	 * 'base64:' before a locator says that it is so encoded.
	 */
	private @Nullable List<String> payload;

	/**
	 * Namespaces that the elements of an XML body are in, each as a place and its
	 * namespace. A body with an element in another one is malformed. Any by default.
	 */
	private @Nullable List<String> namespaces;

	/**
	 * Whether an empty body is malformed. By default it is, where it should be a document
	 * and the type is not elsewhere in the request.
	 */
	private @Nullable Boolean bodyRequired;

	/**
	 * Locators of the type of an event. All that are found name the event.
	 */
	private @Nullable List<String> type;

	/**
	 * Locators of what redeliveries of an event are recognised by. The first that is
	 * found counts.
	 */
	private @Nullable List<String> id;

	/**
	 * Locators of the time when the event happened.
	 */
	private @Nullable List<String> occurredAt;

	/**
	 * Locator of a JSON array whose items are events of their own.
	 */
	private @Nullable String split;

	/**
	 * Types by which the provider tests the endpoint, such as 'ping'. Without a listener
	 * they are named as such in the log.
	 */
	private @Nullable List<String> tests;

	/**
	 * Decoder that makes the document of the payload once a request is verified: 'text',
	 * 'base64', 'aes-gcm', 'aes-cbc', 'aes-cbc-message', 'jwt', or the name of a
	 * WebhookPayloadDecoder bean.
	 */
	private @Nullable String decoder;

	/**
	 * Form in which the inbox keeps a document that was decoded.
	 */
	private @Nullable StoredPayload store;

	/**
	 * Where the parts of an encoded document are.
	 */
	@NestedConfigurationProperty
	private final DecodingProperties decoding = new DecodingProperties();

	public @Nullable String getDecoder() {
		return this.decoder;
	}

	public void setDecoder(@Nullable String decoder) {
		this.decoder = decoder;
	}

	public @Nullable StoredPayload getStore() {
		return this.store;
	}

	public void setStore(@Nullable StoredPayload store) {
		this.store = store;
	}

	public DecodingProperties getDecoding() {
		return this.decoding;
	}

	public @Nullable BodyFormat getFormat() {
		return this.format;
	}

	public void setFormat(@Nullable BodyFormat format) {
		this.format = format;
	}

	public @Nullable List<String> getPayload() {
		return this.payload;
	}

	public void setPayload(@Nullable List<String> payload) {
		this.payload = payload;
	}

	public @Nullable List<String> getNamespaces() {
		return this.namespaces;
	}

	public void setNamespaces(@Nullable List<String> namespaces) {
		this.namespaces = namespaces;
	}

	public @Nullable Boolean getBodyRequired() {
		return this.bodyRequired;
	}

	public void setBodyRequired(@Nullable Boolean bodyRequired) {
		this.bodyRequired = bodyRequired;
	}

	public @Nullable List<String> getType() {
		return this.type;
	}

	public void setType(@Nullable List<String> type) {
		this.type = type;
	}

	public @Nullable List<String> getId() {
		return this.id;
	}

	public void setId(@Nullable List<String> id) {
		this.id = id;
	}

	public @Nullable List<String> getOccurredAt() {
		return this.occurredAt;
	}

	public void setOccurredAt(@Nullable List<String> occurredAt) {
		this.occurredAt = occurredAt;
	}

	public @Nullable String getSplit() {
		return this.split;
	}

	public void setSplit(@Nullable String split) {
		this.split = split;
	}

	public @Nullable List<String> getTests() {
		return this.tests;
	}

	public void setTests(@Nullable List<String> tests) {
		this.tests = tests;
	}

	EventSettings toSettings() {
		return new EventSettings(this.format, this.payload, this.namespaces, this.bodyRequired, this.type, this.id,
				this.occurredAt, this.split, this.tests, this.decoder, this.decoding.toSettings(), this.store);
	}

}
