package dev.webhooks.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.support.MultipartFilter;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for forms with files on each server, in an application that reads the forms of
 * its own controllers by all that Spring has for it.
 */
class MultipartServersTests {

	private static final String CONTENT_TYPE = "multipart/form-data; boundary=xYzZY";

	private @Nullable ServletWebServerApplicationContext application;

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OnTomcat.class, OnJetty.class })
	void aFormReachesItsListenerByteForByte(Class<?> server) throws Exception {
		start(server);
		byte[] form = form(everyByte());
		assertThat(send("/webhooks/mail", form).statusCode()).isEqualTo(200);
		Received received = mails().received.remove();
		assertThat(received.event.body()).isEqualTo(form);
		assertThat(received.subject).isEqualTo("Gr\u00fc\u00dfe");
		assertThat(received.files).singleElement().satisfies((file) -> {
			assertThat(file.name()).isEqualTo("attachment1");
			assertThat(file.bytes()).isEqualTo(everyByte());
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OnTomcat.class, OnJetty.class })
	void theLimitOfFilesOfTheApplicationIsNotThatOfAProvider(Class<?> server) throws Exception {
		start(server);
		assertThat(send("/uploads", form(new byte[2000])).statusCode()).isNotEqualTo(200);
		assertThat(send("/webhooks/mail", form(new byte[2000])).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(classes = { OnTomcat.class, OnJetty.class })
	void theApplicationReadsItsOwnFormsAsBefore(Class<?> server) throws Exception {
		start(server);
		assertThat(send("/uploads", form(everyByte())).body()).isEqualTo("256");
	}

	@ParameterizedTest
	@CsvSource({ "OnTomcat, 400, --xYzZY", "OnJetty, 400, --xYzZY", "OnTomcat, 400, ''", "OnJetty, 400, ''",
			"OnTomcat, 413, 10001", "OnJetty, 413, 10001" })
	void whatCannotBeReadIsRefusedAsByEveryServer(String server, int status, String body) throws Exception {
		start(server.equals("OnJetty") ? OnJetty.class : OnTomcat.class);
		byte[] form = (status == 413) ? form(new byte[Integer.parseInt(body)])
				: body.getBytes(StandardCharsets.US_ASCII);
		assertThat(send("/webhooks/mail", form).statusCode()).isEqualTo(status);
		assertThat(mails().received).isEmpty();
	}

	private void start(Class<?> server) {
		this.application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class, server)
			.properties("server.port=0", "spring.servlet.multipart.max-file-size=1KB",
					"webhooks.providers.mail.signature.scheme=none", "webhooks.providers.mail.max-body-size=10000B",
					"webhooks.providers.mail.event.format=multipart")
			.run();
		assertThat(this.application.getWebServer().getClass().getName())
			.contains((server == OnJetty.class) ? "Jetty" : "Tomcat");
	}

	private Mails mails() {
		assertThat(this.application).isNotNull();
		return this.application.getBean(Mails.class);
	}

	private HttpResponse<String> send(String path, byte[] form) throws IOException, InterruptedException {
		assertThat(this.application).isNotNull();
		int port = this.application.getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("Content-Type", CONTENT_TYPE)
			.POST(HttpRequest.BodyPublishers.ofByteArray(form))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static byte[] everyByte() {
		byte[] content = new byte[256];
		for (int i = 0; i < content.length; i++) {
			content[i] = (byte) i;
		}
		return content;
	}

	private static byte[] form(byte[] file) {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(("--xYzZY\r\nContent-Disposition: form-data; name=\"_method\"\r\n\r\nDELETE\r\n"
				+ "--xYzZY\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nGr\u00fc\u00dfe\r\n"
				+ "--xYzZY\r\nContent-Disposition: form-data; name=\"attachment1\"; filename=\"a.bin\"\r\n"
				+ "Content-Type: application/octet-stream\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8));
		form.writeBytes(file);
		form.writeBytes("\r\n--xYzZY--\r\n".getBytes(StandardCharsets.US_ASCII));
		return form.toByteArray();
	}

	private record Received(WebhookEvent event, String subject, List<WebhookFile> files) {

	}

	static class Mails {

		private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

		@WebhookListener(provider = "mail")
		void on(WebhookEvent event, @WebhookParameter("subject") String subject,
				@WebhookParameter("attachment1") List<WebhookFile> files) {
			this.received.add(new Received(event, subject, files));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnTomcat {

		@Bean
		TomcatServletWebServerFactory server() {
			return new TomcatServletWebServerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnJetty {

		@Bean
		JettyServletWebServerFactory server() {
			return new JettyServletWebServerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		/** As early as the documentation of Spring Security wants it. */
		@Bean
		FilterRegistrationBean<MultipartFilter> multipartFilter() {
			FilterRegistrationBean<MultipartFilter> filter = new FilterRegistrationBean<>(new MultipartFilter());
			filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
			return filter;
		}

		@Bean
		SecurityFilterChain uploadsOfAnybody(HttpSecurity http) {
			return http.securityMatcher("/uploads").csrf((csrf) -> csrf.disable()).build();
		}

		@Bean
		HiddenHttpMethodFilter hiddenHttpMethodFilter() {
			return new HiddenHttpMethodFilter();
		}

		@Bean
		Mails mails() {
			return new Mails();
		}

		@Bean
		Uploads uploads() {
			return new Uploads();
		}

	}

	@RestController
	static class Uploads {

		@DeleteMapping("/uploads")
		String upload(@RequestParam MultipartFile attachment1) {
			return Long.toString(attachment1.getSize());
		}

	}

}
