package dev.webhooks.vendor.receivers.pubsub;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Objects;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StreamUtils;

import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.vendor.receivers.VendorKeys;

/**
 * Public keys of Google, as both applications fetch them.
 */
@Configuration(proxyBeanMethods = false)
class Google {

	static final String KEY_ID = "a-key";

	@Bean
	HttpTransport transport() throws Exception {
		String certificate = StreamUtils.copyToString(
				Objects.requireNonNull(Google.class.getResourceAsStream("/sns/certificate.pem")),
				StandardCharsets.US_ASCII);
		String certificates = "{\"" + KEY_ID + "\":\"" + certificate.replace("\n", "\\n") + "\"}";
		return new MockHttpTransport() {

			@Override
			public LowLevelHttpRequest buildRequest(String method, String url) {
				return new MockLowLevelHttpRequest(url)
					.setResponse(new MockLowLevelHttpResponse().setContent(certificates));
			}

		};
	}

	@Bean
	ResourceFetcher resourceFetcher() {
		RSAPublicKey key = (RSAPublicKey) VendorKeys.publicKey();
		String keys = "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"" + KEY_ID
				+ "\",\"n\":\"" + base64(key.getModulus()) + "\",\"e\":\"" + base64(key.getPublicExponent()) + "\"}]}";
		return (URI uri, String json) -> keys.getBytes(StandardCharsets.UTF_8);
	}

	private static String base64(BigInteger number) {
		byte[] bytes = number.toByteArray();
		int start = (bytes[0] == 0) ? 1 : 0;
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
	}

}
