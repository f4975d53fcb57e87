package dev.webhooks.request;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenTemplate}.
 */
class OpenTemplateTests {

	@ParameterizedTest
	@CsvSource({ "header:X-Event, push, header:X-Event=push", //
			"'{header:X-Event}.{body:/action}', issues.opened, 'header:X-Event=issues,body:/action=opened'", //
			"'{header:Kind=note}{header:Type}', a.b, 'header:Kind=note,header:Type=a.b'", //
			"'{body:/a?}:{body:/b}', ':x', 'body:/a=,body:/b=x'", //
			"'revoked.{header:Type}', revoked.x, header:Type=x" })
	void valuesAreFoundThatMakeTheText(String template, String text, String expected) {
		Map<Locator, String> values = open(template).valuesFor(text, (locator) -> null);
		assertThat(values).isNotNull();
		assertThat(values.entrySet().stream().map((entry) -> place(entry.getKey()) + "=" + entry.getValue()))
			.containsExactly(expected.split(","));
	}

	@ParameterizedTest
	@CsvSource({ "'{header:X-Event}.{body:/action}', push", "'prediction.{body:/status}', ping", "'{body}', push",
			"body-hash, push", "'message{body:/message/id=*}', message" })
	void textsThatNoValuesMakeHaveNone(String template, String text) {
		assertThat(open(template).valuesFor(text, (locator) -> null)).isNull();
	}

	@Test
	void valuesThatAreThereStay() {
		OpenTemplate template = open("{header:X-Event}.{body:/action}");
		assertThat(template.valuesFor("a.b.c", (locator) -> locator.readsBody() ? "b.c" : null)).containsValues("a",
				"b.c");
		assertThat(template.valuesFor("a.b.c", (locator) -> locator.readsBody() ? "d" : null)).isNull();
	}

	@Test
	void theTextIsThatOfTheValuesSoFar() {
		OpenTemplate template = open("{header:X-Event}.{body:/action?}");
		assertThat(template.text((locator) -> locator.readsBody() ? null : "push")).isEqualTo("push.");
		assertThat(template.text((locator) -> null)).isNull();
	}

	private static String place(Locator locator) {
		return locator.kind() + ":" + locator.argument();
	}

	private static OpenTemplate open(String template) {
		return new OpenTemplate(Template.parseLocator("event.type", template));
	}

}
