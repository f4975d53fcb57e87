package dev.webhooks.autoconfigure;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.ProviderSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings are the same whether Spring Boot binds them or the core reads them: those of
 * every preset, and every key that a user can write.
 */
class BothWaysTests {

	/** A value for each key that is not its default, as a user would write it. */
	private static final Map<String, Object> SAMPLES = samples();

	private static Map<String, Object> samples() {
		Map<String, Object> samples = new LinkedHashMap<>();
		samples.put("enabled", "false");
		samples.put("preset", "stripe");
		samples.put("path", "/in/{tenant}/acme");
		samples.put("secret", "a secret, with a comma");
		samples.put("secrets[0].value", "\"a secret\" of several");
		samples.put("secrets[0].expires", "2027-01-01T00:00:00Z");
		samples.put("secrets[0].key-id", "new");
		samples.put("secrets[0].verbatim", "on");
		samples.put("public-url", "https://hooks.example.com/in");
		samples.put("mode", "observe");
		samples.put("tenant", "header:X-Shop");
		samples.put("signature.scheme", "jwt");
		samples.put("signature.header", "X-One, X-Two");
		samples.put("signature.location", List.of("query:a,b", "form:signature"));
		samples.put("signature.format", "t={timestamp},v1={signature}");
		samples.put("signature.algorithm", "SHA512");
		samples.put("signature.encoding", "hex-upper");
		samples.put("signature.content", "{method}, {body}");
		samples.put("signature.timestamp", "header:X-Time");
		samples.put("signature.timestamp-unit", "Rfc-3339");
		samples.put("signature.tolerance", "10m");
		samples.put("signature.secret-encoding", "hex,TEXT, whsec");
		samples.put("signature.alternative-contents", "{url}{body},{body}");
		samples.put("signature.body-hash", "query:bodySHA256");
		samples.put("signature.each", "body:/items");
		samples.put("signature.require", "header:X-Version=2");
		samples.put("signature.certificate.url", "header:X-Url");
		samples.put("signature.certificate.hosts", "a.example.com,b.example.com");
		samples.put("signature.certificate.path", "/certificates/");
		samples.put("signature.certificate.subject", "*.example.com");
		samples.put("signature.certificate.trust", "classpath:issuers.pem");
		samples.put("signature.certificate.require", "header:X-Algorithm=RSA");
		samples.put("signature.jwt.jwks-url", "https://keys.example.com/jwks");
		samples.put("signature.jwt.key-url", "https://keys.example.com/get");
		samples.put("signature.jwt.key-request", "{\"key\":\"{kid}\"}");
		samples.put("signature.jwt.key-pointer", "/key");
		samples.put("signature.jwt.claims[request_body_sha256]", "{body-hash}, {body-crc32}");
		samples.put("signature.jwt.required", "");
		samples.put("signature.jwt.certificate-extensions", "1.2.840.113635.100.6.11.1, *");
		samples.put("signature.callback.url", "https://api.example.com/verify");
		samples.put("signature.callback.query", "id={form:id}&key={secret}");
		samples.put("signature.callback.body", "cmd=_notify-validate&{body}");
		samples.put("signature.callback.content-type", "application/json");
		samples.put("signature.callback.pointer", "/status");
		samples.put("signature.callback.verified", "VALID,VALIDATED");
		samples.put("signature.callback.refused", "INVALID");
		samples.put("signature.callback.matching", "/amount=form:amount, /currency=form:currency");
		samples.put("signature.callback.unless", "form:status=FAILED");
		samples.put("signature.callback.timeout", "5s");
		samples.put("signature.callback.calls-per-minute", "60");
		samples.put("signature.callback.concurrency", "4");
		samples.put("event.format", "json-lines");
		samples.put("event.payload", "form:payload");
		samples.put("event.decoder", "aes-gcm");
		samples.put("event.decoding.key", "value:api-key");
		samples.put("event.decoding.nonce", "body:/nonce");
		samples.put("event.decoding.associated-data", "body:/associated_data");
		samples.put("event.decoding.receiver", "value:suite");
		samples.put("event.store", "Received");
		samples.put("event.namespaces", "/a=https://example.com/a");
		samples.put("event.body-required", "no");
		samples.put("event.type", List.of("{body:/a}.{body:/b}", "body:/a"));
		samples.put("event.id", "body-hash");
		samples.put("event.occurred-at", "body:/at");
		samples.put("event.split", "body:/events");
		samples.put("event.tests", "ping");
		samples.put("rate-limit.requests-per-minute", "60");
		samples.put("rate-limit.burst", 10);
		samples.put("rate-limit.failures-per-minute", "30");
		samples.put("health.max-failure-rate", "12.5%");
		samples.put("health.minimum-calls", "5");
		samples.put("health.window", "5m");
		samples.put("health.max-silence", "1h");
		samples.put("retry.max-attempts", "3");
		samples.put("retry.initial-interval", "1500");
		samples.put("retry.multiplier", "2.5");
		samples.put("retry.max-interval", "PT3H");
		samples.put("retry.jitter", "0");
		samples.put("retry.retry-on", "com.acme.Busy, java.io.IOException");
		samples.put("retry.never-on", "com.acme.InvalidOrder");
		samples.put("retry.after[com.acme.Busy]", "5m");
		samples.put("circuit-breaker.failure-rate", "12.5%");
		samples.put("circuit-breaker.minimum-calls", "5");
		samples.put("circuit-breaker.window", "10s");
		samples.put("circuit-breaker.wait", "1m");
		samples.put("circuit-breaker.probes", "2");
		samples.put("about.title", "Acme, Inc.");
		samples.put("about.url", "https://example.com/webhooks");
		samples.put("about.secret", "the token");
		samples.put("about.retries", "never");
		samples.put("about.caveats", List.of("One, of several.", "Two."));
		samples.put("events", "order.*, user.created");
		samples.put("processing", "Durable");
		samples.put("order-by", "body:/order");
		samples.put("concurrency", "4");
		samples.put("inline-when", "body:/action=quote");
		samples.put("require-https", "0");
		samples.put("ip-allowlist", "192.168.1.1,2001:db8::/32");
		samples.put("ip-allowlist-url", "https://example.com/addresses#/hooks");
		samples.put("ip-allowlist-refresh", "1d");
		samples.put("client-certificate.subject", "CN=hooks.example.com,O=Example");
		samples.put("client-certificate.san", "a.example.com, b.example.com");
		samples.put("client-certificate.bundle", "issuer");
		samples.put("content-types", "application/json , none");
		samples.put("max-body-size", "256KB");
		samples.put("body-timeout", "5s");
		samples.put("handshakes[0].method", "GET");
		samples.put("handshakes[0].signed", "false");
		samples.put("handshakes[0].when", "query:mode=subscribe,query:challenge");
		samples.put("handshakes[0].response.status", "202");
		samples.put("handshakes[0].response.content-type", "text/plain");
		samples.put("handshakes[0].response.headers.X-Mode", "{query:mode}");
		samples.put("handshakes[0].response.body", "{token-signature}");
		samples.put("handshakes[0].token", "query:challenge");
		samples.put("handshakes[0].token-pattern", "[0-9a-f]{1,64}");
		samples.put("handshakes[0].verify-token", "query:token");
		samples.put("handshakes[0].secret", "header:X-Secret");
		samples.put("handshakes[0].confirm-url", "body:/url");
		samples.put("handshakes[0].confirm-hosts", "sns.{region}.example.com");
		samples.put("response.status", "204");
		samples.put("response.content-type", "application/json");
		samples.put("response.headers.X-Received", "yes, it is");
		samples.put("response.body", "{\"ok\":true}");
		samples.put("methods", "POST,PUT");
		samples.put("key-id", "first");
		samples.put("verify-token", "a token");
		samples.put("refusal.status", "403");
		samples.put("refusal.content-type", "text/plain");
		samples.put("refusal.body", "no");
		samples.put("on-failure", "accept");
		samples.put("values.access-key", "F8BBA842ECF85");
		samples.put("body-unsigned", "yes");
		return samples;
	}

	static List<String> presets() {
		return new Presets().names();
	}

	/** By the key that cannot be alone. */
	private static final Map<String, Map<String, Object>> NEEDED = Map.of("rate-limit.burst",
			Map.of("rate-limit.requests-per-minute", 60), "refusal.content-type", Map.of("refusal.body", "no"));

	static List<String> keys() {
		return new ArrayList<>(SAMPLES.keySet());
	}

	@ParameterizedTest
	@MethodSource("presets")
	void thoseOfAPreset(String name) {
		assertThat(boundBeneath(name, Map.of())).isEqualTo(ProviderSettings.of(new Presets().beneath(name, Map.of())));
	}

	@ParameterizedTest
	@MethodSource("presets")
	void thoseOfAPresetWithKeysOfAUser(String name) {
		Map<String, Object> keys = Map.of("signature.tolerance", "1m", "event.id", List.of("body:/own"), "maxBodySize",
				"3MB", "content-types", "", "response.status", 202);
		assertThat(boundBeneath(name, keys)).isEqualTo(ProviderSettings.of(new Presets().beneath(name, keys)));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void thoseOfAKey(String key) {
		Object sample = SAMPLES.get(key);
		Map<String, Object> settings = new LinkedHashMap<>(Map.of(key, sample));
		settings.putAll(NEEDED.getOrDefault(key, Map.of()));
		ProviderSettings read = ProviderSettings.of(nested(settings));
		assertThat(bound(settings)).isEqualTo(read).isNotEqualTo(ProviderSettings.of(Map.of()));
	}

	@Test
	void thereIsASampleOfEveryKey() {
		List<String> declared = new ArrayList<>();
		collect(ResolvableType.forClass(ProviderProperties.class), "", declared);
		assertThat(keys().stream().map(BothWaysTests::withoutName)).containsExactlyInAnyOrderElementsOf(declared);
	}

	private static String withoutName(String key) {
		return key.replaceAll("(headers|claims|values|after).*", "$1");
	}

	private static void collect(ResolvableType type, String prefix, List<String> keys) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type.toClass())) {
			if (property.getName().equals("class")) {
				continue;
			}
			String key = prefix + DataObjectPropertyName.toDashedForm(property.getName());
			ResolvableType value = ResolvableType.forMethodReturnType(property.getReadMethod());
			ResolvableType item = value.as(List.class).getGeneric();
			if (isGroup(value)) {
				collect(value, key + ".", keys);
			}
			else if (isGroup(item)) {
				collect(item, key + "[0].", keys);
			}
			else {
				keys.add(key);
			}
		}
	}

	private static boolean isGroup(ResolvableType type) {
		return type.resolve(Object.class).getSimpleName().endsWith("Properties");
	}

	/**
	 * The keys as they stand in a YAML file, where what is numbered is a list.
	 */
	private static Map<String, Object> nested(Map<String, Object> settings) {
		Map<String, Object> nested = new LinkedHashMap<>();
		settings.forEach((key, value) -> {
			String[] parts = key.split("\\[0]\\.");
			nested.put(parts[0], (parts.length > 1) ? List.of(Map.of(parts[1], value)) : value);
		});
		return nested;
	}

	private static ProviderSettings bound(Map<String, Object> settings) {
		return bound("acme", settings, false);
	}

	private static ProviderSettings boundBeneath(String preset, Map<String, Object> settings) {
		return bound(preset, settings, true);
	}

	private static ProviderSettings bound(String name, Map<String, Object> settings, boolean preset) {
		Map<String, Object> properties = new LinkedHashMap<>();
		settings.forEach((key, value) -> {
			if (value instanceof List<?> list) {
				for (int i = 0; i < list.size(); i++) {
					properties.put("webhooks.providers." + name + "." + key + "[" + i + "]", list.get(i));
				}
			}
			else {
				properties.put("webhooks.providers." + name + "." + key, value);
			}
		});
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		ProviderEntry entry = new ProviderEntry(name, ConfigurationPropertyName.of(ProviderBinder.PREFIX).append(name));
		return new ProviderBinder(environment).bind(entry, preset ? new Presets().get(name) : null);
	}

}
