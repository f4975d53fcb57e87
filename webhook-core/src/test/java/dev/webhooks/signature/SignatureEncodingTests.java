package dev.webhooks.signature;

import java.util.HexFormat;

import dev.webhooks.InvalidSettingException;
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
	void isNamedInTheRecipe(String name, SignatureEncoding expected) {
		assertThat(TestRecipe.recipe().encoding(name).build().signatureEncoding()).isEqualTo(expected);
	}

	@Test
	void unknownNameIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TestRecipe.recipe().encoding("base32").build().signatureEncoding())
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.encoding"));
	}

}
