package dev.webhooks.edge;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;

import dev.webhooks.WebhookRequest;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says that has the library with Spring Boot 3.
 */
class SpringBoot3Tests {

	private static final Path SPRING_BOOT_3 = Path.of("target", "spring-boot-3");

	@Test
	void theStartSaysThatSpringBoot4IsNeeded() throws Exception {
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp",
				SPRING_BOOT_3.resolve("*") + File.pathSeparator + jar(WebhookAutoConfiguration.class)
						+ File.pathSeparator + jar(WebhookRequest.class),
				SpringApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(application.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(output).contains("APPLICATION FAILED TO START",
				"The webhook starter needs Spring Boot 4, and this application has Spring Boot 3.5");
		assertThat(application.exitValue()).isNotZero();
	}

	private static Path jar(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
