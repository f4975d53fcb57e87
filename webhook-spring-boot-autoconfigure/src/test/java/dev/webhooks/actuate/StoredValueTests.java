package dev.webhooks.actuate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoredValueTests {

	@Test
	void textIsShownAsText() {
		StoredValue value = StoredValue.of("{\n\"a\": \"ä\"}".getBytes(StandardCharsets.UTF_8), true);
		assertThat(value.encoding()).isEqualTo("text");
		assertThat(value.content()).isEqualTo("{\n\"a\": \"ä\"}");
	}

	@Test
	void bytesAreShownInBase64() {
		for (byte[] bytes : new byte[][] { { 0, 1, 2 }, { (byte) 0xFF, 'a' }, { 'a', (byte) 0xC3 } }) {
			StoredValue value = StoredValue.of(bytes, true);
			assertThat(value.encoding()).isEqualTo("base64");
			assertThat(Base64.getDecoder().decode(value.content())).isEqualTo(bytes);
		}
	}

	@Test
	void ofMuchOnlyTheBeginningIsShown() {
		byte[] bytes = ("x" + "ä".repeat(StoredValue.MAX_SHOWN)).getBytes(StandardCharsets.UTF_8);
		StoredValue value = StoredValue.of(bytes, true);
		assertThat(value.truncated()).isTrue();
		assertThat(value.size()).isEqualTo(bytes.length);
		assertThat(value.encoding()).isEqualTo("text");
		assertThat(value.content()).hasSize(StoredValue.MAX_SHOWN / 2).endsWith("ä");
	}

	@Test
	void whoMayNotSeeItSeesItsSize() {
		assertThat(StoredValue.of(new byte[12], false)).isEqualTo(new StoredValue(12, null, null, false));
	}

	@Test
	void whatWasPurgedIsNotThere() {
		assertThat(StoredValue.of(null, true)).isNull();
	}

}
