package dev.webhooks.docs.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Listing}.
 */
class ListingTests {

	@TempDir
	Path folder;

	@Test
	void areFoundInOrderWithTheirHeadings() throws IOException {
		assertThat(Listing.of(page("""
				# Shop

				## Try it

				```shell
				make
				make test
				```

				## Configure it

				```yaml
				a: b
				```
				"""))).containsExactly(new Listing("Try it", "shell", "make\nmake test\n"),
				new Listing("Configure it", "yaml", "a: b\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "```\nmake\n```\n", "- so:\n\n  ```shell\n  make\n  ```\n", "~~~shell\nmake\n~~~\n" })
	void thatAreWrittenInAnotherWayAreNotPassedOver(String text) throws IOException {
		Path page = page(text);
		assertThatIllegalArgumentException().isThrownBy(() -> Listing.of(page));
	}

	private Path page(String text) throws IOException {
		return Files.writeString(this.folder.resolve("page.md"), text);
	}

}
