package dev.webhooks.edge;

import java.io.IOException;
import java.net.ServerSocket;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import redis.embedded.RedisServer;

/**
 * A Redis of its own, which can be killed, stopped and asked what it holds.
 */
public final class RedisProcess implements AutoCloseable {

	private final int port;

	private RedisServer server;

	private String pid;

	public RedisProcess() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		start();
	}

	public String url() {
		return "redis://127.0.0.1:" + this.port;
	}

	public void start() throws IOException {
		this.server = RedisServer.newRedisServer()
			.port(this.port)
			.setting("bind 127.0.0.1")
			.setting("save \"\"")
			.build();
		this.server.start();
		this.pid = ask((connection) -> connection.sync().info("server")).replaceAll("(?s).*process_id:(\\d+).*", "$1");
	}

	public void kill() throws IOException {
		resume();
		this.server.stop();
	}

	/**
	 * Leaves the process as it is, without any time to run.
	 */
	public void pause() throws IOException {
		signal("STOP");
	}

	public void resume() throws IOException {
		signal("CONT");
	}

	public <T> T ask(Question<T> question) {
		return ask(url(), question);
	}

	<T> T askAs(String password, Question<T> question) {
		return ask(url().replace("://", "://:" + password + "@"), question);
	}

	private static <T> T ask(String url, Question<T> question) {
		RedisClient client = RedisClient.create(url);
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			return question.ask(connection);
		}
		finally {
			client.shutdown();
		}
	}

	@Override
	public void close() throws IOException {
		kill();
	}

	private void signal(String signal) throws IOException {
		try {
			new ProcessBuilder("sh", "-c", "kill -" + signal + " " + this.pid).start().waitFor();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	@FunctionalInterface
	public interface Question<T> {

		T ask(StatefulRedisConnection<String, String> connection);

	}

}
