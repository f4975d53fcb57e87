package dev.webhooks.inbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;

/**
 * The listeners of a node, which write what they have received to tables of their own:
 * {@code plain} and {@code once}, or those that the property {@code test.listeners}
 * names, so that a node can be one of another version of the application.
 */
class NodeListeners implements ImportSelector {

	private final String[] names;

	NodeListeners(Environment environment) {
		this.names = environment.getProperty("test.listeners", String[].class, new String[] { "plain", "once" });
	}

	@Override
	public String[] selectImports(AnnotationMetadata application) {
		return Stream.of(this.names).map(NodeListeners::type).map(Class::getName).toArray(String[]::new);
	}

	private static Class<?> type(String name) {
		return switch (name) {
			case "plain" -> Plain.class;
			case "once" -> Once.class;
			case "extra" -> Extra.class;
			case "in-turn" -> InTurn.class;
			default -> throw new IllegalArgumentException("There is no listener " + name);
		};
	}

	/**
	 * Makes the tables of all listeners anew.
	 */
	static void createTables(JdbcTemplate jdbc) {
		jdbc.execute("DROP TABLE IF EXISTS seen, seen_once, seen_extra, seen_in_turn, seen_failing");
		jdbc.execute("CREATE TABLE seen (id varchar(255), node varchar(255), phase varchar(5), "
				+ "at timestamp(6) DEFAULT CURRENT_TIMESTAMP(6))");
		jdbc.execute("CREATE TABLE seen_once (id varchar(255), node varchar(255))");
		jdbc.execute("CREATE TABLE seen_extra (id varchar(255), node varchar(255))");
		jdbc.execute("CREATE TABLE seen_in_turn (turn serial, id varchar(255), provider varchar(255))");
		jdbc.execute("CREATE TABLE seen_failing (id varchar(255))");
	}

	/**
	 * Takes as long as {@code test.delay} says, in milliseconds.
	 */
	static class Plain {

		private final JdbcTemplate jdbc;

		private final String node;

		private final long delay;

		Plain(JdbcTemplate jdbc, Environment environment) {
			this.jdbc = jdbc;
			this.node = environment.getRequiredProperty("test.name");
			this.delay = environment.getProperty("test.delay", Long.class, 0L);
		}

		@WebhookListener(id = "plain")
		void receive(WebhookEvent event) throws InterruptedException {
			write(event, "begin");
			TimeUnit.MILLISECONDS.sleep(this.delay);
			write(event, "end");
		}

		private void write(WebhookEvent event, String phase) {
			this.jdbc.update("INSERT INTO seen (id, node, phase) VALUES (?, ?, ?)", event.id(), this.node, phase);
		}

	}

	/**
	 * Writes in the transaction in which its delivery ends.
	 */
	static class Once {

		private final JdbcTemplate jdbc;

		private final String node;

		Once(JdbcTemplate jdbc, Environment environment) {
			this.jdbc = jdbc;
			this.node = environment.getRequiredProperty("test.name");
		}

		@WebhookListener(id = "once", transactional = true)
		void receive(WebhookEvent event) {
			this.jdbc.update("INSERT INTO seen_once (id, node) VALUES (?, ?)", event.id(), this.node);
		}

	}

	/**
	 * Is part of the one version of the application and not of the other.
	 */
	static class Extra {

		private final JdbcTemplate jdbc;

		private final String node;

		Extra(JdbcTemplate jdbc, Environment environment) {
			this.jdbc = jdbc;
			this.node = environment.getRequiredProperty("test.name");
		}

		@WebhookListener(id = "extra")
		void receive(WebhookEvent event) {
			this.jdbc.update("INSERT INTO seen_extra (id, node) VALUES (?, ?)", event.id(), this.node);
		}

	}

	/**
	 * Writes when its turn was, and fails one time in a hundred at first.
	 */
	static class InTurn {

		private final Set<String> failed = ConcurrentHashMap.newKeySet();

		private final JdbcTemplate jdbc;

		InTurn(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@WebhookListener(id = "receive", transactional = true)
		void receive(WebhookEvent event) {
			if (Integer.parseInt(event.id()) % 99 == 98 && this.failed.add(event.id())) {
				throw new IllegalStateException("not at first");
			}
			if (this.failed.contains(event.id())) {
				this.jdbc.update("INSERT INTO seen_failing (id) VALUES (?)", event.id());
			}
			this.jdbc.update("INSERT INTO seen_in_turn (id, provider) VALUES (?, ?)", event.id(), event.provider());
		}

	}

}
