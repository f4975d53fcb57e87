package dev.webhooks.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.webhooks.databases.TestDatabase;

/**
 * How a {@link NodeProcess} is started.
 */
final class NodeCommand {

	private static final String[] DEFAULTS = { "spring.datasource.hikari.maximum-pool-size=12",
			"spring.datasource.hikari.minimum-idle=1", "spring.main.banner-mode=off", "logging.level.root=WARN",
			"logging.level.dev.webhooks=OFF", "webhooks.providers.shop.signature.scheme=none",
			"webhooks.providers.shop.event.id=body:/id", "webhooks.inbox.poll-interval=100ms",
			"webhooks.providers.shop.retry.max-attempts=1000" };

	private final Map<String, String> properties = new LinkedHashMap<>();

	private String heap = "256m";

	private Class<?> main = NodeApplication.class;

	private final List<String> options = new ArrayList<>();

	private NodeCommand() {
	}

	/**
	 * A node on the database as it is.
	 */
	static NodeCommand on(TestDatabase database) {
		return new NodeCommand().with(DEFAULTS).with(database.properties()).named("node");
	}

	NodeCommand named(String name) {
		return with("test.name=" + name);
	}

	/**
	 * Says which of the {@link NodeListeners} the node has.
	 */
	NodeCommand listeners(String... names) {
		return with("test.listeners=" + String.join(",", names));
	}

	/**
	 * Starts an {@link EngineNode} instead of a whole application. It logs nothing, as to
	 * begin logging takes a third of its start.
	 */
	NodeCommand engineOnly() {
		this.main = EngineNode.class;
		this.options.add("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
		return this;
	}

	NodeCommand heap(String size) {
		this.heap = size;
		return this;
	}

	/**
	 * Adds properties, the last of a name counts.
	 */
	NodeCommand with(String... properties) {
		for (String property : properties) {
			String[] parts = property.split("=", 2);
			this.properties.put(parts[0], parts[1]);
		}
		return this;
	}

	NodeProcess start() {
		return new NodeProcess(run(NodeClassPath.options()));
	}

	/** Runs the node with some more options of the virtual machine. */
	Process run(List<String> options) {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
				"-Xmx" + this.heap, "-XX:TieredStopAtLevel=1",
				// A node lives for seconds
				"-XX:CompileThresholdScaling=5", "-XX:+UseSerialGC", "-Dspring.backgroundpreinitializer.ignore=true"));
		command.addAll(this.options);
		command.addAll(options);
		command.add(this.main.getName());
		this.properties.forEach((name, value) -> command.add("--" + name + "=" + value));
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
