package dev.webhooks.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignedRequest}.
 */
class SignedRequestTests {

	private final SignedRequest request = SignedRequest.post("/in?a=b", "grün")
		.header("X-One", "1")
		.header("X-Two", "2");

	@Test
	void isSentAsItIs() throws IOException {
		String sent = this.request.send((method, target, headers, body) -> method + " " + target + " " + headers + " "
				+ new String(body, StandardCharsets.UTF_8));
		assertThat(sent).isEqualTo("POST /in?a=b [X-One=1, X-Two=2] grün");
	}

	@Test
	void mayHaveABodyThatIsNoText() throws IOException {
		byte[] body = { (byte) 0xff, 0, '\n' };
		SignedRequest request = SignedRequest.post("/in", body);
		body[0] = 0;
		assertThat(request.<byte[]>send((method, target, headers, sent) -> sent)).containsExactly(0xff, 0, '\n');
	}

	/** A form with files is signed by the recipe of its provider, as any other body. */
	@Test
	void mayBeAFormWithFiles() {
		byte[] form = ("--x\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nhello\r\n"
				+ "--x\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a.bin\"\r\n\r\n\u00ff\r\n--x--")
			.getBytes(StandardCharsets.ISO_8859_1);
		WebhookProvider provider = WebhookProvider.named("mail")
			.secret(SignedRequests.SECRET)
			.with("signature.header", "X-Signature")
			.with("event.format", "multipart")
			.build();
		WebhookRequest received = SignedRequest.post("/webhooks/mail", form)
			.header("Content-Type", "multipart/form-data; boundary=x")
			.header("X-Signature",
					HexFormat.of().formatHex(Hmac.sha256(SignedRequests.SECRET.getBytes(StandardCharsets.UTF_8), form)))
			.toWebhookRequest("https://hooks.example.com");
		WebhookEvent event = provider.events(provider.verify(received, Instant.EPOCH), provider.parse(received)).get(0);
		assertThat(event.payload()).asString().isEqualTo("{\"subject\":\"hello\"}");
		assertThat(event.files()).singleElement().satisfies((file) -> assertThat(file.bytes()).containsExactly(0xff));
	}

	@Test
	void hasAHeaderOnce() throws IOException {
		this.request.header("x-one", "3");
		assertThat(headers()).isEqualTo(List.of(Map.entry("X-Two", "2"), Map.entry("x-one", "3")));
	}

	@Test
	void losesAHeaderWhateverItsCase() throws IOException {
		this.request.without("x-ONE");
		assertThat(headers()).extracting(Map.Entry::getKey).containsExactly("X-Two");
	}

	private List<Map.Entry<String, String>> headers() throws IOException {
		return this.request.send((method, target, headers, body) -> headers);
	}

	@Test
	void becomesARequestOfTheJdk() {
		HttpRequest sent = this.request.method("PUT").to("/other").toHttpRequest("http://localhost:8080").build();
		assertThat(sent.uri()).isEqualTo(URI.create("http://localhost:8080/other"));
		assertThat(sent.method()).isEqualTo("PUT");
		assertThat(sent.headers().map()).containsOnlyKeys("X-One", "X-Two");
	}

	@Test
	void becomesAReceivedRequest() {
		WebhookRequest received = this.request.toWebhookRequest("https://hooks.example.com");
		assertThat(received.head().fullUrl()).isEqualTo("https://hooks.example.com/in?a=b");
		assertThat(received.headers().first("x-two")).isEqualTo("2");
		assertThat(new String(received.body(), StandardCharsets.UTF_8)).isEqualTo("grün");
	}

}
