package dev.webhooks.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the memory that bodies cost, by what the threads of the server allocate.
 */
class BodyMemoryTests {

	private static final int LIMIT = 1024 * 1024;

	/** What the server takes for a request, whatever its body. */
	private static final int REQUEST = 256 * 1024;

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static ConfigurableApplicationContext context;

	private static int port;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.tomcat.threads.min-spare=1", "server.tomcat.threads.max=1",
					"webhooks.providers.github.max-body-size=1MB",
					"webhooks.providers.github.secret=" + SignedRequests.SECRET)
			.run();
		port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void aHundredMegabytesInChunksCostNoMoreMemoryThanTheLimit() throws IOException {
		// What is done for the first time costs more
		sendHundredMegabytes();
		long before = allocated();
		sendHundredMegabytes();
		assertThat(allocated() - before).isBetween((long) LIMIT, (long) LIMIT + REQUEST);
	}

	private static void sendHundredMegabytes() throws IOException {
		byte[] chunk = new byte[1024 * 1024 + 10];
		Arrays.fill(chunk, (byte) ' ');
		System.arraycopy("100000\r\n".getBytes(StandardCharsets.US_ASCII), 0, chunk, 0, 8);
		System.arraycopy("\r\n".getBytes(StandardCharsets.US_ASCII), 0, chunk, chunk.length - 2, 2);
		try (Socket socket = new Socket("127.0.0.1", port)) {
			OutputStream output = socket.getOutputStream();
			output.write(("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < 100; i++) {
				output.write(chunk);
			}
		}
		catch (IOException ex) {
			// The server has read enough
		}
		Awaitility.await().until(() -> serverThreads().noneMatch(BodyMemoryTests::isBusy));
	}

	private static long allocated() {
		return serverThreads().mapToLong((thread) -> threads.getThreadAllocatedBytes(thread.getId())).sum();
	}

	private static Stream<Thread> serverThreads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().contains("-exec-"));
	}

	private static boolean isBusy(Thread thread) {
		return Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals("org.apache.coyote.http11.Http11Processor"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
