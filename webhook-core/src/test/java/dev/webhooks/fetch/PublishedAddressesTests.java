package dev.webhooks.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	/** Of the form of https://ip-ranges.atlassian.com/, with some of its addresses. */
	private static final String ATLASSIAN = """
			{
			  "creationDate": "2026-05-05T00:00:00.000000",
			  "syncToken": 1777939200,
			  "items": [
			    {"network": "104.192.136.0", "mask_len": 21, "cidr": "104.192.136.0/21", "mask": "255.255.248.0",
			     "region": ["global"], "product": ["bitbucket", "jira", "trello"], "direction": ["egress", "ingress"]},
			    {"network": "2401:1d80:3000::", "mask_len": 36, "cidr": "2401:1d80:3000::/36", "mask": "ffff:ffff:f000::",
			     "region": ["global"], "product": ["jira"], "direction": ["egress"]}
			  ]
			}
			""";

	/** Of the form of https://ip-ranges.amazonaws.com/ip-ranges.json. */
	private static final String AWS = """
			{
			  "syncToken": "1777939200",
			  "createDate": "2026-05-05-00-00-00",
			  "prefixes": [
			    {"ip_prefix": "3.4.12.4/32", "region": "eu-west-1", "service": "AMAZON", "network_border_group": "eu-west-1"},
			    {"ip_prefix": "54.240.0.0/18", "region": "GLOBAL", "service": "EC2", "network_border_group": "GLOBAL"}
			  ],
			  "ipv6_prefixes": [
			    {"ipv6_prefix": "2600:1f00::/24", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1"}
			  ]
			}
			""";

	/**
	 * Of the form of https://www.cloudflare.com/ips-v4, which has no line feed at its
	 * end.
	 */
	private static final String CLOUDFLARE_LINES = "173.245.48.0/20\n103.21.244.0/22\n131.0.72.0/22";

	/** Of the form of https://api.cloudflare.com/client/v4/ips. */
	private static final String CLOUDFLARE = """
			{"result": {"ipv4_cidrs": ["173.245.48.0/20", "103.21.244.0/22"], "ipv6_cidrs": ["2400:cb00::/32"],
			 "etag": "38f79d050aa027e3be3865e495dcc9bc"}, "success": true, "errors": [], "messages": []}
			""";

	/**
	 * Each prefix has one of two properties, as in
	 * https://www.gstatic.com/ipranges/goog.json.
	 */
	private static final String GOOGLE = """
			{"syncToken": "1", "prefixes": [{"ipv4Prefix": "8.8.4.0/24"}, {"ipv6Prefix": "2404:6800::/32"}]}
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

	@ParameterizedTest
	@ValueSource(strings = { "104.192.143.255", "2401:1d80:3fff::1" })
	void theAddressesThatAtlassianPublishesAreAllowed(String address) throws IOException {
		PublishedAddresses addresses = fetched("https://ip-ranges.atlassian.com/#/items/*/cidr", ATLASSIAN);
		assertThat(addresses.contains(address)).isTrue();
		assertThat(addresses.contains("104.192.144.0")).isFalse();
	}

	@Test
	void theAddressesThatAwsPublishesAreAllowedOfEachFamilyByItsPointer() throws IOException {
		String url = "https://ip-ranges.amazonaws.com/ip-ranges.json";
		AddressAllowlist allowlist = new AddressAllowlist(AddressRanges.parse(List.of()), List
			.of(fetched(url + "#/prefixes/*/ip_prefix", AWS), fetched(url + "#/ipv6_prefixes/*/ipv6_prefix", AWS)));
		assertThat(List.of("3.4.12.4", "54.240.63.255", "2600:1fff::1")).allMatch(allowlist::contains);
		assertThat(List.of("3.4.12.5", "54.240.64.0", "2601::1")).noneMatch(allowlist::contains);
	}

	@ParameterizedTest
	@ValueSource(strings = { CLOUDFLARE_LINES, CLOUDFLARE_LINES + "\n",
			"\ufeff# IPv4\r\n\r\n173.245.48.0/20\r\n 103.21.244.0/22 \r\n131.0.72.0/22\r\n" })
	void theAddressesThatCloudflarePublishesOnLinesAreAllowed(String document) throws IOException {
		PublishedAddresses addresses = fetched("https://www.cloudflare.com/ips-v4", document);
		assertThat(List.of("173.245.63.255", "103.21.244.1", "131.0.75.255")).allMatch(addresses::contains);
		assertThat(addresses.contains("173.245.64.0")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/result/ipv4_cidrs", "/result/ipv4_cidrs/*", "/*/ipv4_cidrs/*" })
	void theAddressesThatCloudflarePublishesInJsonAreAllowed(String pointer) throws IOException {
		PublishedAddresses addresses = fetched("https://api.cloudflare.com/client/v4/ips#" + pointer, CLOUDFLARE);
		assertThat(addresses.contains("103.21.247.255")).isTrue();
		assertThat(addresses.contains("2400:cb00::1")).isFalse();
	}

	@Test
	void anEntryWithoutThePropertyIsOfAnotherKind() throws IOException {
		PublishedAddresses addresses = fetched("https://www.gstatic.com/ipranges/goog.json#/prefixes/*/ipv6Prefix",
				GOOGLE);
		assertThat(addresses.contains("2404:6800::8")).isTrue();
		assertThat(addresses.contains("8.8.4.4")).isFalse();
	}

	@Test
	void aPartOfThePointerMayStandForTheNamesInAnObject() throws IOException {
		String document = "{\"regions\": {\"eu\": [\"10.0.0.1\"], \"us\": [\"10.0.0.2\", \"10.0.0.3\"]}}";
		for (String pointer : List.of("/regions/*", "/regions/*/*")) {
			PublishedAddresses addresses = fetched("https://api.example.com/all#" + pointer, document);
			assertThat(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3")).allMatch(addresses::contains);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"items\": []}", "{\"items\": {}}", "{}", "[]", "{\"items\": [{}]}",
			"{\"items\": [{\"ip\": \"10.0.0.2\"}]}", "{\"items\": [{\"cidr\": \"10.0.0.2\"}, {\"cidr\": null}]}",
			"{\"items\": [{\"cidr\": \"10.0.0.2\"}, {\"cidr\": 1}]}",
			"{\"items\": [{\"cidr\": \"10.0.0.2\"}, {\"cidr\": {}}]}",
			"{\"items\": [{\"cidr\": \"10.0.0.2\"}, {\"cidr\": [[\"10.0.0.3\"]]}]}",
			"{\"items\": [{\"cidr\": \"10.0.0.2\"}, {\"cidr\": \"example.com\"}]}",
			"{\"items\": [{\"cidr\": \"10.0.0.2\"}, {\"cidr\": \"0.0.0.0/0\"}]}",
			"{\"items\": [{\"cidr\": \"10.0.0.2\"}]", "10.0.0.2" })
	void whereAnEntryIsNoAddressTheFormerListStays(String document) throws IOException {
		PublishedAddresses addresses = fetched("https://api.example.com/all#/items/*/cidr",
				"{\"items\": [{\"cidr\": \"10.0.0.1\"}]}");
		staysAsItWas(addresses, document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "# 10.0.0.2", "10.0.0.2\nexample.com", "10.0.0.2 10.0.0.3",
			"10.0.0.2,10.0.0.3", "10.0.0.2 # ours", "10.0.0.2\n0.0.0.0/0", "<html>10.0.0.2</html>", "\"10.0.0.2\"",
			"null", "{\"message\": \"moved\"}", "10.0.0.2\n\u0000" })
	void whereALineIsNoAddressTheFormerListStays(String document) throws IOException {
		staysAsItWas(fetched("https://api.example.com/lines", "10.0.0.1\n"), document);
	}

	private void staysAsItWas(PublishedAddresses addresses, String document) {
		this.documents.next = document;
		assertThatExceptionOfType(IOException.class).isThrownBy(addresses::fetch);
		assertThat(addresses.contains("10.0.0.1")).isTrue();
		assertThat(addresses.contains("10.0.0.2")).isFalse();
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
		staysAsItWas(addresses, document);
	}

	@Test
	void aListOfMoreThanFiftyThousandAddressesIsRefused() {
		this.documents.next = "[\"10.0.0.1\"" + ",\"10.0.0.1\"".repeat(50_000) + "]";
		PublishedAddresses addresses = published("https://api.example.com/hooks");
		assertThatExceptionOfType(IOException.class).isThrownBy(addresses::fetch).withMessageContaining("50000");
	}

	@Test
	void aListOfManyThousandAddressesIsTaken() throws IOException {
		String lines = IntStream.range(0, 20_000)
			.mapToObj((i) -> "10.%d.%d.0/25".formatted(i / 256, i % 256))
			.collect(Collectors.joining("\n"));
		PublishedAddresses addresses = fetched("https://api.example.com/hooks", lines);
		assertThat(addresses.contains("10.78.31.127")).isTrue();
		assertThat(addresses.contains("10.78.31.128")).isFalse();
		assertThat(addresses.contains("10.78.32.1")).isFalse();
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
