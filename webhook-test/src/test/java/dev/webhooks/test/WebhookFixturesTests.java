package dev.webhooks.test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookFixtures}.
 */
class WebhookFixturesTests {

	private static final String BODY = "{\"a\":1}";

	@TempDir
	Path folder;

	@Test
	void areListedAndFoundInAJarWhateverTheirNames() throws IOException {
		try (URLClassLoader jar = new URLClassLoader(new URL[] { jar().toUri().toURL() }, null)) {
			WebhookFixtures fixtures = WebhookFixtures.of(jar);
			assertThat(fixtures.names("shop")).containsExactly("/command", "order:paid", "orders/paid", "plain");
			assertThat(fixtures.all()).allSatisfy((fixture) -> assertThat(fixture.body()).asString().isEqualTo(BODY));
			assertThat(fixtures.find("shop", "order:paid")).isPresent();
		}
	}

	private Path jar() throws IOException {
		Path file = this.folder.resolve("fixtures.jar");
		try (OutputStream output = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(output)) {
			for (String name : new String[] { "", "shop/", "shop/orders/", "shop/plain.json", "shop/order%3Apaid.json",
					"shop/%2Fcommand.json", "shop/orders/paid.json", "shop/readme.txt" }) {
				jar.putNextEntry(new JarEntry("webhooks/" + name));
				jar.write((name.endsWith("/") || name.isEmpty()) ? new byte[0] : BODY.getBytes(StandardCharsets.UTF_8));
				jar.closeEntry();
			}
		}
		return file;
	}

	@Test
	void areListedAndFoundInAFolderWhateverTheirNames() throws IOException {
		Path own = this.folder.resolve("my own");
		Files.createDirectories(own.resolve("shop/orders"));
		Files.writeString(own.resolve("shop/order%3Apaid.json"), BODY);
		Files.writeString(own.resolve("shop/orders/paid.json"), BODY);
		WebhookFixtures fixtures = WebhookFixtures.create().with(own);
		assertThat(fixtures.names("shop")).containsExactly("order:paid", "orders/paid");
		assertThat(fixtures.find("shop", "order:paid")).isPresent();
	}

	@Test
	void ofAFolderWinOverThoseOfTheClassPath() throws IOException {
		Files.createDirectories(this.folder.resolve("stripe"));
		Files.writeString(this.folder.resolve("stripe/charge.succeeded.json"), BODY);
		WebhookFixtures fixtures = WebhookFixtures.create().with(this.folder);
		assertThat(fixtures.find("stripe", "charge.succeeded").orElseThrow().body()).asString().isEqualTo(BODY);
		assertThat(fixtures.names("stripe")).contains("charge.refunded").doesNotHaveDuplicates();
	}

}
