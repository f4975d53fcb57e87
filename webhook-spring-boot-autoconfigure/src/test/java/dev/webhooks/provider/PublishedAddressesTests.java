package dev.webhooks.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.signature.ResourceFetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PublishedAddresses}.
 */
class PublishedAddressesTests {

	/** Of the form of https://api.github.com/meta, with some of its addresses. */
	private static final String GITHUB = """
			{
			  "verifiable_password_authentication": false,
			  "ssh_key_fingerprints": {"SHA256_ECDSA": "p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM"},
			  "hooks": ["192.30.252.0/22", "185.199.108.0/22", "140.82.112.0/20", "143.55.64.0/20",
			            "2a0a:a440::/29", "2606:50c0::/32"],
			  "web": ["192.30.252.0/22", "20.201.28.151/32"],
			  "domains": {"website": ["*.github.com"]}
			}
			""";

	private final Documents documents = new Documents();

	@ParameterizedTest
	@ValueSource(strings = { "192.30.252.41", "140.82.115.9", "2a0a:a440::7", "2606:50c0:8000::153",
			"::ffff:192.30.252.41" })
	void theAddressesThatGitHubPublishesForItsHooksAreAllowed(String address) throws IOException {
		assertThat(fetched("https://api.github.com/meta#/hooks", GITHUB).contains(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "20.201.28.151", "192.30.251.255", "2606:50c1::1", "nonsense", "" })
	void noOtherAddressIsAllowed(String address) throws IOException {
		assertThat(fetched("https://api.github.com/meta#/hooks", GITHUB).contains(address)).isFalse();
	}

	@Test
	void theDocumentIsFetchedWithoutThePointer() throws IOException {
		fetched("https://api.example.com/lists?of=hooks#/a", "{\"a\": [\"10.0.0.1\"]}");
		assertThat(this.documents.fetched).containsExactly(URI.create("https://api.example.com/lists?of=hooks"));
	}

	@Test
	void withoutPointerTheDocumentIsTheList() throws IOException {
		assertThat(fetched("https://api.example.com/hooks", "[\"10.0.0.1\"]").contains("10.0.0.1")).isTrue();
	}

	@Test
	void aPointerMayBeEscapedAsInAUrl() throws IOException {
		String url = "https://api.example.com/hooks#/of%20all~1here/0";
		assertThat(fetched(url, "{\"of all/here\": [[\"10.0.0.1\"]]}").contains("10.0.0.1")).isTrue();
	}

	@Test
	void beforeAListIsFetchedNobodyIsAllowed() {
		AddressAllowlist allowlist = new AddressAllowlist(AddressRanges.parse(List.of()),
				List.of(published("https://api.example.com/hooks")));
		assertThat(allowlist.isEmpty()).isFalse();
		assertThat(allowlist.contains("10.0.0.1")).isFalse();
	}

	@Test
	void aListThatIsFetchedAddsToWhatIsConfigured() throws IOException {
		AddressAllowlist allowlist = new AddressAllowlist(AddressRanges.parse(List.of("10.0.0.1")),
				List.of(fetched("https://api.example.com/a", "[\"10.0.0.2\"]"),
						fetched("https://api.example.com/b", "[\"10.0.0.3\"]")));
		assertThat(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3")).allMatch(allowlist::contains);
		assertThat(allowlist.contains("10.0.0.4")).isFalse();
	}

	@Test
	void aNewListReplacesTheFormerOne() throws IOException {
		PublishedAddresses addresses = fetched("https://api.example.com/hooks", "[\"10.0.0.1\"]");
		this.documents.next = "[\"10.0.0.1\"]";
		assertThat(addresses.fetch()).isFalse();
		this.documents.next = "[\"10.0.0.2\"]";
		assertThat(addresses.fetch()).isTrue();
		assertThat(addresses.contains("10.0.0.2")).isTrue();
		assertThat(addresses.contains("10.0.0.1")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "{}", "{\"hooks\": []}", "{\"hooks\": null}", "{\"hooks\": \"10.0.0.2\"}",
			"{\"hooks\": {\"0\": \"10.0.0.2\"}}", "{\"other\": [\"10.0.0.2\"]}",
			"{\"hooks\": [\"10.0.0.2\", \"example.com\"]}", "{\"hooks\": [\"10.0.0.2\", \"\"]}",
			"{\"hooks\": [\"10.0.0.2\", \"*\"]}", "{\"hooks\": [\"10.0.0.2\", \"10.0.0.0/33\"]}",
			"{\"hooks\": [\"10.0.0.2\", null]}", "{\"hooks\": [\"10.0.0.2\", 167772162]}",
			"{\"hooks\": [\"10.0.0.2\", [\"10.0.0.3\"]]}", "{\"hooks\": [\"10.0.0.2\", \"0.0.0.0/0\"]}",
			"{\"hooks\": [\"10.0.0.2\", \"::/0\"]}", "{\"hooks\": [\"10.0.0.2\", \"::ffff:0:0/96\"]}",
			"{\"hooks\": [\"10.0.0.2\"]", "{\"hooks\": [\"10.0.0.2\"]} {}",
			"{\"hooks\": [\"10.0.0.3\"], \"hooks\": [\"10.0.0.2\"]}" })
	void aDocumentThatIsNotAListOfAddressesIsRefusedAsAWhole(String document) throws IOException {
		PublishedAddresses addresses = fetched("https://api.example.com/meta#/hooks", "{\"hooks\": [\"10.0.0.1\"]}");
		this.documents.next = document;
		assertThatExceptionOfType(IOException.class).isThrownBy(addresses::fetch);
		assertThat(addresses.contains("10.0.0.1")).isTrue();
		assertThat(addresses.contains("10.0.0.2")).isFalse();
	}

	@Test
	void aListOfMoreThanTenThousandAddressesIsRefused() {
		this.documents.next = "[\"10.0.0.1\"" + ",\"10.0.0.1\"".repeat(10_000) + "]";
		PublishedAddresses addresses = published("https://api.example.com/hooks");
		assertThatExceptionOfType(IOException.class).isThrownBy(addresses::fetch).withMessageContaining("10000");
	}

	@Test
	void whereNothingIsFetchedTheFormerListStays() throws IOException {
		PublishedAddresses addresses = fetched("https://api.example.com/hooks", "[\"10.0.0.1\"]");
		this.documents.next = null;
		assertThatExceptionOfType(IOException.class).isThrownBy(addresses::fetch);
		assertThat(addresses.contains("10.0.0.1")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.example.com/hooks", "HTTP://api.example.com/hooks", "file:///etc/hooks.json",
			"classpath:hooks.json", "ftp://api.example.com/hooks", "api.example.com/hooks", "/hooks", "https:///hooks",
			"https:hooks", "https://user@api.example.com/hooks", "https://api.example.com/hooks#hooks",
			"https://api example.com/", "" })
	void aUrlThatIsNotHttpsWithAPointerIsNotTaken(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> published(url));
	}

	@Test
	void theTextDoesNotShowTheQuery() {
		assertThat(published("https://api.example.com/hooks?token=S3CR3T#/a/b"))
			.hasToString("https://api.example.com/hooks#/a/b");
	}

	private PublishedAddresses fetched(String url, String document) throws IOException {
		this.documents.next = document;
		PublishedAddresses addresses = published(url);
		assertThat(addresses.fetch()).isTrue();
		return addresses;
	}

	private PublishedAddresses published(String url) {
		return new PublishedAddresses(url, Duration.ofHours(1), this.documents);
	}

	private static final class Documents implements ResourceFetcher {

		final List<URI> fetched = new ArrayList<>();

		@Nullable String next;

		@Override
		public byte[] fetch(URI uri, @Nullable String json) throws IOException {
			this.fetched.add(uri);
			if (this.next == null) {
				throw new IOException("There is no answer");
			}
			return this.next.getBytes(StandardCharsets.UTF_8);
		}

	}

}
