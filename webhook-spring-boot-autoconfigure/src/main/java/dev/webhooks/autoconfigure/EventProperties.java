package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.request.BodyFormat;
import dev.webhooks.request.DocumentReader;

/**
 * Where the properties of an event are.
 */
public class EventProperties {

	/**
	 * What the body holds.
	 */
	private BodyFormat format = BodyFormat.AUTO;

	/**
	 * Locators of the JSON document in a form.
	 */
	private List<String> payload = new ArrayList<>();

	/**
	 * Namespaces that the elements of an XML body are in, each as a place and its
	 * namespace. A body with an element in another one is malformed. Any by default.
	 */
	private List<String> namespaces = new ArrayList<>();

	/**
	 * Whether an empty body is malformed. By default it is, where it should be a document
	 * and the type is not elsewhere in the request.
	 */
	private @Nullable Boolean bodyRequired;

	/**
	 * Locators of the type of an event. All that are found name the event.
	 */
	private List<String> type = new ArrayList<>();

	/**
	 * Locators of what redeliveries of an event are recognised by. The first that is
	 * found counts.
	 */
	private List<String> id = new ArrayList<>();

	/**
	 * Locators of the time when the event happened.
	 */
	private List<String> occurredAt = new ArrayList<>();

	/**
	 * Locator of a JSON array whose items are events of their own.
	 */
	private @Nullable String split;

	public BodyFormat getFormat() {
		return this.format;
	}

	public void setFormat(BodyFormat format) {
		this.format = format;
	}

	public List<String> getPayload() {
		return this.payload;
	}

	public void setPayload(List<String> payload) {
		this.payload = payload;
	}

	public List<String> getNamespaces() {
		return this.namespaces;
	}

	public void setNamespaces(List<String> namespaces) {
		this.namespaces = namespaces;
	}

	public @Nullable Boolean getBodyRequired() {
		return this.bodyRequired;
	}

	public void setBodyRequired(@Nullable Boolean bodyRequired) {
		this.bodyRequired = bodyRequired;
	}

	public List<String> getType() {
		return this.type;
	}

	public void setType(List<String> type) {
		this.type = type;
	}

	public List<String> getId() {
		return this.id;
	}

	public void setId(List<String> id) {
		this.id = id;
	}

	public List<String> getOccurredAt() {
		return this.occurredAt;
	}

	public void setOccurredAt(List<String> occurredAt) {
		this.occurredAt = occurredAt;
	}

	public @Nullable String getSplit() {
		return this.split;
	}

	public void setSplit(@Nullable String split) {
		this.split = split;
	}

	DocumentReader documents() {
		return new DocumentReader(this.format, this.payload).inNamespaces(this.namespaces)
			.requiringBody(this.bodyRequired);
	}

}
