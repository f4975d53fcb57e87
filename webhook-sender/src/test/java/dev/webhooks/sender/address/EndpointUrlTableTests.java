package dev.webhooks.sender.address;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of which URLs can be registered, as a table of what others have been attacked
 * with.
 */
class EndpointUrlTableTests {

	private static final Set<Integer> PORTS = Set.of(443, 8443);

	private final AddressGuard guard = new AddressGuard(List.of(), PORTS, (name) -> {
		throw new AssertionError("Nothing is looked up here");
	});

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			https://example.com                       | https://example.com/
			https://example.com/                      | https://example.com/
			https://example.com:443/a                 | https://example.com/a
			https://example.com:8443/a?b=c&d          | https://example.com:8443/a?b=c&d
			HTTPS://EXAMPLE.com/Path                  | https://example.com/Path
			https://example.com./                     | https://example.com/
			https://example.com?q                     | https://example.com/?q
			https://example.com//a//b/../c            | https://example.com//a//b/../c
			https://example.com/%2e%2E/%00            | https://example.com/%2e%2E/%00
			https://example.com/über?ß                | https://example.com/%C3%BCber?%C3%9F
			https://bücher.example/                   | https://xn--bcher-kva.example/
			https://BÜCHER.example/                   | https://xn--bcher-kva.example/
			https://xn--bcher-kva.example/            | https://xn--bcher-kva.example/
			https://例え。テスト/                     | https://xn--r8jz45g.xn--zckzah/
			https://8.8.8.8/                          | https://8.8.8.8/
			https://8.8.8.8./                         | https://8.8.8.8/
			https://[2606:4700:4700::1111]/           | https://[2606:4700:4700::1111]/
			https://[2606:4700:4700:0:0:0:0:1111]:8443/ | https://[2606:4700:4700::1111]:8443/
			https://[::ffff:8.8.8.8]/                 | https://[::ffff:808:808]/
			https://[64:ff9b::8.8.8.8]/               | https://[64:ff9b::808:808]/
			https://1e100.net/                        | https://1e100.net/
			https://0x7f.example.com/                 | https://0x7f.example.com/
			https://127.0.0.1.nip.io/                 | https://127.0.0.1.nip.io/
			""")
	void whatIsOfTheInternetIsTakenInItsCanonicalForm(String url, String canonical) throws RefusedUrlException {
		assertThat(this.guard.check(url).value()).isEqualTo(canonical);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			http://example.com/                       | SCHEME
			ftp://example.com/                        | SCHEME
			file:///etc/passwd                        | SCHEME
			gopher://example.com:443/                 | SCHEME
			jar:https://example.com/a.jar!/           | SCHEME
			javascript:alert(1)                       | SCHEME
			//example.com/                            | SCHEME
			example.com                               | SCHEME
			https:example.com                         | MALFORMED
			https:/example.com                        | MALFORMED
			https:///example.com                      | MALFORMED
			https://                                  | MALFORMED
			https://exa mple.com/                     | MALFORMED
			https://example.com\\@10.0.0.1/           | MALFORMED
			https://example.com/a b                   | MALFORMED
			https://exa<mple.com/                     | MALFORMED
			https://user@example.com/                 | USER_INFO
			https://user:password@example.com/        | USER_INFO
			https://example.com@10.0.0.1/             | USER_INFO
			https://example.com:443@10.0.0.1:443/     | USER_INFO
			https://@example.com/                     | USER_INFO
			https://a@b@example.com/                  | USER_INFO
			https://example.com/#here                 | FRAGMENT
			https://example.com#@10.0.0.1/            | FRAGMENT
			https://example.com:80/                   | PORT
			https://example.com:22/                   | PORT
			https://example.com:6379/                 | PORT
			https://example.com:0/                    | PORT
			https://example.com:65536/                | PORT
			https://example.com:443443/               | HOST
			https://example.com:/                     | HOST
			https://example.com:+443/                 | HOST
			https://example.com:443:443/              | HOST
			https://:443/                             | HOST
			https://./                                | HOST
			https://../                               | HOST
			https://example..com/                     | HOST
			https://.example.com/                     | HOST
			https://example.com../                    | HOST
			https://exa_mple.com/                     | HOST
			https://-example.com/                     | HOST
			https://example-.com/                     | HOST
			https://exa%6dple.com/                    | HOST
			https://127%2e0.0.1/                      | HOST
			https://faß.example/                      | HOST
			https://βόλος.example/                    | HOST
			https://2130706433/                       | HOST
			https://0x7f000001/                       | HOST
			https://0X7F000001/                       | HOST
			https://017700000001/                     | HOST
			https://127.1/                            | HOST
			https://127.0.1/                          | HOST
			https://0x7f.0.0.1/                       | HOST
			https://0x7f.0x0.0x0.0x1/                 | HOST
			https://0177.0.0.1/                       | HOST
			https://127.0.0.01/                       | HOST
			https://8.8.8.08/                         | HOST
			https://8.8.8.256/                        | HOST
			https://8.8.8.8.8/                        | HOST
			https://1.2.3/                            | HOST
			https://0/                                | HOST
			https://0x/                               | HOST
			https://example.0x1/                      | HOST
			https://example.1/                        | HOST
			https://[::1%25lo]/                       | HOST
			https://[fe80::1%25eth0]/                 | HOST
			https://[8.8.8.8]/                        | MALFORMED
			https://[2606:4700::/32]/                 | MALFORMED
			https://[]/                               | MALFORMED
			https://[::1                              | MALFORMED
			https://[v1.fe80::a]/                     | MALFORMED
			https://::1/                              | HOST
			https://localhost/                        | LOCAL_NAME
			https://LOCALHOST/                        | LOCAL_NAME
			https://localhost./                       | LOCAL_NAME
			https://app.localhost/                    | LOCAL_NAME
			https://localhost.localdomain/            | LOCAL_NAME
			https://ⓛocalhost/                        | LOCAL_NAME
			https://intranet/                         | LOCAL_NAME
			https://metadata.google.internal/         | LOCAL_NAME
			https://printer.local/                    | LOCAL_NAME
			https://router.home.arpa/                 | LOCAL_NAME
			https://127.0.0.1/                        | ADDRESS
			https://127.0.0.1./                       | ADDRESS
			https://127.255.255.254/                  | ADDRESS
			https://１２７.０.０.１/                  | ADDRESS
			https://127。0。0。1/                     | ADDRESS
			https://①②⑦.0.0.1/                       | ADDRESS
			https://10.0.0.1:8443/                    | ADDRESS
			https://169.254.169.254/latest/meta-data/ | ADDRESS
			https://168.63.129.16/                    | ADDRESS
			https://0.0.0.0/                          | ADDRESS
			https://[::]/                             | ADDRESS
			https://[::1]/                            | ADDRESS
			https://[0:0:0:0:0:0:0:1]/                | ADDRESS
			https://[::ffff:127.0.0.1]/               | ADDRESS
			https://[::ffff:7f00:1]/                  | ADDRESS
			https://[::127.0.0.1]/                    | ADDRESS
			https://[64:ff9b::169.254.169.254]/       | ADDRESS
			https://[2002:a00:1::]/                   | ADDRESS
			https://[fd00:ec2::254]/                  | ADDRESS
			https://[fe80::1]/                        | ADDRESS
			""")
	void whatIsNotIsRefused(String url, UrlRefusal reason) {
		assertThatExceptionOfType(RefusedUrlException.class).isThrownBy(() -> this.guard.check(url))
			.extracting(RefusedUrlException::reason)
			.isEqualTo(reason);
	}

	@Test
	void longUrlIsRefused() throws RefusedUrlException {
		String longest = "https://example.com/" + "a".repeat(2028);
		assertThat(this.guard.check(longest).value()).hasSize(2048);
		assertThatExceptionOfType(RefusedUrlException.class).isThrownBy(() -> this.guard.check(longest + "a"));
	}

	@Test
	void longNameIsRefused() {
		String label = "a".repeat(63) + ".";
		assertThatExceptionOfType(RefusedUrlException.class)
			.isThrownBy(() -> this.guard.check("https://" + label.repeat(4) + "com/"))
			.extracting(RefusedUrlException::reason)
			.isEqualTo(UrlRefusal.HOST);
	}

	@Test
	void lineBreaksAndOtherControlsAreRefused() {
		for (char control : "\r\n\t\0\u007f\u2028".toCharArray()) {
			assertThatExceptionOfType(RefusedUrlException.class)
				.isThrownBy(() -> this.guard.check("https://example.com/a" + control + "b"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://10.1.2.3:8443/", "https://10.1.2.3/", "http://erp.internal:8443/", "https://erp/",
			"http://example.com:8443/", "https://[::ffff:10.1.2.3]/" })
	void allowedNetworksOpenTheWayToTheirAddressesAndToNamesThatMayHaveThem(String url) throws RefusedUrlException {
		AddressGuard guard = new AddressGuard(List.of("10.0.0.0/8"), PORTS, NameResolver.SYSTEM);
		assertThat(guard.check(url)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://8.8.8.8:8443/       | ADDRESS
			https://192.168.0.1/       | ADDRESS
			https://[64:ff9b::a00:1]/  | ADDRESS
			http://10.0.0.1/           | PORT
			ftp://10.0.0.1:8443/       | SCHEME
			""")
	void allowedNetworksOpenNothingElse(String url, UrlRefusal reason) {
		AddressGuard guard = new AddressGuard(List.of("10.0.0.0/8"), PORTS, NameResolver.SYSTEM);
		assertThatExceptionOfType(RefusedUrlException.class).isThrownBy(() -> guard.check(url))
			.extracting(RefusedUrlException::reason)
			.isEqualTo(reason);
	}

	@Test
	void neitherMessageNorTextShowsWhatMayBeSecret() throws RefusedUrlException {
		assertThat(this.guard.check("https://example.com:8443/s3cret?token=s3cret"))
			.hasToString("https://example.com:8443");
		assertThatExceptionOfType(RefusedUrlException.class)
			.isThrownBy(() -> this.guard.check("https://10.0.0.1/s3cret"))
			.withMessage("Its address must be one of the internet.");
		assertThatExceptionOfType(RefusedUrlException.class)
			.isThrownBy(() -> this.guard.check("https://exa mple/s3cret"))
			.withNoCause()
			.withMessageNotContaining("s3cret");
	}

}
