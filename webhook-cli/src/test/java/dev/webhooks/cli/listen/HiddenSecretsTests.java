package dev.webhooks.cli.listen;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.cli.CommandRun;
import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SigningKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Providers that send the secret itself: it is on no screen and in no file that is
 * shared, wherever it stands in the request.
 */
class HiddenSecretsTests {

	/** It is asked whether its requests are its own. */
	private static final String ASKED = "paypal-ipn";

	private static final String GITLAB = "a-token-for-tests";

	@TempDir
	Path folder;

	static Stream<WebhookProvider> thoseThatSendTheSecret() {
		return new Presets().names()
			.stream()
			.map(HiddenSecretsTests::provider)
			.flatMap(Stream::ofNullable)
			.filter((provider) -> !provider.name().equals(ASKED) && EnumSet.of(Credential.TOKEN, Credential.PASSWORD)
				.contains(provider.verifier().scheme().traits().credential()));
	}

	private static WebhookProvider provider(String name) {
		try {
			SigningKeys keys = SigningKeys.random(new Presets().get(name).settings());
			return keys.configure(WebhookProvider.ofPreset(name)).build();
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

	private static String secret(WebhookProvider provider) {
		return provider.verifier().secrets().configured().get(0).text();
	}

	@ParameterizedTest
	@MethodSource("thoseThatSendTheSecret")
	void aRequestIsShownAndKeptWithoutIt(WebhookProvider provider) throws Exception {
		assertThat(listen(provider)).contains("verified").doesNotContain(secret(provider));
		assertThat(listen(provider, "--json")).contains("\"verified\":true").doesNotContain(secret(provider));
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.filter(Files::isRegularFile).map(HiddenSecretsTests::text))
				.noneMatch((text) -> text.contains(secret(provider)));
		}
	}

	private String listen(WebhookProvider provider, String... options) throws Exception {
		String[] arguments = Stream
			.concat(Stream.of("listen", provider.name(), "--port", "0", "--count", "1", "--save-fixtures",
					this.folder.toString()), Arrays.stream(options))
			.toArray(String[]::new);
		RunningCommand listen = RunningCommand.of(Map.of(SecretOptions.variableOf(provider.name()), secret(provider)),
				Clock.systemUTC(), arguments);
		HttpClient.newHttpClient()
			.send(ProviderRequest.of(provider)
				.sign()
				.toHttpRequest(listen.url())
				.version(HttpClient.Version.HTTP_1_1)
				.build(), HttpResponse.BodyHandlers.ofString());
		listen.exitCode();
		return listen.out() + listen.err();
	}

	private static String text(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("thoseThatSendTheSecret")
	void aSignedRequestIsShownWithoutIt(WebhookProvider provider) {
		String name = provider.name();
		for (String[] arguments : new String[][] { { "sign", name }, { "sign", name, "--format", "http" },
				{ "sign", name, "--format", "curl" }, { "sign", name, "--json" },
				{ "send", name, "--url", "http://h/", "--dry-run" } }) {
			Result result = CommandRun.with()
				.environment(SecretOptions.variableOf(name), secret(provider))
				.input("{}")
				.run(arguments);
			assertThat(result.out() + result.err()).doesNotContain(secret(provider));
		}
	}

	private static CommandRun gitlab() {
		return CommandRun.with().environment("GITLAB_TOKEN_WEBHOOK_SECRET", GITLAB).environment("MINE", GITLAB);
	}

	@Test
	void curlReadsTheTokenFromAPipe() {
		Result result = gitlab().input("{}").run("sign", "gitlab-token", "--format", "curl");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(result.out())
			.startsWith("printf 'X-Gitlab-Token: %s\\n' \"$GITLAB_TOKEN_WEBHOOK_SECRET\" | curl -X POST ")
			.contains("-H @-");
	}

	@Test
	void curlReadsTheVariableThatIsNamed() {
		assertThat(gitlab().input("{}").run("sign", "gitlab-token", "--format", "curl", "--secret-env", "MINE").out())
			.startsWith("printf 'X-Gitlab-Token: %s\\n' \"$MINE\" | curl ");
	}

	@Test
	void theTokenIsShownToThoseWhoAskForIt() {
		assertThat(gitlab().input("{}").run("sign", "gitlab-token", "--show-credentials").out())
			.contains("X-Gitlab-Token: " + GITLAB);
	}

	@Test
	void aSignatureIsNoSecret() {
		assertThat(CommandRun.with()
			.environment("GITHUB_WEBHOOK_SECRET", GITLAB)
			.input("{}")
			.run("sign", "github", "--format", "curl")
			.out()).startsWith("curl -X POST ").contains("-H 'X-Hub-Signature-256: sha256=");
	}

}
