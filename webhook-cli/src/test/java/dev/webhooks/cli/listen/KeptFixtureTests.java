package dev.webhooks.cli.listen;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link KeptFixture} by what a sender may call an event.
 */
class KeptFixtureTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@TempDir
	Path folder;

	@Test
	void anyLettersOfATypeAreAnswered() throws Exception {
		assertThat(received("gr\u00f6\u00dfe.neu", this.folder)).isEqualTo(200);
		assertThat(this.folder.resolve("stripe")).isNotEmptyDirectory();
	}

	@Test
	void aTypeIsCutToWhatANameMayHave() throws Exception {
		assertThat(received("x".repeat(5000), this.folder)).isEqualTo(200);
		assertThat(this.folder.resolve("stripe/" + "x".repeat(80) + ".json")).exists();
	}

	@Test
	void manyFoldersAreCut() throws Exception {
		assertThat(received("x/".repeat(2000) + "y", this.folder)).isEqualTo(200);
		assertThat(this.folder.resolve("stripe/x/x/x/x/x/x/x/x.json")).exists();
	}

	@Test
	void aFixtureThatCannotBeWrittenIsAnsweredAllTheSame() throws Exception {
		Files.writeString(this.folder.resolve("stripe"), "a file where a folder should be");
		assertThat(received("charge.succeeded", this.folder)).isEqualTo(200);
	}

	private static int received(String type, Path folder) throws Exception {
		RunningCommand listen = RunningCommand.of(Map.of("STRIPE_WEBHOOK_SECRET", "a-secret-for-tests"),
				Clock.fixed(NOW, ZoneOffset.UTC), "listen", "stripe", "--port", "0", "--count", "1", "--save-fixtures",
				folder.toString());
		int status = HttpClient.newHttpClient()
			.send(SignedRequests.stripe("a-secret-for-tests", NOW, "{\"id\":\"evt_1\",\"type\":\"" + type + "\"}")
				.toHttpRequest(listen.url())
				.build(), HttpResponse.BodyHandlers.ofString())
			.statusCode();
		listen.exitCode();
		return status;
	}

}
