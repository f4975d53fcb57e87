package dev.webhooks.delivery;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeliveryCursorTests {

	private static final DeliveryCursor CURSOR = new DeliveryCursor(
			UUID.fromString("019a4e3c-8f00-7001-8000-00000000002a"), "mail");

	@Test
	void aCursorIsReadAsItWasWritten() {
		assertThat(CURSOR).hasToString("AZpOPI8AcAGAAAAAAAAAKm1haWw");
		assertThat(DeliveryCursor.parse("AZpOPI8AcAGAAAAAAAAAKm1haWw")).isEqualTo(CURSOR);
	}

	@Test
	void aTargetMayHaveAnyCharacters() {
		DeliveryCursor cursor = new DeliveryCursor(CURSOR.event(), "größe/😀".repeat(50));
		assertThat(DeliveryCursor.parse(cursor.toString())).isEqualTo(cursor);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "mail", "AZpOPI8AcAGAAAAAAAAAKg", "AZpOPI8AcAGAAAAAAAAAKm1haWw=",
			"AZpOPI8AcAGAAAAAAAAAKm1haWx", "AZpOPI8AcAGAAAAAAAAAKm1ha\nWw", "AZpOPI8AcAGAAAAAAAAAKv__", "' OR 1=1" })
	void whatNoPageHadIsRefusedAndNotRepeated(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DeliveryCursor.parse(text))
			.withMessage("The cursor is none that a page of deliveries had");
	}

	@Test
	void aTargetThatIsTooLongToBeStoredIsRefused() {
		String text = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[3000]);
		assertThatIllegalArgumentException().isThrownBy(() -> DeliveryCursor.parse(text));
	}

	@Test
	void theTimeIsThatOfTheId() {
		assertThat(CURSOR.receivedAbout()).isEqualTo("2025-11-04T09:39:42.976Z");
	}

	@Test
	void theNewestComeFirstAsDatabasesOrderIds() {
		DeliveryCursor later = new DeliveryCursor(UUID.fromString("019a4e3c-8f00-7001-9000-000000000000"), "a");
		DeliveryCursor first = new DeliveryCursor(UUID.fromString("819a4e3c-8f00-7001-8000-000000000000"), "a");
		DeliveryCursor another = new DeliveryCursor(CURSOR.event(), "a");
		assertThat(Stream.of(another, CURSOR, later, first).sorted()).isEqualTo(List.of(first, later, CURSOR, another));
	}

}
