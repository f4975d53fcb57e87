package dev.webhooks.request;

import dev.webhooks.WebhookRequestHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryStringHash}, with the examples of Atlassian's documentation.
 */
class QueryStringHashTests {

	private static WebhookRequestHead head(String method, String url) {
		return WebhookRequestHead.builder(method, url).build();
	}

	@Test
	void hashIsThatOfTheDocumentation() {
		assertThat(QueryStringHash.of(head("GET", "https://api.bitbucket.org/test?param=value"), ""))
			.isEqualTo("be16910858a41fd19ea5c1b4e9decca9a784d1024cb00b2158defe2f29dc86dd");
	}

	@Test
	void canonicalRequestIsThatOfTheDocumentation() {
		assertThat(canonical("GET",
				"http://localhost:2990/path/to/service?zee_last=param&repeated=parameter%201&first=param&repeated=parameter+2&repeated=Parameter%202"))
			.isEqualTo(
					"GET&/path/to/service&first=param&repeated=Parameter%202,parameter%201,parameter%202&zee_last=param");
	}

	@Test
	void pathIsBelowTheBaseUrl() {
		assertThat(canonical("POST", "https://addon.example.com")).isEqualTo("POST&/&");
		assertThat(canonical("POST", "https://addon.example.com/in/jira/")).isEqualTo("POST&/in/jira&");
		assertThat(canonical("POST", "https://addon.example.com/a&b")).isEqualTo("POST&/a%26b&");
		assertThat(QueryStringHash.canonical(head("post", "https://addon.example.com/base/in"), "/base"))
			.isEqualTo("POST&/in&");
		assertThat(QueryStringHash.canonical(head("POST", "https://addon.example.com/base"), "/base/"))
			.isEqualTo("POST&/&");
		assertThat(QueryStringHash.canonical(head("POST", "https://addon.example.com/basement"), "/base")).isNull();
	}

	@Test
	void tokenIsNoPartOfTheQuery() {
		assertThat(canonical("POST", "https://x.example?jwt=abc&a=1")).isEqualTo("POST&/&a=1");
	}

	@Test
	void valuesAreEncodedAsInRfc3986() {
		assertThat(canonical("GET", "https://x.example/?a=*~%2B%20%C3%A4")).isEqualTo("GET&/&a=%2A~%2B%20%C3%A4");
	}

	private static String canonical(String method, String url) {
		return QueryStringHash.canonical(head(method, url), "");
	}

}
