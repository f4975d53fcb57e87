package dev.webhooks.provider.settings;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SettingsTree}.
 */
class SettingsTreeTests {

	private static final Map<String, Object> BENEATH = Map.of("signature",
			Map.of("header", List.of("X-One", "X-Two"), "tolerance", "5m"), "max-body-size", "1MB");

	@Test
	void oneKeyLeavesItsNeighboursAlone() {
		assertThat(SettingsTree.merge(Map.of("signature.tolerance", "1m"), BENEATH)).isEqualTo(Map.of("signature",
				Map.of("header", List.of("X-One", "X-Two"), "tolerance", "1m"), "max-body-size", "1MB"));
	}

	@Test
	void aListIsReplacedAsAWhole() {
		assertThat(
				SettingsTree.merge(Map.of("signature", Map.of("header", List.of("X-Own"))), BENEATH).get("signature"))
			.isEqualTo(Map.of("header", List.of("X-Own"), "tolerance", "5m"));
	}

	@Test
	void aKeyReplacesTheSameOneInAnotherForm() {
		assertThat(SettingsTree.merge(Map.of("maxBodySize", "2MB"), BENEATH)).containsEntry("max-body-size", "2MB")
			.hasSize(2);
	}

	@Test
	void aGroupWithNothingInItLeavesThatBeneath() {
		assertThat(SettingsTree.merge(Map.of("signature", ""), BENEATH)).isEqualTo(BENEATH);
	}

	@Test
	void aNameInBracketsStaysInOnePieceHoweverOftenItIsRead() {
		Map<String, Object> once = SettingsTree.of(Map.of("response.headers.[X.Dotted]", "yes"));
		assertThat(SettingsTree.of(once)).isEqualTo(once)
			.isEqualTo(Map.of("response", Map.of("headers", Map.of("[X.Dotted]", "yes"))));
	}

	@Test
	void whatIsBeneathIsNotChanged() {
		Map<String, Object> beneath = SettingsTree.of(BENEATH);
		SettingsTree.merge(Map.of("signature.tolerance", "1m"), beneath);
		assertThat(beneath).isEqualTo(BENEATH);
	}

}
