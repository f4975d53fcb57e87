package dev.webhooks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.webhooks.cli.provider.ChosenProvider;
import dev.webhooks.cli.provider.Names;
import dev.webhooks.cli.provider.ProviderOptions;
import dev.webhooks.cli.request.JsonRequest;
import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.test.WebhookFixture;
import dev.webhooks.test.WebhookFixtures;

/**
 * Lists the events of a provider of which there is a body, or shows one.
 */
@Command(name = "events", header = "List the events of a provider that can be sent, or show one.",
		description = "Lists the events of which there is a fixture: a body of the shape that the provider documents, to be "
				+ "sent by webhook send. With the name of an event, writes its body.",
		footer = { "  webhook events stripe", "  webhook events stripe charge.succeeded > charge.json",
				"  webhook events acme --config application.yml --fixtures src/test/resources/webhooks", "",
				"Exit codes: 0 there are some, 2 wrong usage." })
final class EventsCommand extends ReportingCommand {

	@Mixin
	final ProviderOptions provider = new ProviderOptions();

	@Parameters(index = "1", arity = "0..1", paramLabel = "EVENT", description = "The event whose body to write.")
	@Nullable String event;

	@Option(names = "--fixtures", order = 1, paramLabel = "FOLDER",
			description = "Folder with bodies of your own, as <provider>/<event>.json.")
	java.nio.file.@Nullable Path folder;

	EventsCommand(Terminal terminal) {
		super(terminal);
	}

	@Override
	protected Report run() {
		ChosenProvider chosen = this.provider.choose(this.terminal);
		WebhookFixtures fixtures = WebhookFixtures.of(EventsCommand.class.getClassLoader());
		fixtures = (this.folder != null) ? fixtures.with(this.folder) : fixtures;
		Set<String> names = new TreeSet<>(fixtures.names(chosen.name()));
		names.addAll(fixtures.names(chosen.preset()));
		if (names.isEmpty()) {
			throw CommandFailure.usage("There is no fixture of '%s'.".formatted(chosen.name()),
					"Put bodies of your own into a folder, as %s/<event>.json, and name it: --fixtures FOLDER."
						.formatted(chosen.name()));
		}
		return (this.event != null) ? body(fixtures, chosen, this.event, names)
				: new EventList(chosen.name(), new ArrayList<>(names));
	}

	private static Report body(WebhookFixtures fixtures, ChosenProvider chosen, String event, Set<String> names) {
		WebhookFixture fixture = fixtures.find(chosen.name(), event)
			.or(() -> fixtures.find(chosen.preset(), event))
			.orElseThrow(() -> Names.unknown("fixture of the event '%s' of %s".formatted(event, chosen), event, names));
		return new EventBody(fixture);
	}

	/**
	 * Names of events.
	 *
	 * @param provider the name of the provider
	 * @param events the names
	 */
	private record EventList(String provider, List<String> events) implements Report {

		@Override
		public Object json() {
			return this.events;
		}

		@Override
		public void print(Terminal terminal) {
			this.events.forEach(terminal::println);
		}

	}

	/**
	 * Bytes that are sent for one event.
	 *
	 * @param fixture the fixture
	 */
	private record EventBody(WebhookFixture fixture) implements Report {

		@Override
		public Object json() {
			Map<String, Object> tree = new LinkedHashMap<>();
			tree.put("event", this.fixture.event());
			tree.put("body", JsonRequest.text(this.fixture.body()));
			return tree;
		}

		@Override
		public void print(Terminal terminal) {
			terminal.write(this.fixture.body());
		}

	}

}
