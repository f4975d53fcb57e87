package dev.webhooks.vendor.receivers;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Application that receives the requests of one vendor.
 */
final class Receiver implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final String name;

	private final Work work = new Work();

	private final ConfigurableApplicationContext application;

	private final int port;

	Receiver(String name, Map<String, Object> properties, Class<?>... beans) {
		this.name = name;
		this.application = new SpringApplicationBuilder(beans).sources(Application.class)
			.web(WebApplicationType.SERVLET)
			.properties(properties)
			.initializers((GenericApplicationContext context) -> context.registerBean(Work.class, () -> this.work))
			.run("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=error");
		this.port = ((WebServerApplicationContext) this.application).getWebServer().getPort();
	}

	Work work() {
		return this.work;
	}

	Reaction send(VendorRequest request) {
		try {
			HttpResponse<String> response = CLIENT.send(request.to(this.port), BodyHandlers.ofString());
			return Reaction.of(this.name, response.statusCode(),
					response.headers().firstValue("Content-Type").orElse(null), response.body(), this.work.take());
		}
		catch (Exception ex) {
			throw new IllegalStateException("There is no answer", ex);
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
