package dev.webhooks.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SignedUrl}.
 */
class SignedUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://a.example/x?y=1:2, https://a.example:443/x?y=1:2", "http://a.example, http://a.example:80",
			"https://a.example:8443/x, https://a.example:8443/x",
			"https://u:p@a.example/x, https://u:p@a.example:443/x",
			"https://[2001:db8::1]/x, https://[2001:db8::1]:443/x",
			"https://[2001:db8::1]:444/x, https://[2001:db8::1]:444/x",
			"https://a.example?to=http://b:1, https://a.example:443?to=http://b:1" })
	void addsTheUsualPortWhereThereIsNone(String url, String expected) {
		assertThat(SignedUrl.WITH_PORT.of(url)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example:8443/x?y=1:2, https://a.example/x?y=1:2",
			"https://a.example/x, https://a.example/x", "https://u:p@a.example:1/x, https://u:p@a.example/x",
			"https://[2001:db8::1]:444/x, https://[2001:db8::1]/x",
			"https://[2001:db8::1]/x, https://[2001:db8::1]/x" })
	void takesThePortAway(String url, String expected) {
		assertThat(SignedUrl.WITHOUT_PORT.of(url)).isEqualTo(expected);
	}

	@Test
	void decodesHubSpotsTwelveEscapesAndNoOther() {
		String url = "https://a.example/x?q=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%3a%20%26%3D%25%2B%E4";
		assertThat(SignedUrl.DECODED.of(url)).isEqualTo("https://a.example/x?q=:/?@!$'()*,;:%20%26%3D%25%2B%E4");
	}

}
