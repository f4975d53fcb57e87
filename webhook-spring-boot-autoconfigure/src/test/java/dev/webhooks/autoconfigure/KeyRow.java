package dev.webhooks.autoconfigure;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RequestMethod;

import dev.webhooks.provider.settings.ClosedValues;

/**
 * A key with what is said of it: a row of the tables in {@code docs/configuration.md}.
 *
 * @param name the key, below {@code webhooks} or below a provider
 * @param type the type of its value, or of each where it is a list
 * @param defaultValue what counts where it is not set, or empty
 * @param description the text for tools
 */
record KeyRow(String name, @Nullable Class<?> type, String defaultValue, String description) {

	boolean isClosed() {
		return this.type != null && this.type.isEnum();
	}

	Stream<String> values() {
		return isClosed() ? Stream.of(this.type.getEnumConstants())
			.map((constant) -> (constant instanceof RequestMethod method) ? method.name()
					: ClosedValues.nameOf((Enum<?>) constant))
				: Stream.empty();
	}

	/** What tools put in quotation marks is code. */
	String row() {
		String text = this.description.replaceAll("(?<![A-Za-z])'([^']+)'", "`$1`").replace("|", "\\|");
		String closed = isClosed()
				? values().map((value) -> "`" + value + "`").collect(Collectors.joining(", ", " One of ", ".")) : "";
		String shown = this.defaultValue.isEmpty() ? "" : "`" + this.defaultValue + "` ";
		return "| `%s` | %s| %s%s |\n".formatted(this.name, shown, text, closed);
	}

}
