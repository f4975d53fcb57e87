package dev.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One event of a provider, made from a verified request.
 * <p>
 * A request that carries a batch makes one event per item. Implementations are immutable
 * and safe for use by several threads; their {@code toString} never shows the body.
 */
public interface WebhookEvent {

	/**
	 * Type of an event whose type could not be found.
	 */
	String UNKNOWN_TYPE = "unknown";

	/**
	 * Name of the configured provider that the event came from.
	 * @return the key below {@code webhooks.providers}
	 */
	String provider();

	/**
	 * Most specific name of the event's type.
	 * @return the first of {@link #types()}
	 */
	default String type() {
		return types().get(0);
	}

	/**
	 * All names of the event's type, most specific first: GitHub's {@code pull_request}
	 * with the action {@code opened} is {@code pull_request.opened} and
	 * {@code pull_request}.
	 * @return the names, at least one
	 */
	List<String> types();

	/**
	 * Id by which a redelivery of the same event is recognised, as the provider gave it,
	 * or a hash of the body where the provider gives none.
	 * @return the id
	 */
	String id();

	/**
	 * Tenant that the event is of, as the variable {@code tenant} of the path or the
	 * place that is configured names it, or as its token tells.
	 * @return the tenant or {@code null}
	 */
	default @Nullable String tenant() {
		return null;
	}

	/**
	 * Key by which the inbox keeps events in order: those of one key are delivered to a
	 * listener one after another.
	 * @return the key, or {@code null} where the event needs no order or has been in the
	 * inbox, which keeps only a hash of it
	 */
	default @Nullable String orderKey() {
		return null;
	}

	/**
	 * When the event happened, as the provider says.
	 * @return the time or {@code null} where the provider does not say
	 */
	@Nullable Instant occurredAt();

	/**
	 * When the request was received.
	 * @return the time
	 */
	Instant receivedAt();

	/**
	 * HTTP method of the request.
	 * @return the method in upper case
	 */
	default String method() {
		return "POST";
	}

	/**
	 * Query string of the request. From the inbox it comes without the parameters that
	 * hold a secret.
	 * @return the query string as it stood in the URL, not decoded, or {@code null} if
	 * there was none
	 */
	default @Nullable String query() {
		return null;
	}

	/**
	 * Values of the variables in the provider's path. From the inbox they come without
	 * those that hold a secret.
	 * @return the decoded values by name; none for a path without variables
	 */
	default Map<String, String> pathVariables() {
		return Map.of();
	}

	/**
	 * Headers of the request.
	 * @return the headers
	 */
	WebhookHeaders headers();

	/**
	 * Content type of {@link #body()}.
	 * @return the media type or {@code null} where the request named none
	 */
	default @Nullable String contentType() {
		return headers().first("Content-Type");
	}

	/**
	 * Exact bytes of the body as they were received, or those of one item of a batch, or
	 * of the document that was decoded, unless it is stored as it came.
	 * @return a copy of the bytes
	 */
	byte[] body();

	/**
	 * Text of the body, whatever character set its content type names.
	 * @return the body decoded as UTF-8
	 */
	default String bodyAsText() {
		return new String(body(), StandardCharsets.UTF_8);
	}

	/**
	 * Files in the body, which is a form with the content type
	 * {@code multipart/form-data}. They are read with the library
	 * {@code org.apache.commons:commons-fileupload2-core}, which an application brings.
	 * @return the files in the order in which they came; none in any other body
	 * @throws WebhookPayloadException if the form is malformed, or the library is not
	 * there
	 */
	default List<WebhookFile> files() {
		return List.of();
	}

	/**
	 * The document that listeners read: the body, or the JSON text in a field of a form
	 * (GitHub and Slack send {@code payload={…}}), the fields of a query or a form with
	 * files, or what was decoded.
	 * @return a copy of the bytes
	 */
	default byte[] payload() {
		return body();
	}

	/**
	 * Media type of {@link #payload()}.
	 * @return the media type or {@code null} where the request named none
	 */
	default @Nullable String payloadType() {
		return contentType();
	}

	/**
	 * Which attempt to process the event this is.
	 * @return the attempt, starting at 1; always 1 where events are processed inline
	 */
	default int attempt() {
		return 1;
	}

}
