package dev.webhooks.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequest;

/**
 * Parser of the requests of one provider: it knows where their document is, and which of
 * its fields are wanted. It is prepared once for all who read a request, so that its
 * document is parsed once for all of them. Immutable and safe for use by several threads.
 */
@Internal
public final class RequestParser {

	/**
	 * A parser for who reads nothing but the head and the bytes of the body.
	 */
	public static final RequestParser NONE = of(DocumentReader.AUTO, List.of());

	private static final int MAX_DEPTH_OF_STRANGERS = 16;

	private final DocumentReader documents;

	private final JsonFields fields;

	private final @Nullable BatchSplitter splitter;

	private final ConfiguredValues configured;

	private RequestParser(DocumentReader documents, JsonFields fields, @Nullable BatchSplitter splitter,
			ConfiguredValues configured) {
		this.documents = documents;
		this.fields = fields;
		this.splitter = splitter;
		this.configured = configured;
	}

	/**
	 * Prepares a parser.
	 * @param documents finds the document in a request
	 * @param pointers JSON pointers of the fields that may be asked for
	 * @return the parser
	 */
	public static RequestParser of(DocumentReader documents, Collection<String> pointers) {
		return new RequestParser(documents, JsonFields.of(pointers), null, ConfiguredValues.NONE);
	}

	/**
	 * Copies this parser for a document that is found in another way, and more fields.
	 * @param documents finds the document in a request
	 * @param pointers JSON pointers of more fields that may be asked for
	 * @return the new parser
	 */
	public RequestParser with(DocumentReader documents, Collection<String> pointers) {
		List<String> all = new ArrayList<>(this.fields.pointers());
		all.addAll(pointers);
		return new RequestParser(documents, JsonFields.of(all), this.splitter, this.configured);
	}

	/**
	 * Copies this parser for documents of which each item of an array is read by itself.
	 * @param splitter finds the array, or {@code null} if documents are read as a whole
	 * @return the new parser
	 */
	public RequestParser splitting(@Nullable BatchSplitter splitter) {
		return new RequestParser(this.documents, this.fields, splitter, this.configured);
	}

	/**
	 * Copies this parser with values that are configured, which templates fill in.
	 * @param values the values
	 * @return the new parser
	 */
	public RequestParser knowing(ConfiguredValues values) {
		return new RequestParser(this.documents, this.fields, this.splitter, values);
	}

	/**
	 * Copies this parser for requests that are not verified, of which no deep document is
	 * read.
	 * @return the new parser
	 */
	public RequestParser forStrangers() {
		return new RequestParser(this.documents, this.fields.notDeeperThan(MAX_DEPTH_OF_STRANGERS), this.splitter,
				this.configured);
	}

	/**
	 * Tells whether what is read by this parser is enough for who would read by another.
	 * @param other the other parser
	 * @return whether both find the same document, and this all fields of the other
	 */
	public boolean serves(RequestParser other) {
		return other == NONE || (this.documents.findsAs(other.documents)
				&& this.fields.pointers().containsAll(other.fields.pointers()));
	}

	/**
	 * Begins to read a request. Nothing is parsed before it is asked for.
	 * @param request the request
	 * @return the request, not yet parsed
	 */
	public ParsedRequest parse(WebhookRequest request) {
		return new ParsedRequest(request, this.documents, this.fields, this.splitter, this.configured);
	}

}
