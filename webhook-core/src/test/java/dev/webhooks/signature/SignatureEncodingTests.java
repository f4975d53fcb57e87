package dev.webhooks.signature;

import java.util.HexFormat;
import java.util.Map;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.ProviderSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SignatureEncoding}.
 */
class SignatureEncodingTests {

	@ParameterizedTest
	@CsvSource({ "HEX,fbff", "HEX_UPPER,FBFF", "BASE64,+/8=", "BASE64URL,-_8" })
	void hasOneSpelling(SignatureEncoding encoding, String text) {
		byte[] bytes = HexFormat.of().parseHex("fbff");
		assertThat(encoding.encode(bytes)).isEqualTo(text);
		assertThat(encoding.decode(text)).isEqualTo(bytes);
	}

	@ParameterizedTest
	@CsvSource({ "HEX,FBFF", "HEX,fbf", "HEX,fbfg", "HEX,fb ff", "HEX_UPPER,fbff", "BASE64,+/8", "BASE64,+/9=",
			"BASE64,-_8=", "BASE64,+/8==", "BASE64,'+/8= '", "BASE64URL,-_8=", "BASE64URL,-_9", "BASE64URL,+/8" })
	void anyOtherSpellingIsRefused(SignatureEncoding encoding, String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> encoding.decode(text));
	}

	@ParameterizedTest
	@CsvSource({ "hex,HEX", "HEX,HEX", "hex-upper,HEX_UPPER", "base64,BASE64", "Base64Url,BASE64URL" })
	void isNamedInTheSettings(String name, SignatureEncoding expected) {
		ProviderSettings settings = ProviderSettings.of(Map.of("signature", Map.of("encoding", name)));
		assertThat(settings.signature().encoding()).isEqualTo(expected);
	}

	@Test
	void anUnknownNameIsRefusedWithThoseThatThereAre() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProviderSettings.of(Map.of("signature", Map.of("encoding", "base32"))))
			.satisfies((ex) -> {
				assertThat(ex.key()).isEqualTo("signature.encoding");
				assertThat(ex.fix()).isEqualTo("Use hex, hex-upper, base64 or base64url.");
			});
	}

}
