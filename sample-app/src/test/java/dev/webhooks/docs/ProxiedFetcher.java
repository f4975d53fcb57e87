package dev.webhooks.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import dev.webhooks.fetch.ResourceFetcher;

@Component
class ProxiedFetcher implements ResourceFetcher {

	private static final int MAX_SIZE = 8 * 1024 * 1024;

	private final HttpClient client;

	ProxiedFetcher(@Value("${proxy.host}") String host, @Value("${proxy.port}") int port) {
		this.client = HttpClient.newBuilder()
			.proxy(ProxySelector.of(new InetSocketAddress(host, port)))
			.connectTimeout(Duration.ofSeconds(3))
			.build();
	}

	@Override
	public byte[] fetch(URI uri, @Nullable String json) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5));
		if (json != null) {
			request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
		}
		try {
			HttpResponse<InputStream> response = this.client.send(request.build(),
					HttpResponse.BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				byte[] bytes = body.readNBytes(MAX_SIZE + 1);
				if (response.statusCode() != 200 || bytes.length > MAX_SIZE) {
					throw new IOException("Not usable, with status " + response.statusCode());
				}
				return bytes;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

}
