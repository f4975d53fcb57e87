package dev.webhooks.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.TemplatePart.Body;
import dev.webhooks.request.TemplatePart.Literal;
import dev.webhooks.request.TemplatePart.Value;

/**
 * Text with placeholders such as <code>{header:X-GitHub-Event}.{body:/action}</code>,
 * each a {@link Locator}, or <code>{body}</code> for the exact bytes of the body. Braces
 * that enclose anything else than a name stand for themselves. Immutable.
 */
public final class Template {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9-]*(?:[:=][^{}]*)?)}");

	private static final String BODY = "body";

	private final String text;

	private final List<TemplatePart> parts;

	private final List<Locator> locators;

	private Template(String text, List<TemplatePart> parts) {
		this.text = text;
		this.parts = List.copyOf(parts);
		this.locators = parts.stream().filter(Value.class::isInstance).map((part) -> ((Value) part).locator()).toList();
	}

	/**
	 * Parses a template.
	 * @param key the configuration key it comes from, for the message
	 * @param text the text
	 * @return the template
	 * @throws InvalidSettingException if a placeholder is unknown
	 */
	public static Template parse(String key, String text) {
		List<TemplatePart> parts = new ArrayList<>();
		Matcher matcher = PLACEHOLDER.matcher(text);
		int end = 0;
		while (matcher.find()) {
			addLiteral(parts, text.substring(end, matcher.start()));
			String name = matcher.group(1);
			parts.add(BODY.equals(name) ? new Body() : new Value(locator(key, text, name)));
			end = matcher.end();
		}
		addLiteral(parts, text.substring(end));
		return new Template(text, parts);
	}

	/**
	 * Parses a locator, or a template of locators.
	 * @param key the configuration key it comes from, for the message
	 * @param text a bare locator such as {@code header:X-Event}, or a template
	 * @return the template
	 * @throws InvalidSettingException if the text is neither
	 */
	public static Template parseLocator(String key, String text) {
		if (text.indexOf('{') < 0) {
			return new Template(text, List.of(new Value(locator(key, text, text))));
		}
		return parse(key, text);
	}

	private static void addLiteral(List<TemplatePart> parts, String literal) {
		if (!literal.isEmpty()) {
			parts.add(Literal.of(literal));
		}
	}

	private static Locator locator(String key, String text, String name) {
		Locator locator = Locator.parse(name);
		if (locator == null) {
			throw new InvalidSettingException(key, text,
					"'%s' is not a locator. Use header:NAME, query:name, form:name, ".formatted(name)
							+ "path:name, body:/json/pointer, body-hash or body-crc32.");
		}
		return locator;
	}

	/**
	 * The locators in this template.
	 * @return the locators in order
	 */
	public List<Locator> locators() {
		return this.locators;
	}

	/**
	 * The pointers of the JSON fields that this template needs.
	 * @return the JSON pointers
	 */
	public List<String> pointers() {
		return this.locators.stream().flatMap((locator) -> locator.pointers().stream()).toList();
	}

	/**
	 * Fills in the first template whose values are all there.
	 * @param templates the templates in order
	 * @param values the values of a request
	 * @return the text, or {@code null} if each lacks a value
	 */
	@Internal
	public static @Nullable String firstOf(List<Template> templates, RequestValues values) {
		for (Template template : templates) {
			String value = template.expand(values);
			if (value != null && !value.isEmpty()) {
				return value;
			}
		}
		return null;
	}

	/**
	 * Tells whether the values are those of one item of a batch, not of the request that
	 * carries it.
	 * @return whether a value is in the item
	 */
	public boolean isOfItem() {
		return this.locators.stream().anyMatch(Locator::isOfItem);
	}

	/**
	 * Tells whether the value is found without the body.
	 * @return whether it is in the head of a request
	 */
	public boolean isInHead() {
		return this.parts.stream().noneMatch(Body.class::isInstance)
				&& this.locators.stream().allMatch(Locator::isInHead);
	}

	/**
	 * Tells whether the value changes with each byte of the body.
	 * @return whether it does
	 */
	public boolean coversBody() {
		return this.parts.stream().anyMatch(Body.class::isInstance)
				|| this.locators.stream().anyMatch(Locator::coversBody);
	}

	/**
	 * Tells whether any of it is in the body.
	 * @return whether the body is read, in whole or in part
	 */
	public boolean readsBody() {
		return this.parts.stream().anyMatch(Body.class::isInstance)
				|| this.locators.stream().anyMatch(Locator::readsBody);
	}

	/**
	 * Tells whether the URL is a part of it.
	 * @return whether the URL is read, in whole or in part
	 */
	public boolean readsUrl() {
		return this.locators.stream().anyMatch(Locator::readsUrl);
	}

	/**
	 * Tells whether the value is computed from the body or invented, and so says nothing
	 * of a request without body.
	 * @return whether it is, for all that has to be there
	 */
	public boolean isMadeUp() {
		return this.locators.stream().anyMatch(Locator::isMadeUp)
				&& this.locators.stream().allMatch((locator) -> locator.isMadeUp() || !locator.isBare());
	}

	/**
	 * Tells whether a named value is filled in that has to be there.
	 * @param name the name, such as {@code timestamp}
	 * @return whether it is
	 */
	public boolean uses(String name) {
		return this.locators.stream().anyMatch((locator) -> locator.uses(name));
	}

	/**
	 * The names of the configured values that are filled in.
	 * @return the keys below {@code values}
	 */
	public List<String> configured() {
		return this.locators.stream().flatMap(Locator::configured).toList();
	}

	/**
	 * Fills in the placeholders.
	 * @param values the values of a request
	 * @return the text, or {@code null} if a value is not there
	 */
	@Internal
	public @Nullable String expand(RequestValues values) {
		return (this.parts.size() == 1) ? this.parts.get(0).text(values) : expand(values, UnaryOperator.identity());
	}

	/**
	 * Fills in the placeholders with values that are escaped first.
	 * @param values the values of a request
	 * @param escape escapes a value for the text around it
	 * @return the text, or {@code null} if a value is not there
	 */
	@Internal
	public @Nullable String expand(RequestValues values, UnaryOperator<String> escape) {
		StringBuilder expanded = new StringBuilder();
		for (TemplatePart part : this.parts) {
			String text = part.text(values);
			if (text == null) {
				return null;
			}
			expanded.append((part instanceof Literal) ? text : escape.apply(text));
		}
		return expanded.toString();
	}

	List<TemplatePart> parts() {
		return this.parts;
	}

	/**
	 * Finds the bytes of all parts, so that the bytes of the body need no copy.
	 * @param values the values of a request
	 * @param sink receives the bytes of each part in order
	 * @return the locator whose value is not there, or {@code null} if all are; the sink
	 * is then to be thrown away
	 */
	@Internal
	public @Nullable Locator write(RequestValues values, Consumer<byte[]> sink) {
		for (TemplatePart part : this.parts) {
			byte[] bytes = part.bytes(values);
			if (bytes != null) {
				sink.accept(bytes);
			}
			else if (part instanceof Value missing) {
				return missing.locator();
			}
		}
		return null;
	}

	/**
	 * Finds the bytes of all parts, with values that are escaped first. The bytes of the
	 * body stay as they are.
	 * @param values the values of a request
	 * @param escape escapes a value for the text around it
	 * @param sink receives the bytes of each part in order
	 * @return the locator whose value is not there, or {@code null} if all are; the sink
	 * is then to be thrown away
	 */
	@Internal
	public @Nullable Locator write(RequestValues values, UnaryOperator<String> escape, Consumer<byte[]> sink) {
		for (TemplatePart part : this.parts) {
			if (!(part instanceof Value value)) {
				sink.accept(Objects.requireNonNull(part.bytes(values)));
				continue;
			}
			String text = value.text(values);
			if (text == null) {
				return value.locator();
			}
			sink.accept(escape.apply(text).getBytes(StandardCharsets.UTF_8));
		}
		return null;
	}

	/**
	 * Encodes the value of a header as it came over the wire: containers read its bytes
	 * as ISO 8859-1.
	 * @param value the value
	 * @return its bytes
	 */
	public static byte[] headerBytes(String value) {
		Charset charset = value.chars().allMatch((c) -> c <= 0xFF) ? StandardCharsets.ISO_8859_1
				: StandardCharsets.UTF_8;
		return value.getBytes(charset);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
