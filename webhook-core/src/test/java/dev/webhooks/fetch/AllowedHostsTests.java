package dev.webhooks.fetch;

import java.util.List;

import dev.webhooks.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AllowedHosts}.
 */
class AllowedHostsTests {

	private final AllowedHosts paypal = AllowedHosts.of("hosts", List.of("api.paypal.com"), "/v1/notifications/certs/");

	private final AllowedHosts sns = AllowedHosts.of("hosts", List.of("sns.{region}.amazonaws.com"), null);

	@Test
	void allowsWhatIsListed() {
		assertThat(this.paypal.find("https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77"))
			.hasHost("api.paypal.com");
		assertThat(this.sns.find("https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem")).isNotNull();
		assertThat(this.sns.find("https://sns.us-gov-west-1.amazonaws.com/a.pem")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.paypal.com/v1/notifications/certs/a",
			"HTTPS://api.paypal.com/v1/notifications/certs/a", "https://API.PAYPAL.COM/v1/notifications/certs/a",
			"https://api.paypal.com:443/v1/notifications/certs/a",
			"https://api.paypal.com:8443/v1/notifications/certs/a", "https://api.paypal.com./v1/notifications/certs/a",
			"https://api.paypal.com.evil.example/v1/notifications/certs/a",
			"https://evil.example/api.paypal.com/v1/notifications/certs/a",
			"https://api.paypal.com@evil.example/v1/notifications/certs/a",
			"https://evil.example@api.paypal.com/v1/notifications/certs/a",
			"https://evil.example#@api.paypal.com/v1/notifications/certs/a",
			"https://evil.example?@api.paypal.com/v1/notifications/certs/a",
			"https://evil.example\\@api.paypal.com/v1/notifications/certs/a",
			"https://api.paypal.com\\.evil.example/v1/notifications/certs/a",
			"https://xapi.paypal.com/v1/notifications/certs/a", "https://apixpaypal.com/v1/notifications/certs/a",
			"https://x.api.paypal.com/v1/notifications/certs/a", "https://paypal.com/v1/notifications/certs/a",
			"https://127.0.0.1/v1/notifications/certs/a", "https://[::1]/v1/notifications/certs/a",
			"https://2130706433/v1/notifications/certs/a", "https://169.254.169.254/v1/notifications/certs/a",
			"https://api.paypal.com%2eevil.example/v1/notifications/certs/a",
			"https://%61pi.paypal.com/v1/notifications/certs/a", "https://api.paypal.com/v1/notifications/certs/../x",
			"https://api.paypal.com/v1/notifications/certs/%2e%2e/x",
			"https://api.paypal.com/v1/notifications/certs/..%2fx", "https://api.paypal.com/v1/notifications/certs/..",
			"https://api.paypal.com/v1/notifications/certs//a", "https://api.paypal.com//v1/notifications/certs/a",
			"https://api.paypal.com/v1/notifications/certs/./a", "https://api.paypal.com/v1/notifications/certsx/a",
			"https://api.paypal.com/V1/notifications/certs/a", "https://api.paypal.com/",
			"https://api.paypal.com/v1/notifications/certs/a?x=1", "https://api.paypal.com/v1/notifications/certs/a#x",
			"https://api.paypal.com/v1/notifications/certs/a;x", "https://api.paypal.com/v1/notifications/certs/a\n",
			" https://api.paypal.com/v1/notifications/certs/a", "https://api.paypal.com/v1/notifications/certs/a\u0000",
			"https://api.paypal.com\r\nHost: evil.example/v1/notifications/certs/a",
			"https://\u0430pi.paypal.com/v1/notifications/certs/a", "//api.paypal.com/v1/notifications/certs/a",
			"file:///etc/passwd", "jar:https://api.paypal.com/v1/notifications/certs/a!/", "https:///etc/passwd", "" })
	void refusesWhatOnlyLooksListed(String url) {
		assertThat(this.paypal.find(url)).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://sns.us-east-1.amazonaws.com.evil.example/x.pem", "https://sns.s3.amazonaws.com/x.pem",
					"https://sns.s3-us-west-2.amazonaws.com/x.pem", "https://sns.evil.us-east-1.amazonaws.com/x.pem",
					"https://sns..amazonaws.com/x.pem", "https://sns.amazonaws.com/x.pem",
					"https://evil-sns.us-east-1.amazonaws.com/x.pem", "https://sns.us-east-1-evil.amazonaws.com/x.pem",
					"https://sns.us-east-1.amazonaws.co/x.pem", "https://sns.us-east-1xamazonaws.com/x.pem" })
	void regionIsNotAnyLabel(String url) {
		assertThat(this.sns.find(url)).isNull();
	}

	@Test
	void starStandsForOneLabel() {
		AllowedHosts hosts = AllowedHosts.of("hosts", List.of("keys.*.example.com"), null);
		assertThat(hosts.find("https://keys.eu.example.com/k")).isNotNull();
		assertThat(hosts.find("https://keys.a.b.example.com/k")).isNull();
		assertThat(hosts.find("https://keys.-.example.com/k")).isNull();
		assertThat(hosts.find("https://keys.example.com/k")).isNull();
	}

	@Test
	void queryIsAllowedOnlyWhereItIsMeant() {
		String url = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:a:1:T&Token=2f";
		assertThat(this.sns.find(url)).isNull();
		assertThat(this.sns.withQuery().find(url)).isNotNull();
		assertThat(this.sns.withQuery().find("https://evil.example/?https://sns.us-east-1.amazonaws.com/")).isNull();
		assertThat(this.sns.withQuery().find("https://sns.us-east-1.amazonaws.com?x@evil.example/")).isNull();
		assertThat(this.sns.withQuery().find("https://sns.us-east-1.amazonaws.com/?%zz")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "*.com", "*.*.example.com", "a*.example.com", "example.*", "EXAMPLE.com", "127.0.0.1",
			"10.*.0.1", "host:8443", "user@host.example", "host.example/path", "", ".example.com", "host.example." })
	void widePatternsAndAddressesFailTheStart(String host) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> AllowedHosts.of("hosts", List.of(host), null));
	}

	@Test
	void noHostFailsTheStart() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> AllowedHosts.of("hosts", List.of(), null));
	}

}
