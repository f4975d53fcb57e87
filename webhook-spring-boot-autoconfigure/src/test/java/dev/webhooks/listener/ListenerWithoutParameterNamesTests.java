package dev.webhooks.listener;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners that are compiled without {@code -parameters} and without debug
 * information.
 */
class ListenerWithoutParameterNamesTests {

	private static final String SOURCE = """
			package example;

			public class Listener {

				@dev.webhooks.WebhookListener(condition = "#event.provider() == 'acme'")
				public Object on(dev.webhooks.WebhookEvent event,
						@dev.webhooks.WebhookHeader("X-Value") int header,
						@dev.webhooks.WebhookPayload("/name") String name) {
					return event.type() + " " + header + " " + name;
				}

			}
			""";

	@TempDir
	Path folder;

	private URLClassLoader classLoader;

	@BeforeEach
	void compile() throws IOException {
		Path source = Files.writeString(this.folder.resolve("Listener.java"), SOURCE);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			List<String> options = List.of("-g:none", "-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
					this.folder.toString());
			assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source)).call())
				.isTrue();
		}
		this.classLoader = new URLClassLoader(new URL[] { url(this.folder) }, getClass().getClassLoader());
	}

	@AfterEach
	void close() throws IOException {
		this.classLoader.close();
	}

	@Test
	void namesAreNotThere() throws ClassNotFoundException {
		assertThat(Arrays.stream(listener().getMethods()).filter((method) -> method.getName().equals("on")))
			.flatExtracting((method) -> List.of(method.getParameters()))
			.noneMatch((parameter) -> ((Parameter) parameter).isNamePresent());
	}

	@Test
	void namesAreNotNeeded() throws Exception {
		Consumer<AnnotationConfigApplicationContext> customizer = (context) -> context.setClassLoader(this.classLoader);
		try (TestListeners listeners = TestListeners.with(customizer, listener())) {
			assertThat(listeners.answer(TestEvent.json("{\"name\":\"Ada\"}").withHeaders("X-Value", "7")))
				.isEqualTo("order.paid 7 Ada");
		}
	}

	private Class<?> listener() throws ClassNotFoundException {
		return Class.forName("example.Listener", false, this.classLoader);
	}

	private static URL url(Path path) throws MalformedURLException {
		return path.toUri().toURL();
	}

}
