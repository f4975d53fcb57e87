package dev.webhooks.test;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Hmac} with the second cases of RFC 2202 and RFC 4231.
 */
class HmacTests {

	private static final String KEY = "Jefe";

	private static final String CONTENT = "what do ya want for nothing?";

	private static final String SHA256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

	@Test
	void computesSha256() {
		assertThat(Hmac.sha256(KEY, CONTENT)).isEqualTo(HexFormat.of().parseHex(SHA256));
	}

	@Test
	void computesSha1() {
		assertThat(Hmac.sha1(KEY, CONTENT))
			.isEqualTo(HexFormat.of().parseHex("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
	}

	@Test
	void writesHexadecimalDigits() {
		assertThat(Hmac.hex(KEY, CONTENT)).isEqualTo(SHA256);
	}

	@Test
	void writesBase64() {
		assertThat(Hmac.base64(KEY, CONTENT)).isEqualTo("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
	}

}
